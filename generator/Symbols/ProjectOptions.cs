using KoffiGen.Binding;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KoffiGen.Symbols;

/// <summary>What the project file says, as the compiler passes it on.</summary>
internal static class ProjectOptions
{
    public static ProjectSettings Read(AnalyzerConfigOptions options) =>
        new(Find(options, "build_property.RootNamespace") ?? "", Find(options, "build_property.RuntimeIdentifier"));

    private static string? Find(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue(name, out string? value) && value.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}
