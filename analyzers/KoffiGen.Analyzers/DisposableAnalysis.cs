using KoffiGen.Binding;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen.Analyzers;

/// <summary>
/// Reports the diagnostics of the <c>[KoffiDisposable]</c> attributes on one part of a type, or on the assembly in one file.
/// </summary>
internal static class DisposableAnalysis
{
    public static void Run(Compilation compilation, Lazy<CompilationTypes> types, SyntaxNode node, Action<Diagnostic> report)
    {
        // Without unsafe code nothing is generated, and the imports already report that.
        if (!ImportAnalyzer.AllowsUnsafe(compilation))
        {
            return;
        }

        foreach ((AttributeData attribute, DisposableType type) in types.Value.FindDisposables(node))
        {
            if (attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax syntax)
            {
                continue;
            }

            AttributeTexts texts = new(syntax, attribute, compilation);
            foreach (BindingDiagnostic diagnostic in type.Diagnostics)
            {
                report(ImportAnalyzer.CreateDiagnostic(diagnostic.Rule, texts.Locate(diagnostic.Location!), diagnostic.Arguments));
            }

            // Code is generated into the type only for a pointer to a type that has no other declaration.
            if (type.Unit is { IsEmpty: false, Source.Texts.IsEmpty: true })
            {
                ImportAnalyzer.CheckPartial(node, texts.Name, report);
            }
        }
    }
}
