using System.Collections.Immutable;
using KoffiGen.Diagnostics;

namespace KoffiGen.Text;

/// <summary>Collects the diagnostics of one text. An empty bag allocates no list.</summary>
internal sealed class DiagnosticBag
{
    private List<TextDiagnostic>? _diagnostics;

    public int Count => _diagnostics?.Count ?? 0;

    public void Report(DiagnosticRule rule, SourceSpan span, params string[] arguments) =>
        (_diagnostics ??= []).Add(new TextDiagnostic(rule, span, arguments));

    /// <summary>Returns the diagnostics in the order of the text.</summary>
    public ImmutableArray<TextDiagnostic> ToImmutable() =>
        _diagnostics is null ? [] : [.. _diagnostics.OrderBy(static diagnostic => diagnostic.Span.Start)];
}
