using System.Globalization;
using KoffiGen.Diagnostics;

namespace KoffiGen.Text;

/// <summary>A diagnostic in a text of C declarations.</summary>
internal sealed record TextDiagnostic(DiagnosticRule Rule, SourceLocation Location, EquatableArray<string> Arguments)
{
    public TextDiagnostic(DiagnosticRule rule, SourceLocation location, params string[] arguments)
        : this(rule, location, new EquatableArray<string>(arguments)) { }

    public string Message => string.Format(CultureInfo.InvariantCulture, Rule.MessageFormat, [.. Arguments]);

    /// <summary>Gets the severity, which may differ from the severity of the rule.</summary>
    public RuleSeverity Severity { get; init; } = Rule.Severity;
}
