using System.Collections.Immutable;
using KoffiGen.Binding;
using KoffiGen.Emit;
using KoffiGen.Model;
using KoffiGen.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen;

/// <summary>
/// The pipeline: attributes to records, records to bound models, models to text. Each step's value is equatable and holds no symbol and no
/// syntax, so that an edit runs again only what it touches.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class KoffiGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<bool> allowsUnsafe = context.CompilationProvider
            .Select(static (compilation, _) => ((CSharpCompilationOptions)compilation.Options).AllowUnsafe);

        IncrementalValueProvider<string> rootNamespace = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => ProjectOptions.RootNamespace(options.GlobalOptions));

        IncrementalValuesProvider<MethodImport> methods = context.SyntaxProvider.ForAttributeWithMetadataName(
                AttributeNames.Import,
                static (node, _) => node is MethodDeclarationSyntax,
                static (attribute, cancellation) =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    return DeclarationReader.ReadMethodImport((IMethodSymbol)attribute.TargetSymbol, attribute.Attributes[0]);
                })
            .Where(static import => import is not null).Select(static (import, _) => import!)
            .WithTrackingName(TrackingNames.Methods);

        IncrementalValuesProvider<ClassImports> classes = context.SyntaxProvider.ForAttributeWithMetadataName(
                AttributeNames.Import,
                static (node, _) => node is TypeDeclarationSyntax,
                static (attribute, cancellation) =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    return DeclarationReader.ReadClassImports((INamedTypeSymbol)attribute.TargetSymbol, attribute.Attributes);
                })
            .WithTrackingName(TrackingNames.Classes);

        IncrementalValuesProvider<DefineDeclaration> defines = context.SyntaxProvider.ForAttributeWithMetadataName(
                AttributeNames.Define,
                static (node, _) => node is TypeDeclarationSyntax or CompilationUnitSyntax,
                static (attribute, _) => DeclarationReader.ReadDefine(attribute.TargetSymbol, attribute.Attributes))
            .WithTrackingName(TrackingNames.Defines);

        IncrementalValuesProvider<ForeignTypeDeclaration> foreignTypes = context.SyntaxProvider.ForAttributeWithMetadataName(
                AttributeNames.Type,
                static (node, _) => node is BaseTypeDeclarationSyntax,
                static (attribute, _) => DeclarationReader.ReadForeignType((INamedTypeSymbol)attribute.TargetSymbol, attribute.Attributes[0]))
            .Where(static type => type is not null).Select(static (type, _) => type!)
            .WithTrackingName(TrackingNames.ForeignTypes);

        IncrementalValueProvider<TypeEnvironment> environment = defines.Collect().Combine(foreignTypes.Collect()).Combine(rootNamespace)
            .Select(static (input, _) => new TypeEnvironment(input.Left.Left.ToEquatableArray(), input.Left.Right.ToEquatableArray(), input.Right))
            .WithTrackingName(TrackingNames.Environment);

        IncrementalValuesProvider<Result<ImportClassModel>> imports = methods.Collect().Combine(classes.Collect()).Combine(allowsUnsafe)
            .SelectMany(static (input, _) => input.Right ? ImportGrouping.Group(input.Left.Left, input.Left.Right) : [])
            .WithTrackingName(TrackingNames.ImportClasses)
            .Combine(environment)
            .Select(static (input, cancellation) =>
            {
                cancellation.ThrowIfCancellationRequested();
                return Result.Of(input.Left.ContainingType.MetadataName, () => ImportBinder.Bind(input.Left, input.Right));
            })
            .WithTrackingName(TrackingNames.BoundImports);
        context.RegisterSourceOutput(imports, static (context, result) => result.AddTo(context, static model => model.HintName, ImportClassEmitter.Emit));

        IncrementalValuesProvider<Result<TypesModel>> types = environment.Combine(allowsUnsafe)
            .SelectMany(static (input, _) => input.Right
                ? input.Left.Defines.Select(define => Result.Of(define.Declaration.ContainingType?.MetadataName ?? "the assembly", () => DefineBinder.Bind(define, input.Left))).ToImmutableArray()
                : [])
            .WithTrackingName(TrackingNames.BoundTypes);
        context.RegisterSourceOutput(types, static (context, result) => result.AddTo(context, static model => model.HintName, TypesEmitter.Emit));
    }
}
