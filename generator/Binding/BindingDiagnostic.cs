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

/// <summary>A diagnostic about an import or a unit. The analyzers find the C# location of its site.</summary>
internal sealed record BindingDiagnostic(DiagnosticRule Rule, DiagnosticSite Site, EquatableArray<string> Arguments)
{
    public BindingDiagnostic(DiagnosticRule rule, SourceLocation location, EquatableArray<string> arguments)
        : this(rule, DiagnosticSite.Text, arguments) => Location = location;

    /// <summary>Gets the location of <see cref="DiagnosticSite.Text"/>.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>Gets the index of the C# parameter of <see cref="DiagnosticSite.Parameter"/>.</summary>
    public int ParameterIndex { get; init; }

    /// <summary>The name of the named argument.</summary>
    public string? ArgumentName { get; init; }

    /// <summary>How much it matters here.</summary>
    public RuleSeverity Severity { get; init; } = Rule.Severity;
}
