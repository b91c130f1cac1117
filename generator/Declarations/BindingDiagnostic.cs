using KoffiGen.Diagnostics;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

/// <summary>The part of a declaration that a diagnostic points to.</summary>
internal enum DiagnosticSite
{
    /// <summary>A span in one of the attribute's strings.</summary>
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

/// <summary>A diagnostic about an import or a unit. The analyzers find the C# location of its site.</summary>
internal sealed record BindingDiagnostic(DiagnosticRule Rule, DiagnosticSite Site, EquatableArray<string> Arguments)
{
    public BindingDiagnostic(DiagnosticRule rule, SourceLocation location, EquatableArray<string> arguments)
        : this(rule, DiagnosticSite.Text, arguments) => Location = location;

    /// <summary>Gets the location of <see cref="DiagnosticSite.Text"/>.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>Gets the index of the C# parameter of <see cref="DiagnosticSite.Parameter"/>.</summary>
    public int ParameterIndex { get; init; }

    /// <summary>Gets the name of the argument of <see cref="DiagnosticSite.NamedArgument"/>.</summary>
    public string? ArgumentName { get; init; }

    /// <summary>Gets the severity, which may be lower than that of the rule.</summary>
    public RuleSeverity Severity { get; init; } = Rule.Severity;
}
