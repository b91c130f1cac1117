using System.Collections.Immutable;
using KoffiGen.Binding.Units;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Diagnostics;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Binding;

/// <summary>The result of binding one <c>[KoffiSymbol]</c>.</summary>
internal sealed record BoundSymbol(VariableModel Variable, ImmutableArray<BindingDiagnostic> Diagnostics);

// Variables of the library, as the user's partial properties.
internal sealed partial class ImportBinder
{
    /// <summary>Binds a variable to a partial property. If binding fails, the property throws.</summary>
    public BoundSymbol BindSymbol(SymbolImport import) =>
        _guard.Run(GuardedStep.Imports, $"{_type.MetadataName}.{import.Property.Name}", () => BindGuarded(import))
        ?? new BoundSymbol(CreatePlaceholder(import), []);

    private BoundSymbol BindGuarded(SymbolImport import)
    {
        DiagnosticCollector diagnostics = new();
        _types.SetSignature([import.Property.Type]);
        PropertyDeclaration property = import.Property with
        {
            Type = new GeneratedNameResolver(_environment, _type.QualifiedName, function: null).Rewrite(import.Property.Type),
        };
        if (!property.IsDefinition || (!property.IsStatic && !_type.Innermost.IsInstanceLibrary))
        {
            diagnostics.Report(ProjectRules.PropertyNotPartial, DiagnosticSite.Attribute, property.Name);
        }

        VariableForm placeholder = new VariablePlaceholder(property.Type, property.RefKind);
        VariableForm? form = null;
        string name = property.Name;
        if (BindVariable(import.Declaration, diagnostics) is { } variable)
        {
            name = variable.Name;
            Match<VariableForm> match = new VariableBinder(Matcher).Bind(variable.Type, property);
            form = match.Form;
            if (match.Mismatch is { } mismatch)
            {
                ReportMismatch(mismatch, variable, placeholder, diagnostics);
            }
        }

        return new BoundSymbol(
            new VariableModel(
                TargetBinder.BindVariable(import, name),
                property.Modifiers,
                property.Name,
                form is null || diagnostics.HasErrors ? placeholder : form,
                DeclarationText.OnOneLine(import.Declaration)
            )
            {
                AvailabilityProperty = import.IsOptional ? _availability.Add(property.Name) : null,
            },
            diagnostics.ToImmutable()
        );
    }

    /// <param name="declared">The form of the user's property.</param>
    private void ReportMismatch(Mismatch mismatch, BoundDeclaration variable, VariableForm declared, DiagnosticCollector diagnostics)
    {
        if (MismatchDiagnostics.Find(mismatch, DiagnosticSite.Attribute, variable.Name) is { } difference)
        {
            diagnostics.Add(difference);
        }
        else if (new VariableBinder(Matcher).Default(variable.Type) is { } proposal)
        {
            diagnostics.Report(
                SignatureRules.VariableType,
                DiagnosticSite.Attribute,
                CTypeWriter.WriteDeclaration(variable.Type, variable.Name),
                VariableBinder.Display(declared),
                VariableBinder.Display(proposal)
            );
        }
        else
        {
            diagnostics.Report(DirectiveRules.UnsupportedVariable, variable.NameLocation, variable.Type.ToString());
        }
    }

    private BoundDeclaration? BindVariable(string text, DiagnosticCollector diagnostics)
    {
        // In an attribute, the end of the string replaces the semicolon.
        ParseResult<TranslationUnitSyntax> parsed = Parser.ParseTranslationUnit(
            new SourceText(text.TrimEnd().EndsWith(";", StringComparison.Ordinal) ? text : text + ";")
        );
        diagnostics.Add(parsed.Diagnostics);
        if (!parsed.IsSound)
        {
            return null;
        }

        // Names that the text declares are not visible to other declarations.
        BoundTranslationUnit bound = new DeclarationBinder(
            new TypeScope(_scope) { ForeignTypes = _types.FindByCName },
            parsed.Text
        ).BindTranslationUnit(parsed.Root);
        foreach (DeclarationSite site in bound.Sites)
        {
            AddDiagnostics(site, diagnostics);
        }

        BoundDeclaration? variable = bound.Declarations.FirstOrDefault(static declaration =>
            declaration.Kind == BoundDeclarationKind.Variable
        );
        if (variable is null && !diagnostics.HasErrors)
        {
            diagnostics.Report(SignatureRules.NotAVariable, parsed.Location);
        }

        if (variable is not null)
        {
            ReportLeftOut(variable.Type.Type, variable.NameLocation, diagnostics);
        }

        return diagnostics.HasErrors || variable?.Type.Type is ErrorType ? null : variable;
    }
}
