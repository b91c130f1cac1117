using System.Collections.Immutable;
using KoffiGen.Diagnostics;

namespace KoffiGen.Text;

/// <summary>Collects diagnostics. An empty bag allocates no list.</summary>
internal sealed class DiagnosticBag
{
    private List<TextDiagnostic>? _diagnostics;

    public int Count => _diagnostics?.Count ?? 0;

    public void Report(DiagnosticRule rule, SourceLocation location, params string[] arguments) =>
        Add(new TextDiagnostic(rule, location, arguments));

    public void Add(TextDiagnostic diagnostic) => (_diagnostics ??= []).Add(diagnostic);

    /// <summary>Returns the diagnostics in the order of the texts.</summary>
    public ImmutableArray<TextDiagnostic> ToImmutable() =>
        _diagnostics is null ? [] : [.. _diagnostics.OrderBy(static diagnostic => diagnostic.Location, SourceLocation.Order)];
}
