using System.Collections.Immutable;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Syntax;
using KoffiGen.Types;

namespace KoffiGen.Binding;

/// <summary>Collects what is wrong with one import.</summary>
internal sealed class DiagnosticCollector
{
    private readonly ImmutableArray<BindingDiagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<BindingDiagnostic>();

    public bool HasErrors { get; private set; }

    public void Report(DiagnosticRule rule, DiagnosticSite site, params string[] arguments) => Report(rule, site, 0, default, arguments);

    public void Report(DiagnosticRule rule, DiagnosticSite site, int index, SourceSpan span, params string[] arguments)
    {
        HasErrors |= rule.Severity == RuleSeverity.Error;
        _diagnostics.Add(new BindingDiagnostic(rule, site, index, span, new EquatableArray<string>(arguments)));
    }

    public void ReportArgument(DiagnosticRule rule, string argumentName, params string[] arguments)
    {
        HasErrors |= rule.Severity == RuleSeverity.Error;
        _diagnostics.Add(new BindingDiagnostic(rule, DiagnosticSite.NamedArgument, 0, default, new EquatableArray<string>(arguments)) { ArgumentName = argumentName });
    }

    /// <summary>A type for which there is no C#. What could not be bound was told already.</summary>
    public void ReportUnsupported(CType type, int text, SourceSpan span)
    {
        if (type.Canonical is ErrorType)
        {
            HasErrors = true;
            return;
        }

        // Once one type keeps .NET from calling the function, the others are no news.
        if (_diagnostics.Any(static diagnostic => diagnostic.Rule == SignatureRules.UnsupportedByValue))
            return;

        Report(SignatureRules.UnsupportedByValue, DiagnosticSite.Text, text, span, type.ToString());
    }

    public void Add(ImmutableArray<TextDiagnostic> diagnostics, int text)
    {
        foreach (TextDiagnostic diagnostic in diagnostics)
        {
            HasErrors |= diagnostic.Rule.Severity == RuleSeverity.Error;
            _diagnostics.Add(new BindingDiagnostic(diagnostic.Rule, DiagnosticSite.Text, text, diagnostic.Span, diagnostic.Arguments));
        }
    }

    public ImmutableArray<BindingDiagnostic> ToImmutable() => _diagnostics.ToImmutable();
}
