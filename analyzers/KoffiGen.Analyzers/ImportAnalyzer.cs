using System.Collections.Immutable;
using KoffiGen.Binding;
using KoffiGen.Binding.Units;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Diagnostics;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Symbols;
using KoffiGen.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace KoffiGen.Analyzers;

/// <summary>
/// Reports the diagnostics of imports and C declarations at the token that causes them. It uses the same binder as the generator.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ImportAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DiagnosticDescriptors.ForDeclarations;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            Compilation compilation = start.Compilation;
            if (
                compilation.GetTypeByMetadataName(AttributeNames.Import) is null
                || compilation.GetTypeByMetadataName(AttributeNames.Define) is null
            )
            {
                return;
            }

            Lazy<CompilationTypes> types = CompilationTypes.Of(compilation, start.Options);
            AnalysisFailures failures = new();
            start.RegisterSymbolAction(
                symbol =>
                {
                    Guard guard = new();
                    new TypeAnalysis(symbol, types, guard).Run();
                    failures.Add(guard.Failures);
                },
                SymbolKind.NamedType
            );
            start.RegisterAdditionalFileAction(file =>
            {
                if (KoffiFileReader.IsKoffiFile(file.AdditionalFile))
                {
                    FileAnalysis.Run(AllowsUnsafe(compilation), types, file.AdditionalFile, file.ReportDiagnostic);
                }
            });
            start.RegisterSyntaxNodeAction(
                node =>
                {
                    if (node.Node is CompilationUnitSyntax { AttributeLists.Count: > 0 })
                    {
                        DefineAnalysis.Run(compilation, types, node.Node, node.ReportDiagnostic);
                        DisposableAnalysis.Run(compilation, types, node.Node, node.ReportDiagnostic);
                    }
                },
                SyntaxKind.CompilationUnit
            );
            start.RegisterSyntaxNodeAction(CheckAlias, SyntaxKind.UsingDirective);
            start.RegisterCompilationEndAction(end =>
            {
                if (types.IsValueCreated)
                {
                    failures.Add(types.Value.Failures);
                }

                failures.Report(end);
            });
        });
    }

    /// <summary>Reports a global alias that generated files declare, too. The compiler reports it only in these files.</summary>
    private static void CheckAlias(SyntaxNodeAnalysisContext context)
    {
        UsingDirectiveSyntax directive = (UsingDirectiveSyntax)context.Node;
        if (
            directive is { Alias.Name: { Identifier.ValueText: RuntimeMembers.ServicesAlias } name }
            && directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)
        )
        {
            DiagnosticDescriptor descriptor = DiagnosticDescriptors.Get(ProjectRules.ReservedAlias);
            context.ReportDiagnostic(Diagnostic.Create(descriptor, name.GetLocation(), RuntimeMembers.ServicesAlias));
        }
    }

    internal static bool AllowsUnsafe(Compilation compilation) => compilation.Options is CSharpCompilationOptions { AllowUnsafe: true };

    /// <summary>Reports types that are not partial: KoffiGen adds a part to each of them.</summary>
    internal static void CheckPartial(SyntaxNode node, Location location, Action<Diagnostic> report)
    {
        foreach (
            TypeDeclarationSyntax type in node.AncestorsAndSelf()
                .OfType<TypeDeclarationSyntax>()
                .Where(static type => !type.Modifiers.Any(SyntaxKind.PartialKeyword))
        )
        {
            report(CreateDiagnostic(ProjectRules.TypeNotPartial, location, new EquatableArray<string>([type.Identifier.ValueText])));
        }
    }

    /// <summary>Returns the location of a parameter's type and name.</summary>
    internal static Location? LocateParameter(ParameterSyntax parameter) =>
        parameter.Type is { } type
            ? Location.Create(parameter.SyntaxTree, TextSpan.FromBounds(type.SpanStart, parameter.Identifier.Span.End))
            : null;

    /// <param name="severity">The severity, if it differs from that of the rule.</param>
    internal static Diagnostic CreateDiagnostic(
        DiagnosticRule rule,
        Location location,
        EquatableArray<string> arguments,
        RuleSeverity? severity = null
    )
    {
        // Code fixes read the proposal from the properties, not from the message.
        ImmutableDictionary<string, string?>.Builder properties = ImmutableDictionary.CreateBuilder<string, string?>();
        for (int index = 0; index < arguments.Count; index++)
        {
            properties.Add("Argument" + index, arguments[index]);
        }

        return Diagnostic.Create(
            DiagnosticDescriptors.Get(rule),
            location,
            DiagnosticDescriptors.Convert(severity ?? rule.Severity),
            additionalLocations: null,
            properties.ToImmutable(),
            [.. arguments.AsSpan().ToArray()]
        );
    }

    /// <summary>Analyzes the imports and declarations of one type. They are bound together, as in the generator.</summary>
    private sealed class TypeAnalysis(SymbolAnalysisContext context, Lazy<CompilationTypes> types, Guard guard)
    {
        private readonly INamedTypeSymbol _type = (INamedTypeSymbol)context.Symbol;

        public void Run()
        {
            if (_type.TypeKind == TypeKind.Delegate)
            {
                if (Has("KoffiCallbackAttribute"))
                {
                    CallbackAnalysis.Run(context, types);
                }

                return;
            }

            List<AttributeData> whole = Imports(_type);
            List<(IMethodSymbol Method, List<AttributeData> Attributes)> methods = [];
            foreach (IMethodSymbol method in _type.GetMembers().OfType<IMethodSymbol>())
            {
                // The generator writes the implementing part, so only the defining part is analyzed.
                if (method.PartialDefinitionPart is null && Imports(method) is { Count: > 0 } attributes)
                {
                    methods.Add((method, attributes));
                }
            }

            foreach (SyntaxReference part in Has("KoffiDefineAttribute") ? _type.DeclaringSyntaxReferences : [])
            {
                DefineAnalysis.Run(context.Compilation, types, part.GetSyntax(context.CancellationToken), context.ReportDiagnostic);
            }

            foreach (SyntaxReference part in Has("KoffiDisposableAttribute") ? _type.DeclaringSyntaxReferences : [])
            {
                DisposableAnalysis.Run(context.Compilation, types, part.GetSyntax(context.CancellationToken), context.ReportDiagnostic);
            }

            List<(IPropertySymbol Property, AttributeData Attribute)> symbols = [];
            foreach (IPropertySymbol property in _type.GetMembers().OfType<IPropertySymbol>())
            {
                if (
                    property.PartialDefinitionPart is null
                    && property
                        .GetAttributes()
                        .FirstOrDefault(static attribute => DeclarationReader.IsAttribute(attribute, "KoffiSymbolAttribute"))
                        is { } attribute
                )
                {
                    symbols.Add((property, attribute));
                }
            }

            AttributeData[] attributesOfAll =
            [
                .. whole,
                .. methods.SelectMany(static method => method.Attributes),
                .. symbols.Select(static symbol => symbol.Attribute),
            ];
            if (attributesOfAll.Length == 0)
            {
                return;
            }

            if (!AllowsUnsafe(context.Compilation))
            {
                foreach (AttributeData attribute in attributesOfAll)
                {
                    Report(ProjectRules.UnsafeOff, Texts(attribute)?.Name);
                }

                return;
            }

            CheckPartial(attributesOfAll[0]);
            if (!types.Value.Environment.IsAvailable)
            {
                return;
            }

            if (guard.Run(GuardedStep.Classes, _type, DeclarationReader.NameOf, DeclarationReader.ReadContainingType) is not { } container)
            {
                return;
            }

            ImportBinder binder = new(container, types.Value.Environment, new BlittableStandInTable(container), guard);
            foreach (AttributeData attribute in whole)
            {
                if (
                    guard.Run(GuardedStep.Classes, _type, DeclarationReader.NameOf, _ => DeclarationReader.ReadImport(attribute)) is
                    { } import
                )
                {
                    Report(binder.BindGenerated(import).Diagnostics, attribute, null);
                }
            }

            foreach ((IMethodSymbol method, List<AttributeData> attributes) in methods)
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                if (
                    guard.Run(
                        GuardedStep.Methods,
                        method,
                        DeclarationReader.NameOf,
                        method => DeclarationReader.ReadMethodImport(method, attributes[0])
                    ) is
                    { } import
                )
                {
                    Report(binder.BindMethod(import).Diagnostics, attributes[0], method);
                }

                foreach (AttributeData further in attributes.Skip(1))
                {
                    Report(ProjectRules.SeveralImports, Texts(further)?.Name);
                }
            }

            if (
                container.Innermost.IsInstanceLibrary
                && (
                    whole.Count > 0
                    || methods.Any(static method => !method.Method.IsStatic)
                    || symbols.Any(static symbol => !symbol.Property.IsStatic)
                )
            )
            {
                CheckLoading(container.Innermost);
            }

            foreach ((IPropertySymbol property, AttributeData attribute) in symbols)
            {
                if (
                    guard.Run(
                        GuardedStep.Symbols,
                        property,
                        DeclarationReader.NameOf,
                        property => DeclarationReader.ReadSymbol(property, attribute)
                    ) is
                    { } import
                )
                {
                    Report(binder.BindSymbol(import).Diagnostics, attribute, null);
                }
            }
        }

        // A hand-written constructor or Dispose replaces the generated one, so it must call Load or Unload.
        private void CheckLoading(TypeHeader type)
        {
            if (type.HasConstructor && !Calls("Load"))
            {
                Report(ProjectRules.NotLoaded, null, _type.Name, "declares a constructor", "Load");
            }

            if (type.HasDispose && !Calls("Unload"))
            {
                Report(ProjectRules.NotLoaded, null, _type.Name, "declares or inherits 'Dispose'", "Unload");
            }
        }

        private bool Calls(string name) =>
            _type
                .DeclaringSyntaxReferences.SelectMany(reference => reference.GetSyntax(context.CancellationToken).DescendantNodes())
                .OfType<InvocationExpressionSyntax>()
                .Any(invocation =>
                    invocation.Expression switch
                    {
                        IdentifierNameSyntax called => called.Identifier.ValueText == name,
                        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } called => called.Name.Identifier.ValueText
                            == name,
                        _ => false,
                    }
                );

        // KoffiGen adds a part to the type and to each enclosing type.
        private void CheckPartial(AttributeData attribute)
        {
            for (INamedTypeSymbol? current = _type; current is not null; current = current.ContainingType)
            {
                // Parts that the generator adds are always partial, so only hand-written parts can fail here.
                bool isPartial = current.DeclaringSyntaxReferences.All(reference =>
                    reference.GetSyntax(context.CancellationToken) is TypeDeclarationSyntax declaration
                    && declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
                );
                if (!isPartial)
                {
                    Report(ProjectRules.TypeNotPartial, Texts(attribute)?.Name, current.Name);
                }
            }
        }

        private void Report(ImmutableArray<BindingDiagnostic> diagnostics, AttributeData attribute, IMethodSymbol? method)
        {
            if (diagnostics.IsEmpty || Texts(attribute) is not { } texts)
            {
                return;
            }

            foreach (BindingDiagnostic diagnostic in diagnostics)
            {
                Location location =
                    diagnostic.Site switch
                    {
                        DiagnosticSite.Text => texts.Locate(diagnostic.Location!),
                        DiagnosticSite.NamedArgument => texts.LocateNamed(diagnostic.ArgumentName),
                        DiagnosticSite.Parameter => LocateParameter(method, diagnostic.ParameterIndex),
                        DiagnosticSite.ReturnType => (Syntax(method) as MethodDeclarationSyntax)?.ReturnType.GetLocation(),
                        DiagnosticSite.Name => (Syntax(method) as MethodDeclarationSyntax)?.Identifier.GetLocation(),
                        _ => null,
                    } ?? texts.Name;
                context.ReportDiagnostic(CreateDiagnostic(diagnostic.Rule, location, diagnostic.Arguments));
            }
        }

        private void Report(DiagnosticRule rule, Location? location, params string[] arguments) =>
            context.ReportDiagnostic(CreateDiagnostic(rule, location ?? _type.Locations[0], new EquatableArray<string>(arguments)));

        private Location? LocateParameter(IMethodSymbol? method, int index) =>
            method is not null && index < method.Parameters.Length && Syntax(method.Parameters[index]) is ParameterSyntax parameter
                ? ImportAnalyzer.LocateParameter(parameter)
                : null;

        private SyntaxNode? Syntax(ISymbol? symbol) =>
            symbol is { DeclaringSyntaxReferences: [{ } reference, ..] } ? reference.GetSyntax(context.CancellationToken) : null;

        private AttributeTexts? Texts(AttributeData attribute) =>
            attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is AttributeSyntax syntax
                ? new AttributeTexts(syntax, attribute, context.Compilation)
                : null;

        private bool Has(string name) => _type.GetAttributes().Any(attribute => DeclarationReader.IsAttribute(attribute, name));

        private static List<AttributeData> Imports(ISymbol symbol) =>
            [.. symbol.GetAttributes().Where(static attribute => DeclarationReader.IsAttribute(attribute, "KoffiImportAttribute"))];
    }
}
