using KoffiGen.Diagnostics;
using KoffiGen.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen.Analyzers;

/// <summary>Reports the diagnostics of the C declarations on one part of a type, or on the assembly in one file.</summary>
internal static class DefineAnalysis
{
    public static void Run(Compilation compilation, Lazy<CompilationTypes> types, SyntaxNode node, Action<Diagnostic> report)
    {
        if (types.Value.FindHolder(node) is not { Attributes.Length: > 0 } holder)
        {
            return;
        }

        AttributeTexts?[] texts =
        [
            .. holder.Attributes.Select(
                (attribute, index) =>
                    attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax syntax
                        ? new AttributeTexts(syntax, attribute, compilation, index)
                        : null
            ),
        ];
        if (!ImportAnalyzer.AllowsUnsafe(compilation))
        {
            foreach (AttributeTexts? text in texts)
            {
                report(ImportAnalyzer.CreateDiagnostic(ProjectRules.UnsafeOff, text?.Name ?? node.GetLocation(), default));
            }

            return;
        }

        ImportAnalyzer.CheckPartial(node, texts[0]?.Name ?? node.GetLocation(), report);
        if (types.Value.FindBound(holder) is not var (unit, bound))
        {
            return;
        }

        foreach (TextDiagnostic diagnostic in UnitDiagnostics.Of(unit, bound, types.Value.Environment.Selection))
        {
            report(
                ImportAnalyzer.CreateDiagnostic(
                    diagnostic.Rule,
                    texts[diagnostic.Location.Written.Text.Index]?.Locate(diagnostic.Location) ?? node.GetLocation(),
                    diagnostic.Arguments,
                    diagnostic.Severity
                )
            );
        }
    }
}
