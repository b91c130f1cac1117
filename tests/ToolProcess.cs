using System.Diagnostics;

namespace KoffiGen.Tests;

/// <summary>Runs compilers, builds and the programs that they make.</summary>
internal static class ToolProcess
{
    /// <exception cref="System.ComponentModel.Win32Exception">The program is not installed.</exception>
    public static (int ExitCode, string Output, string Errors) Run(string program, IEnumerable<string> arguments, string? directory = null)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = directory ?? "",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Environment variables of the build that runs the tests would change the result of another build.
        foreach (
            string variable in start
                .Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
                .ToArray()
        )
        {
            start.Environment.Remove(variable);
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' did not start.");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}
