using System.Collections.Immutable;
using KoffiGen.Binding;
using KoffiGen.Binding.Units;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Text;

namespace KoffiGen.Analyzers;

/// <summary>The diagnostics of a declaration unit, each with the index of its text.</summary>
internal static class UnitDiagnostics
{
    public static IEnumerable<(int Text, TextDiagnostic Diagnostic)> Of(
        DeclarationUnit unit,
        BoundUnit bound,
        DeclarationSelection selection
    )
    {
        ImmutableArray<ImmutableArray<TextDiagnostic>> texts = selection.FindDiagnostics(unit);
        for (int index = 0; index < texts.Length; index++)
        {
            foreach (TextDiagnostic diagnostic in texts[index])
            {
                yield return (index, diagnostic);
            }
        }

        foreach (BindingDiagnostic diagnostic in bound.Diagnostics)
        {
            yield return (
                diagnostic.Location?.Text ?? 0,
                new TextDiagnostic(diagnostic.Rule, diagnostic.Location?.Span ?? default, diagnostic.Arguments)
                {
                    Severity = diagnostic.Severity,
                }
            );
        }
    }
}
