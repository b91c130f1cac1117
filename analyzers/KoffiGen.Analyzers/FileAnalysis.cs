using KoffiGen.Diagnostics;
using KoffiGen.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace KoffiGen.Analyzers;

/// <summary>Reports the diagnostics of a <c>.koffi</c> file at their position in the file.</summary>
internal static class FileAnalysis
{
    public static void Run(bool allowsUnsafe, Lazy<CompilationTypes> types, AdditionalText file, Action<Diagnostic> report)
    {
        if (file.GetText() is not { } text || types.Value.FindFile(file.Path) is not var (unit, bound))
        {
            return;
        }

        foreach (TextDiagnostic diagnostic in UnitDiagnostics.Of(unit, bound, types.Value.Environment.Selection))
        {
            // The editor's current text may be shorter than the text that was bound.
            SourceSpan written = diagnostic.Location.Written.Span;
            TextSpan span = TextSpan.FromBounds(Math.Min(written.Start, text.Length), Math.Min(written.End, text.Length));
            report(
                ImportAnalyzer.CreateDiagnostic(
                    diagnostic.Rule,
                    Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span)),
                    diagnostic.Arguments,
                    diagnostic.Severity
                )
            );
        }

        if (!allowsUnsafe && bound.Model.Members is { } members && (!members.Imports.IsEmpty || !members.Variables.IsEmpty))
        {
            report(ImportAnalyzer.CreateDiagnostic(ProjectRules.UnsafeOff, Location.Create(file.Path, default, default), default));
        }
    }
}
