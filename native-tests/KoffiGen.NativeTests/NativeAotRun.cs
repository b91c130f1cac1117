using System.Reflection;

namespace KoffiGen.NativeTests;

/// <summary>Publishes the NativeAOT program and runs it once.</summary>
internal sealed class NativeAotRun
{
    internal const string Program = "KoffiGen.NativeTests.Aot";

    /// <summary>Gets the results by assembly and case: <see langword="null"/> if the case passed, or else the failure.</summary>
    public Dictionary<string, string?> Results { get; } = [];

    /// <summary>Gets the warnings of the publish.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    public required string Executable { get; init; }

    /// <summary>Gets a description of how the program ended, for the cases that it did not reach.</summary>
    public required string Ending { get; init; }

    /// <summary>Gets the path of the <c>dotnet</c> host that runs the tests.</summary>
    internal static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public static NativeAotRun Start()
    {
        string root = Repository.Root;
        string artifacts = Path.Combine(root, "artifacts", "native-tests", "aot");
        string output = Path.Combine(artifacts, "program");
        List<string> arguments =
        [
            "publish",
            Path.Combine(root, "native-tests", Program, Program + ".csproj"),
            "--configuration",
            "Release",
            "--runtime",
            HostRuntimeIdentifier(),
            "--artifacts-path",
            artifacts,
            "--output",
            output,
            "--nologo",
            // Build servers that outlive the publish would keep its output stream open.
            "-nodeReuse:false",
            "-p:UseSharedCompilation=false",
        ];
        if (!OperatingSystem.IsWindows() && !IsOnPath("clang"))
        {
            arguments.Add("-p:CppCompilerAndLinker=gcc");
        }

        (int publishCode, string published) = Run(Host, arguments, root);
        if (publishCode != 0)
        {
            throw new InvalidOperationException($"'dotnet publish' of the NativeAOT program ended with {publishCode}.\n{published}");
        }

        string program = Path.Combine(output, OperatingSystem.IsWindows() ? Program + ".exe" : Program);
        (int code, string text) = Run(program, [], output);
        NativeAotRun run = new()
        {
            Executable = program,
            Warnings = [.. published.Split('\n').Where(static line => line.Contains("warning ", StringComparison.Ordinal))],
            Ending = $"It ended with {code}; its last words: {text[Math.Max(0, text.Length - 400)..]}",
        };
        foreach (string line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith("PASS ", StringComparison.Ordinal))
            {
                run.Results.Add(line[5..], null);
            }
            else if (line.StartsWith("FAIL ", StringComparison.Ordinal) && line.IndexOf(": ", StringComparison.Ordinal) is > 0 and int end)
            {
                run.Results.Add(line[5..end], line[(end + 2)..]);
            }
        }

        return run;
    }

    internal static (int Code, string Output) Run(string file, IEnumerable<string> arguments, string directory)
    {
        (int exitCode, string output, string errors) = ToolProcess.Run(file, arguments, directory);
        return (exitCode, output + errors);
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(directory => File.Exists(Path.Combine(directory, program)));

    private static string HostRuntimeIdentifier() =>
        typeof(NativeAotRun)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(static metadata => metadata.Key == "HostRuntimeIdentifier")
            .Value!;
}
