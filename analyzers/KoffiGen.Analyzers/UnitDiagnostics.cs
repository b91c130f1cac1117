using KoffiGen.Binding;
using KoffiGen.Binding.Units;
using KoffiGen.Declarations.Units;
using KoffiGen.Text;

namespace KoffiGen.Analyzers;

/// <summary>The diagnostics of a declaration unit.</summary>
internal static class UnitDiagnostics
{
    public static IEnumerable<TextDiagnostic> Of(DeclarationUnit unit, BoundUnit bound, DeclarationSelection selection) =>
        selection
            .FindDiagnostics(unit)
            .Concat(
                bound.Diagnostics.Select(static diagnostic => new TextDiagnostic(
                    diagnostic.Rule,
                    diagnostic.Location ?? SourceLocation.None,
                    diagnostic.Arguments
                )
                {
                    Severity = diagnostic.Severity,
                })
            );
}
