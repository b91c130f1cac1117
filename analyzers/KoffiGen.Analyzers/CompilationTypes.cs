using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using KoffiGen.Binding;
using KoffiGen.Binding.Units;
using KoffiGen.CSharp;
using KoffiGen.Declarations.Units;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KoffiGen.Analyzers;

/// <summary>The <c>[KoffiDefine]</c> attributes of one declaration.</summary>
internal sealed record DefineHolder(SyntaxNode Node, ImmutableArray<AttributeData> Attributes, DefineDeclaration Declaration);

/// <summary>A <c>[KoffiDisposable]</c> attribute and the declaration that carries it.</summary>
internal sealed record DisposableHolder(SyntaxNode Node, AttributeData Attribute, DisposableDeclaration Declaration);

/// <summary>A delegate with <c>[KoffiCallback]</c>.</summary>
internal sealed record CallbackHolder(
    INamedTypeSymbol Type,
    AttributeData Attribute,
    SyntaxReference Place,
    CallbackDeclaration Declaration
);

/// <summary>
/// All C declarations of a compilation, read in the same order as in the generator, so that both choose the same names for the types.
/// </summary>
/// <remarks>
/// A declaration that fails here is left out. The generator runs the same steps, so it usually reports the same failure;
/// <see cref="AnalysisFailures"/> reports the others. What only the analyzers do is not guarded: the compiler reports an exception there
/// as the warning AD0001, with the analyzer and the stack, and the generated code is not affected.
/// </remarks>
internal sealed class CompilationTypes
{
    private static readonly ConditionalWeakTable<Compilation, ConditionalWeakTable<AnalyzerOptions, Lazy<CompilationTypes>>> All = new();

    private readonly Dictionary<SyntaxNode, (DeclarationUnit Unit, BoundUnit Bound)> _defines = [];
    private readonly ILookup<SyntaxNode, DefineHolder> _holders;
    private readonly ILookup<SyntaxNode, DisposableHolder> _disposables;
    private readonly ILookup<DisposableDeclaration, DisposableType> _disposableTypes;
    private readonly Guard _guard;
    private readonly Dictionary<INamedTypeSymbol, (CallbackHolder Holder, DeclarationUnit Unit, BoundUnit Bound)> _callbacks = new(
        SymbolEqualityComparer.Default
    );
    private readonly Dictionary<string, (DeclarationUnit Unit, BoundUnit Bound)> _files = new(StringComparer.Ordinal);

    private CompilationTypes(
        IReadOnlyList<DefineHolder> holders,
        IReadOnlyList<DisposableHolder> disposables,
        IReadOnlyList<CallbackHolder> callbacks,
        EnvironmentInput input,
        Guard guard
    )
    {
        Environment = TypeEnvironment.Create(
            input with
            {
                Defines = holders.Select(static holder => holder.Declaration).ToEquatableArray(),
                Disposables = disposables.Select(static disposable => disposable.Declaration).ToEquatableArray(),
                Callbacks = callbacks.Select(static callback => callback.Declaration).ToEquatableArray(),
            }
        );
        _holders = holders.ToLookup(static holder => holder.Node);
        _disposables = disposables.ToLookup(static holder => holder.Node);
        _disposableTypes = Environment.Disposables.ToLookup(static type => type.Declaration);
        _guard = guard;

        ConditionalWeakTable<UnitDeclaration, DefineHolder> ofDefines = new();
        foreach (DefineHolder holder in holders)
        {
            ofDefines.Add(holder.Declaration, holder);
        }

        ConditionalWeakTable<UnitDeclaration, CallbackHolder> ofCallbacks = new();
        foreach (CallbackHolder callback in callbacks)
        {
            ofCallbacks.Add(callback.Declaration, callback);
        }

        // Only generated code depends on the uses of function types.
        FunctionTypeUses uses = FunctionTypeUses.Find(Environment, [], guard);
        foreach (DeclarationUnit unit in Environment.Units)
        {
            if (UnitBinder.Bind(unit, Environment, uses, allowsUnsafe: true, guard) is not { } bound)
            {
                continue;
            }

            if (unit.Source is KoffiFile file)
            {
                _files[file.Path] = (unit, bound);
            }
            else if (ofDefines.TryGetValue(unit.Source, out DefineHolder? holder))
            {
                _defines.Add(holder.Node, (unit, bound));
            }
            else if (ofCallbacks.TryGetValue(unit.Source, out CallbackHolder? callback))
            {
                _callbacks.Add(callback.Type, (callback, unit, bound));
            }
        }
    }

    public TypeEnvironment Environment { get; }

    /// <summary>Gets the failures of the declarations that are left out.</summary>
    public EquatableArray<Failure> Failures => Environment.Failures.Concat(_guard.Failures).ToEquatableArray();

    /// <summary>Finds the attributes of a declaration.</summary>
    public DefineHolder? FindHolder(SyntaxNode node) => _holders[node].FirstOrDefault();

    /// <summary>The unit of the declarations; <see langword="null"/> if it failed.</summary>
    public (DeclarationUnit Unit, BoundUnit Bound)? FindBound(DefineHolder holder) =>
        _defines.TryGetValue(holder.Node, out (DeclarationUnit Unit, BoundUnit Bound) define) ? define : null;

    /// <summary>Finds the disposable types that the attributes of the declaration declare.</summary>
    public IEnumerable<(AttributeData Attribute, DisposableType Type)> FindDisposables(SyntaxNode node) =>
        from holder in _disposables[node]
        from type in _disposableTypes[holder.Declaration]
        where ReferenceEquals(type.Declaration, holder.Declaration)
        select (holder.Attribute, type);

    /// <summary>Finds the declaration unit of a delegate with <c>[KoffiCallback]</c>.</summary>
    public (CallbackHolder Holder, DeclarationUnit Unit, BoundUnit Bound)? FindCallback(INamedTypeSymbol type) =>
        _callbacks.TryGetValue(type, out (CallbackHolder Holder, DeclarationUnit Unit, BoundUnit Bound) callback) ? callback : null;

    /// <summary>Finds the declaration unit of a <c>.koffi</c> file.</summary>
    public (DeclarationUnit Unit, BoundUnit Bound)? FindFile(string path) =>
        _files.TryGetValue(path, out (DeclarationUnit Unit, BoundUnit Bound) file) ? file : null;

    /// <summary>
    /// Gets the qualified names, without <c>@</c>, of the generated delegates whose <c>onexception</c> directive is <c>rethrow</c>.
    /// </summary>
    public IEnumerable<QualifiedName> RethrowingDelegates =>
        from unit in Environment.Units
        from pointer in Environment.Types.FunctionPointersOf(unit)
        where
            pointer.Generated.DelegateQualifiedName is not null
            && unit.Directives.OnException.FindAll(pointer.CName).LastOrDefault() is { Name.Text: not null, Value: CallbackPolicy.Rethrow }
        select pointer.Generated.DelegateQualifiedName!;

    /// <summary>Gets the bound units that add functions, constants or variables to a class.</summary>
    public IEnumerable<BoundUnit> WithMembers =>
        _defines.Values.Concat(_files.Values).Select(static unit => unit.Bound).Where(static bound => bound.Model.Members is not null);

    /// <summary>Returns the declarations of a compilation, which all its analyzers share.</summary>
    /// <remarks>
    /// They are read lazily, because an editor discards most compilations before an analyzer needs the types. The result is shared, so the
    /// first request must not be cancelled with its caller: no cancellation token is passed.
    /// </remarks>
    public static Lazy<CompilationTypes> Of(Compilation compilation, AnalyzerOptions options) =>
        All.GetOrCreateValue(compilation).GetValue(options, _ => new Lazy<CompilationTypes>(() => Read(compilation, options)));

    private static CompilationTypes Read(Compilation compilation, AnalyzerOptions options)
    {
        Guard guard = new();
        Dictionary<SyntaxTree, int> order = [];
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            order.Add(tree, order.Count);
        }

        List<DefineHolder> holders = [.. ReadDefines(compilation.Assembly, guard)];
        List<DisposableHolder> disposables = [.. ReadDisposables(compilation.Assembly, compilation, guard)];
        List<CallbackHolder> callbacks = [];
        List<OwningPrototype> prototypes = [];
        List<(SyntaxReference Place, ForeignTypeDeclaration Type)> foreign = [];
        foreach (INamedTypeSymbol type in Types(compilation.Assembly.GlobalNamespace))
        {
            holders.AddRange(ReadDefines(type, guard));
            disposables.AddRange(ReadDisposables(type, compilation, guard));
            prototypes.AddRange(DeclarationReader.ReadOwningPrototypes(type));
            if (
                type is { TypeKind: TypeKind.Delegate, DeclaringSyntaxReferences: [{ } written, ..] }
                && type.GetAttributes()
                    .FirstOrDefault(static attribute => DeclarationReader.IsAttribute(attribute, "KoffiCallbackAttribute"))
                    is { } own
                && guard.Run(GuardedStep.Callbacks, type, DeclarationReader.NameOf, type => CallbackReader.Read(type, own)) is { } callback
            )
            {
                callbacks.Add(new CallbackHolder(type, own, written, callback));
            }

            AttributeData? attribute = type.GetAttributes()
                .FirstOrDefault(static attribute => DeclarationReader.IsAttribute(attribute, "KoffiTypeAttribute"));
            if (
                attribute?.ApplicationSyntaxReference is { } place
                && guard.Run(
                    GuardedStep.ForeignTypes,
                    type,
                    DeclarationReader.NameOf,
                    type => DeclarationReader.ReadForeignType(type, attribute)
                )
                    is { } declaration
            )
            {
                foreign.Add((place, declaration));
            }
        }

        return new CompilationTypes(
            [.. holders.OrderBy(holder => order[holder.Node.SyntaxTree]).ThenBy(static holder => holder.Node.SpanStart)],
            [
                .. disposables
                    .OrderBy(disposable => order[disposable.Node.SyntaxTree])
                    .ThenBy(static disposable => disposable.Node.SpanStart),
            ],
            [.. callbacks.OrderBy(callback => order[callback.Place.SyntaxTree]).ThenBy(static callback => callback.Place.Span.Start)],
            new EnvironmentInput(
                guard.Run(
                    GuardedStep.Project,
                    "the project's settings",
                    () => ProjectOptions.Read(options.AnalyzerConfigOptionsProvider.GlobalOptions, compilation)
                ) ?? new ProjectSettings("", null)
            )
            {
                Files = options
                    .AdditionalFiles.Where(KoffiFileReader.IsKoffiFile)
                    .Select(file =>
                        guard.Run(
                            GuardedStep.Files,
                            file.Path,
                            () => KoffiFileReader.Read(file, options.AnalyzerConfigOptionsProvider.GetOptions(file), CancellationToken.None)
                        )
                    )
                    .OfType<KoffiFile>()
                    .Select(file => guard.Run(GuardedStep.ParsedFiles, file.DisplayName, () => new ParsedKoffiFile(file)))
                    .OfType<ParsedKoffiFile>()
                    .ToEquatableArray(),
                OwningPrototypes = prototypes.ToEquatableArray(),
                ForeignTypes = foreign
                    .OrderBy(type => order[type.Place.SyntaxTree])
                    .ThenBy(static type => type.Place.Span.Start)
                    .Select(static type => type.Type)
                    .ToEquatableArray(),
            },
            guard
        );
    }

    // Each part of a partial type has its own declarations.
    private static IEnumerable<DefineHolder> ReadDefines(ISymbol symbol, Guard guard)
    {
        List<(SyntaxNode Node, AttributeData Attribute)> attributes = [];
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (
                DeclarationReader.IsAttribute(attribute, "KoffiDefineAttribute")
                && attribute.ApplicationSyntaxReference?.GetSyntax().Parent?.Parent is { } node
            )
            {
                attributes.Add((node, attribute));
            }
        }

        return attributes
            .GroupBy(static attribute => attribute.Node)
            .Select(group =>
            {
                // The generator also ignores arguments that are not constant strings.
                ImmutableArray<AttributeData> sound =
                [
                    .. group
                        .Select(static item => item.Attribute)
                        .Where(static attribute =>
                            attribute.ConstructorArguments is [{ Kind: not TypedConstantKind.Array, Value: string }]
                        ),
                ];
                return
                    guard.Run(GuardedStep.Defines, symbol, DeclarationReader.NameOf, symbol => DeclarationReader.ReadDefine(symbol, sound))
                        is { } declaration
                    ? new DefineHolder(group.Key, sound, declaration)
                    : null;
            })
            .OfType<DefineHolder>();
    }

    private static IEnumerable<DisposableHolder> ReadDisposables(ISymbol symbol, Compilation compilation, Guard guard)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (
                DeclarationReader.IsAttribute(attribute, "KoffiDisposableAttribute")
                && attribute.ApplicationSyntaxReference?.GetSyntax().Parent?.Parent is { } node
                && guard.Run(
                    GuardedStep.Disposables,
                    symbol,
                    DeclarationReader.NameOf,
                    symbol => DisposableReader.Read(symbol, attribute, compilation)
                )
                    is { } declaration
            )
            {
                yield return new DisposableHolder(node, attribute, declaration);
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (INamespaceOrTypeSymbol member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
            {
                yield return type;
            }

            foreach (INamedTypeSymbol inner in Types(member))
            {
                yield return inner;
            }
        }
    }
}
