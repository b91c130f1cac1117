using System.Collections.Immutable;
using KoffiGen.Binding;
using KoffiGen.Binding.Units;
using KoffiGen.Emit;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Pipeline;
using KoffiGen.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen;

/// <summary>
/// The pipeline: attributes become records, records become bound models, models become text. The value of each step is equatable and holds
/// neither symbols nor syntax, so an edit repeats only the steps that it affects.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class KoffiGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<bool> allowsUnsafe = context.CompilationProvider.Select(
            static (compilation, _) => ((CSharpCompilationOptions)compilation.Options).AllowUnsafe
        );

        IncrementalValueProvider<ProjectSettings> project = context
            .AnalyzerConfigOptionsProvider.Select(static (options, _) => ProjectOptions.Read(options.GlobalOptions))
            .Combine(context.CompilationProvider.Select(static (compilation, _) => ProjectOptions.DisablesRuntimeMarshalling(compilation)))
            .Select(static (input, _) => input.Left with { DisablesRuntimeMarshalling = input.Right })
            .WithTrackingName(TrackingNames.Project);

        // Roslyn creates a new options object at each edit, so only the options of each file are compared.
        IncrementalValuesProvider<ParsedKoffiFile> files = context
            .AdditionalTextsProvider.Where(static text => KoffiFileReader.IsKoffiFile(text))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (input, cancellation) => KoffiFileReader.Read(input.Left, input.Right.GetOptions(input.Left), cancellation))
            .WithTrackingName(TrackingNames.Files)
            .Select(static (file, _) => new ParsedKoffiFile(file))
            .WithTrackingName(TrackingNames.ParsedFiles);

        IncrementalValuesProvider<MethodImport> methods = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                AttributeNames.Import,
                static (node, _) => node is MethodDeclarationSyntax,
                static (attribute, cancellation) =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    return DeclarationReader.ReadMethodImport((IMethodSymbol)attribute.TargetSymbol, attribute.Attributes[0]);
                }
            )
            .Where(static import => import is not null)
            .Select(static (import, _) => import!)
            .WithTrackingName(TrackingNames.Methods);

        IncrementalValuesProvider<ClassImports> classes = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                AttributeNames.Import,
                static (node, _) => node is TypeDeclarationSyntax,
                static (attribute, cancellation) =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    return DeclarationReader.ReadClassImports((INamedTypeSymbol)attribute.TargetSymbol, attribute.Attributes);
                }
            )
            .WithTrackingName(TrackingNames.Classes);

        IncrementalValuesProvider<SymbolImport> symbols = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                AttributeNames.Symbol,
                static (node, _) => node is PropertyDeclarationSyntax,
                static (attribute, _) => DeclarationReader.ReadSymbol((IPropertySymbol)attribute.TargetSymbol, attribute.Attributes[0])
            )
            .Where(static symbol => symbol is not null)
            .Select(static (symbol, _) => symbol!)
            .WithTrackingName(TrackingNames.Symbols);

        IncrementalValuesProvider<DefineDeclaration> defines = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                AttributeNames.Define,
                static (node, _) => node is TypeDeclarationSyntax or CompilationUnitSyntax,
                static (attribute, _) => DeclarationReader.ReadDefine(attribute.TargetSymbol, attribute.Attributes)
            )
            .WithTrackingName(TrackingNames.Defines);

        IncrementalValuesProvider<EquatableArray<DisposableDeclaration>> disposables = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                AttributeNames.Disposable,
                static (node, _) => node is TypeDeclarationSyntax or CompilationUnitSyntax,
                static (attribute, _) =>
                    DisposableReader.ReadAll(attribute.TargetSymbol, attribute.Attributes, attribute.SemanticModel.Compilation)
            )
            .WithTrackingName(TrackingNames.Disposables);

        IncrementalValuesProvider<ForeignTypeDeclaration> foreignTypes = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                AttributeNames.Type,
                static (node, _) => node is BaseTypeDeclarationSyntax,
                static (attribute, _) =>
                    DeclarationReader.ReadForeignType((INamedTypeSymbol)attribute.TargetSymbol, attribute.Attributes[0])
            )
            .Where(static type => type is not null)
            .Select(static (type, _) => type!)
            .WithTrackingName(TrackingNames.ForeignTypes);

        IncrementalValuesProvider<CallbackDeclaration> callbacks = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                AttributeNames.Callback,
                static (node, _) => node is DelegateDeclarationSyntax,
                static (attribute, _) => CallbackReader.Read((INamedTypeSymbol)attribute.TargetSymbol, attribute.Attributes[0])
            )
            .Where(static callback => callback is not null)
            .Select(static (callback, _) => callback!)
            .WithTrackingName(TrackingNames.Callbacks);

        IncrementalValueProvider<TypeEnvironment> environment = defines
            .Collect()
            .Combine(disposables.Collect())
            .Combine(files.Collect())
            .Combine(foreignTypes.Collect())
            .Combine(callbacks.Collect())
            .Combine(project)
            .Select(
                static (input, _) =>
                    new TypeEnvironment(
                        new EnvironmentInput(input.Right)
                        {
                            Defines = input.Left.Left.Left.Left.Left.ToEquatableArray(),
                            Disposables = input.Left.Left.Left.Left.Right.SelectMany(static holder => holder).ToEquatableArray(),
                            Files = input.Left.Left.Left.Right.ToEquatableArray(),
                            ForeignTypes = input.Left.Left.Right.ToEquatableArray(),
                            Callbacks = input.Left.Right.ToEquatableArray(),
                        }
                    )
            )
            .WithTrackingName(TrackingNames.Environment);

        IncrementalValuesProvider<Result<ImportClassModel>> imports = methods
            .Collect()
            .Combine(classes.Collect())
            .Combine(symbols.Collect())
            .Combine(allowsUnsafe)
            .SelectMany(
                static (input, _) =>
                    ImportGrouping
                        .GroupByClass(input.Left.Left.Left, input.Left.Left.Right, input.Left.Right)
                        .Where(static imports => imports.ContainingType.IsPartial)
                        .Select(imports => imports with { AllowsUnsafe = input.Right })
                        .ToImmutableArray()
            )
            .WithTrackingName(TrackingNames.ImportClasses)
            .Combine(environment)
            .Select(
                static (input, cancellation) =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    return Result.Of(input.Left.ContainingType.MetadataName, () => ImportBinder.Bind(input.Left, input.Right));
                }
            )
            .WithTrackingName(TrackingNames.BoundImports);
        context.RegisterSourceOutput(
            imports,
            static (context, result) => result.AddTo(context, static model => model.HintName, ImportClassEmitter.Emit)
        );

        IncrementalValuesProvider<Result<UnitModel>> units = environment
            .Combine(allowsUnsafe)
            .SelectMany(
                static (input, _) =>
                    input
                        .Left.Units.Where(static unit => unit.TypeClass is not { IsPartial: false })
                        .Select(unit => Result.Of(unit.Source.DisplayName, () => UnitBinder.Bind(unit, input.Left, input.Right).Model))
                        .Where(static result => result.Value is not { IsEmpty: true })
                        .ToImmutableArray()
            )
            .WithTrackingName(TrackingNames.BoundUnits);
        context.RegisterSourceOutput(
            units,
            static (context, result) => result.AddTo(context, static model => model.HintName, UnitEmitter.Emit)
        );
    }
}
