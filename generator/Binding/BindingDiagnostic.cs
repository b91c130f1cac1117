using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Text;

namespace KoffiGen.Binding;

/// <summary>What a message about an import points to.</summary>
internal enum DiagnosticSite
{
    /// <summary>A place inside one of the attribute's strings.</summary>
    Text,

    /// <summary>The attribute as a whole.</summary>
    Attribute,

    /// <summary>A named argument of the attribute.</summary>
    NamedArgument,

    /// <summary>A parameter of the C# method.</summary>
    Parameter,

    /// <summary>The result of the C# method.</summary>
    ReturnType,

    /// <summary>The name of the C# method or type.</summary>
    Name,
}

/// <summary>A rule broken by an import, and where: the analyzers know the syntax that the place stands for.</summary>
/// <param name="Index">Which string, or which parameter.</param>
/// <param name="Span">Where in the string.</param>
internal sealed record BindingDiagnostic(
    DiagnosticRule Rule,
    DiagnosticSite Site,
    int Index,
    SourceSpan Span,
    EquatableArray<string> Arguments
)
{
    /// <summary>The name of the named argument.</summary>
    public string? ArgumentName { get; init; }

    /// <summary>How much it matters here.</summary>
    public RuleSeverity Severity { get; init; } = Rule.Severity;
}
