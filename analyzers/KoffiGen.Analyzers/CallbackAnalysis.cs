using KoffiGen.Binding;
using KoffiGen.Declarations;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KoffiGen.Analyzers;

/// <summary>Reports the diagnostics of a delegate with <c>[KoffiCallback]</c>.</summary>
internal static class CallbackAnalysis
{
    public static void Run(SymbolAnalysisContext context, Lazy<CompilationTypes> types)
    {
        if (
            types.Value.FindCallback((INamedTypeSymbol)context.Symbol) is not var (holder, unit, bound)
            || holder.Attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is not AttributeSyntax syntax
            || holder.Place.GetSyntax(context.CancellationToken) is not DelegateDeclarationSyntax declaration
        )
        {
            return;
        }

        AttributeTexts texts = new(syntax, holder.Attribute, context.Compilation);
        if (!ImportAnalyzer.AllowsUnsafe(context.Compilation))
        {
            Report(ProjectRules.UnsafeOff, texts.Name, default);
            return;
        }

        ImportAnalyzer.CheckPartial(declaration, texts.Name, context.ReportDiagnostic);
        foreach (TextDiagnostic diagnostic in types.Value.Environment.Selection.FindDiagnostics(unit))
        {
            Report(diagnostic.Rule, texts.Locate(diagnostic.Location), diagnostic.Arguments);
        }

        foreach (BindingDiagnostic diagnostic in bound.Diagnostics)
        {
            Report(diagnostic.Rule, Locate(diagnostic), diagnostic.Arguments);
        }

        Location Locate(BindingDiagnostic diagnostic) =>
            diagnostic.Site switch
            {
                DiagnosticSite.Text => texts.Locate(diagnostic.Location!),
                DiagnosticSite.NamedArgument => texts.LocateNamed(diagnostic.ArgumentName),
                DiagnosticSite.Parameter when diagnostic.ParameterIndex < declaration.ParameterList.Parameters.Count =>
                    ImportAnalyzer.LocateParameter(declaration.ParameterList.Parameters[diagnostic.ParameterIndex]) ?? texts.Name,
                DiagnosticSite.ReturnType => declaration.ReturnType.GetLocation(),
                DiagnosticSite.Name => declaration.Identifier.GetLocation(),
                _ => texts.Name,
            };

        void Report(DiagnosticRule rule, Location location, EquatableArray<string> arguments) =>
            context.ReportDiagnostic(ImportAnalyzer.CreateDiagnostic(rule, location, arguments));
    }
}
