using System.Globalization;
using KoffiGen.Diagnostics;

namespace KoffiGen.Text;

/// <summary>A diagnostic in one text of C declarations.</summary>
internal sealed record TextDiagnostic(DiagnosticRule Rule, SourceSpan Span, EquatableArray<string> Arguments)
{
    public TextDiagnostic(DiagnosticRule rule, SourceSpan span, params string[] arguments)
        : this(rule, span, new EquatableArray<string>(arguments)) { }

    public string Message => string.Format(CultureInfo.InvariantCulture, Rule.MessageFormat, [.. Arguments]);

    /// <summary>Gets the severity, which may differ from the severity of the rule.</summary>
    public RuleSeverity Severity { get; init; } = Rule.Severity;
}
