using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KoffiGen.Tests.Proof.Programs;

/// <summary>The analyzers that the .NET SDK runs at the analysis level <c>latest-all</c>.</summary>
internal static class SdkAnalyzers
{
    private static readonly string[] Files = ["Microsoft.CodeAnalysis.NetAnalyzers.dll", "Microsoft.CodeAnalysis.CSharp.NetAnalyzers.dll"];

    public static ImmutableArray<DiagnosticAnalyzer> All { get; } = Load();

    private static ImmutableArray<DiagnosticAnalyzer> Load()
    {
        string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        string sdk = Directory
            .GetDirectories(Path.Combine(root, "sdk"))
            .Order(StringComparer.Ordinal)
            .Last(static path => Directory.Exists(Path.Combine(path, "Sdks")));
        string directory = Path.Combine(sdk, "Sdks/Microsoft.NET.Sdk/analyzers");
        return
        [
            .. Files
                .SelectMany(name => Assembly.LoadFrom(Path.Combine(directory, name)).GetTypes())
                .Where(static type => !type.IsAbstract && type.IsDefined(typeof(DiagnosticAnalyzerAttribute)))
                .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
        ];
    }
}
