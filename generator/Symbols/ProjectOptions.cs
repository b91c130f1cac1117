using Microsoft.CodeAnalysis.Diagnostics;

namespace KoffiGen.Symbols;

/// <summary>What the project file says, as the compiler passes it on.</summary>
internal static class ProjectOptions
{
    /// <summary>The namespace that declarations without a class of their own stand in; empty where the project has none.</summary>
    public static string RootNamespace(AnalyzerConfigOptions options) =>
        options.TryGetValue("build_property.RootNamespace", out string? value) ? value.Trim() : "";
}
