using System.Globalization;
using KoffiGen.Diagnostics;
using KoffiGen.Model;

namespace KoffiGen.Text;

/// <summary>A rule broken at a place in a text of C declarations.</summary>
internal sealed record TextDiagnostic(DiagnosticRule Rule, SourceSpan Span, EquatableArray<string> Arguments)
{
    public TextDiagnostic(DiagnosticRule rule, SourceSpan span, params string[] arguments)
        : this(rule, span, new EquatableArray<string>(arguments)) { }

    public string Message => string.Format(CultureInfo.InvariantCulture, Rule.MessageFormat, [.. Arguments]);

    /// <summary>How much it matters here.</summary>
    public RuleSeverity Severity { get; init; } = Rule.Severity;
}
