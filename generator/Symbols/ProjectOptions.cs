using KoffiGen.Model.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KoffiGen.Symbols;

/// <summary>The settings of the project file, as the compiler passes them to the generator.</summary>
internal static class ProjectOptions
{
    public static ProjectSettings Read(AnalyzerConfigOptions options, Compilation compilation) =>
        new(Find(options, "build_property.RootNamespace") ?? "", Find(options, "build_property.RuntimeIdentifier"))
        {
            DisablesRuntimeMarshalling = DisablesRuntimeMarshalling(compilation),
        };

    /// <summary>
    /// Whether <c>[DisableRuntimeMarshalling]</c> applies, so that the runtime does not convert values in function pointer signatures.
    /// </summary>
    private static bool DisablesRuntimeMarshalling(Compilation compilation) =>
        compilation
            .Assembly.GetAttributes()
            .Any(static attribute =>
                attribute.AttributeClass is { Name: "DisableRuntimeMarshallingAttribute", ContainingNamespace.Name: "CompilerServices" }
            );

    private static string? Find(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue(name, out string? value) && value.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}
