using System.Diagnostics;

namespace KoffiGen.Tests.Types;

/// <summary>The C compiler of this machine, as the judge of what C means.</summary>
internal static class CCompiler
{
    /// <summary>Compiles a program and runs it.</summary>
    /// <returns>What it printed, line by line.</returns>
    public static string[] Run(string source)
    {
        string directory = Directory.CreateTempSubdirectory("koffigen").FullName;
        try
        {
            string file = Path.Combine(directory, "oracle.c");
            string program = Path.Combine(directory, "oracle");
            File.WriteAllText(file, source);
            Start("gcc", "-std=gnu2x", "-w", "-o", program, file);
            return Start(program).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static string Start(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, errors.Result);
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Fail($"'{program}' is not installed: apt-get install gcc libc6-dev");
            throw;
        }
    }
}
