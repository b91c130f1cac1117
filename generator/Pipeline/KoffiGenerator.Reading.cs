using KoffiGen.Binding;
using KoffiGen.Diagnostics;
using KoffiGen.Model.Declarations;
using KoffiGen.Pipeline;
using KoffiGen.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen;

// The first steps: the project's settings, the files and the attributes become records.
public sealed partial class KoffiGenerator
{
    private static IncrementalValueProvider<Result<ProjectSettings>> ReadProject(IncrementalGeneratorInitializationContext context) =>
        context
            .AnalyzerConfigOptionsProvider.Combine(context.CompilationProvider)
            .Select(
                static (input, _) =>
                    Result.Of(
                        GuardedStep.Project,
                        input,
                        static _ => "the project's settings",
                        static input => ProjectOptions.Read(input.Left.GlobalOptions, input.Right)
                    )
            )
            .WithTrackingName(TrackingNames.Project);

    // Roslyn creates a new options object at each edit, so only the options of each file are compared.
    private static IncrementalValuesProvider<Result<ParsedKoffiFile>> ReadFiles(IncrementalGeneratorInitializationContext context) =>
        context
            .AdditionalTextsProvider.Where(static text => KoffiFileReader.IsKoffiFile(text))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(
                static (input, cancellation) =>
                    Result.Of(
                        GuardedStep.Files,
                        input,
                        static input => input.Left.Path,
                        input => KoffiFileReader.Read(input.Left, input.Right.GetOptions(input.Left), cancellation)
                    )
            )
            .WithTrackingName(TrackingNames.Files)
            .Select(
                static (result, _) =>
                    result.Value is { } read
                        ? Result.Of(
                            GuardedStep.ParsedFiles,
                            read,
                            static file => file.DisplayName,
                            static file => new ParsedKoffiFile(file)
                        )
                        : new Result<ParsedKoffiFile>(null, result.Failures)
            )
            .WithTrackingName(TrackingNames.ParsedFiles);

    private static IncrementalValuesProvider<Result<MethodImport>> ReadMethods(IncrementalGeneratorInitializationContext context) =>
        Read(
            context,
            AttributeNames.Import,
            static node => node is MethodDeclarationSyntax,
            GuardedStep.Methods,
            static attribute => DeclarationReader.ReadMethodImport((IMethodSymbol)attribute.TargetSymbol, attribute.Attributes[0])
        );

    private static IncrementalValuesProvider<Result<ClassImports>> ReadClasses(IncrementalGeneratorInitializationContext context) =>
        Read(
            context,
            AttributeNames.Import,
            static node => node is TypeDeclarationSyntax,
            GuardedStep.Classes,
            static attribute => DeclarationReader.ReadClassImports((INamedTypeSymbol)attribute.TargetSymbol, attribute.Attributes)
        );

    private static IncrementalValuesProvider<Result<SymbolImport>> ReadSymbols(IncrementalGeneratorInitializationContext context) =>
        Read(
            context,
            AttributeNames.Symbol,
            static node => node is PropertyDeclarationSyntax,
            GuardedStep.Symbols,
            static attribute => DeclarationReader.ReadSymbol((IPropertySymbol)attribute.TargetSymbol, attribute.Attributes[0])
        );

    private static IncrementalValuesProvider<Result<DefineDeclaration>> ReadDefines(IncrementalGeneratorInitializationContext context) =>
        Read(
            context,
            AttributeNames.Define,
            static node => node is TypeDeclarationSyntax or CompilationUnitSyntax,
            GuardedStep.Defines,
            static attribute => DeclarationReader.ReadDefine(attribute.TargetSymbol, attribute.Attributes)
        );

    private static IncrementalValuesProvider<Result<EquatableArray<DisposableDeclaration>>> ReadDisposables(
        IncrementalGeneratorInitializationContext context
    ) =>
        Read(
            context,
            AttributeNames.Disposable,
            static node => node is TypeDeclarationSyntax or CompilationUnitSyntax,
            GuardedStep.Disposables,
            static attribute => DisposableReader.ReadAll(attribute.TargetSymbol, attribute.Attributes, attribute.SemanticModel.Compilation)
        );

    private static IncrementalValuesProvider<Result<ForeignTypeDeclaration>> ReadForeignTypes(
        IncrementalGeneratorInitializationContext context
    ) =>
        Read(
            context,
            AttributeNames.Type,
            static node => node is BaseTypeDeclarationSyntax,
            GuardedStep.ForeignTypes,
            static attribute => DeclarationReader.ReadForeignType((INamedTypeSymbol)attribute.TargetSymbol, attribute.Attributes[0])
        );

    private static IncrementalValuesProvider<Result<CallbackDeclaration>> ReadCallbacks(
        IncrementalGeneratorInitializationContext context
    ) =>
        Read(
            context,
            AttributeNames.Callback,
            static node => node is DelegateDeclarationSyntax,
            GuardedStep.Callbacks,
            static attribute => CallbackReader.Read((INamedTypeSymbol)attribute.TargetSymbol, attribute.Attributes[0])
        );

    /// <summary>Reads the attributes of the name on each declaration that carries them.</summary>
    /// <param name="read">
    /// Returns <see langword="null"/> if the attributes cannot be read, which the compiler or the analyzers report.
    /// </param>
    private static IncrementalValuesProvider<Result<T>> Read<T>(
        IncrementalGeneratorInitializationContext context,
        string attributeName,
        Func<SyntaxNode, bool> isDeclaration,
        GuardedStep step,
        Func<GeneratorAttributeSyntaxContext, T?> read
    ) =>
        context
            .SyntaxProvider.ForAttributeWithMetadataName(
                attributeName,
                (node, _) => isDeclaration(node),
                (attribute, cancellation) =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    return Result.Of(step, attribute, static attribute => DeclarationReader.NameOf(attribute.TargetSymbol), read);
                }
            )
            .WithTrackingName(step.ToString());
}
