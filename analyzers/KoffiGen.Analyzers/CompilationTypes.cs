using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using KoffiGen.Binding;
using KoffiGen.Binding.Units;
using KoffiGen.Declarations.Units;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KoffiGen.Analyzers;

/// <summary>The <c>[KoffiDefine]</c> attributes on one declaration, with the place of each text.</summary>
internal sealed record DefineHolder(SyntaxNode Node, ImmutableArray<AttributeData> Attributes, DefineDeclaration Declaration);

/// <summary>A <c>[KoffiDisposable]</c>, with the declaration that carries it.</summary>
internal sealed record DisposableHolder(SyntaxNode Node, AttributeData Attribute, DisposableDeclaration Declaration);

/// <summary>A delegate with its <c>[KoffiCallback]</c>.</summary>
internal sealed record CallbackHolder(
    INamedTypeSymbol Type,
    AttributeData Attribute,
    SyntaxReference Place,
    CallbackDeclaration Declaration
);

/// <summary>All C declarations of a compilation, read in the order in which the generator reads them, so that both name the same types.</summary>
internal sealed class CompilationTypes
{
    private static readonly ConditionalWeakTable<Compilation, ConditionalWeakTable<AnalyzerOptions, Lazy<CompilationTypes>>> All = new();

    private readonly Dictionary<SyntaxNode, (DeclarationUnit Unit, BoundUnit Bound)> _defines = [];
    private readonly IReadOnlyList<DisposableHolder> _disposables;
    private readonly Dictionary<INamedTypeSymbol, (CallbackHolder Holder, DeclarationUnit Unit, BoundUnit Bound)> _callbacks = new(
        SymbolEqualityComparer.Default
    );
    private readonly Dictionary<string, (DeclarationUnit Unit, BoundUnit Bound)> _files = new(StringComparer.Ordinal);

    private CompilationTypes(
        IReadOnlyList<DefineHolder> holders,
        IReadOnlyList<DisposableHolder> disposables,
        IReadOnlyList<CallbackHolder> callbacks,
        EnvironmentInput input
    )
    {
        Environment = new TypeEnvironment(
            input with
            {
                Defines = holders.Select(static holder => holder.Declaration).ToEquatableArray(),
                Disposables = disposables.Select(static disposable => disposable.Declaration).ToEquatableArray(),
                Callbacks = callbacks.Select(static callback => callback.Declaration).ToEquatableArray(),
            }
        );
        Holders = holders;
        _disposables = disposables;

        // The environment binds the assembly's declarations before those of types, and keeps the order otherwise.
        IEnumerable<DefineHolder> bound = holders
            .Where(static holder => holder.Declaration.ContainingType is null)
            .Concat(holders.Where(static holder => holder.Declaration.ContainingType is not null));
        DeclarationUnit[] defines = [.. Environment.Units.Where(static unit => unit.Source is DefineDeclaration)];
        int index = 0;
        foreach (DefineHolder holder in bound)
        {
            // Units without a text are nobody's: they came with disposable types.
            while (!ReferenceEquals(defines[index].Source, holder.Declaration))
            {
                index++;
            }

            DeclarationUnit unit = defines[index++];
            _defines.Add(holder.Node, (unit, UnitBinder.Bind(unit, Environment, allowsUnsafe: true)));
        }

        foreach (DeclarationUnit unit in Environment.Units)
        {
            if (unit.Source is KoffiFile file)
            {
                _files[file.Path] = (unit, UnitBinder.Bind(unit, Environment, allowsUnsafe: true));
            }
            else if (callbacks.FirstOrDefault(callback => ReferenceEquals(callback.Declaration, unit.Source)) is { } callback)
            {
                _callbacks.Add(callback.Type, (callback, unit, UnitBinder.Bind(unit, Environment, allowsUnsafe: true)));
            }
        }
    }

    public TypeEnvironment Environment { get; }

    public IReadOnlyList<DefineHolder> Holders { get; }

    public (DeclarationUnit Unit, BoundUnit Bound) GetBound(DefineHolder holder) => _defines[holder.Node];

    /// <summary>The disposable types that the attributes on the declaration name.</summary>
    public IEnumerable<(AttributeData Attribute, DisposableType Type)> FindDisposables(SyntaxNode node) =>
        _disposables
            .Zip(Environment.Disposables, static (holder, type) => (Holder: holder, Type: type))
            .Where(item => item.Holder.Node == node)
            .Select(static item => (item.Holder.Attribute, item.Type));

    /// <summary>The unit that a delegate of the user's is.</summary>
    public (CallbackHolder Holder, DeclarationUnit Unit, BoundUnit Bound)? FindCallback(INamedTypeSymbol type) =>
        _callbacks.TryGetValue(type, out (CallbackHolder Holder, DeclarationUnit Unit, BoundUnit Bound) callback) ? callback : null;

    /// <summary>The unit of a <c>.koffi</c> file.</summary>
    public (DeclarationUnit Unit, BoundUnit Bound)? FindFile(string path) =>
        _files.TryGetValue(path, out (DeclarationUnit Unit, BoundUnit Bound) file) ? file : null;

    /// <summary>The delegates of C's function types of which a directive says that exceptions are thrown again, as code writes them, without <c>@</c>.</summary>
    public IEnumerable<string> ToldToRethrow =>
        from unit in Environment.Units
        from pointer in Environment.Types.FunctionPointersOf(unit)
        where
            pointer.Generated.DelegateName is not null
            && unit.Directives.OnException.LastOrDefault(item => item.Name.Text == pointer.CName)
                is { Name.Text: not null, Policy: CallbackPolicy.Rethrow }
        select pointer.Generated.DelegateText.Replace("@", "");

    /// <summary>The bound units that have members: functions, constants and variables in a class.</summary>
    public IEnumerable<BoundUnit> WithMembers =>
        _defines.Values.Concat(_files.Values).Select(static unit => unit.Bound).Where(static bound => bound.Model.Members is not null);

    /// <summary>The declarations of a compilation, which its analyzers share.</summary>
    /// <remarks>
    /// Most compilations that an editor makes are thrown away before anyone asks for the types. What is asked for serves all later requests, too: so the first one's cancellation
    /// must not end it.
    /// </remarks>
    public static Lazy<CompilationTypes> Of(Compilation compilation, AnalyzerOptions options) =>
        All.GetOrCreateValue(compilation).GetValue(options, _ => new Lazy<CompilationTypes>(() => Read(compilation, options)));

    private static CompilationTypes Read(Compilation compilation, AnalyzerOptions options)
    {
        Dictionary<SyntaxTree, int> order = [];
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            order.Add(tree, order.Count);
        }

        List<DefineHolder> holders = [.. ReadDefines(compilation.Assembly)];
        List<DisposableHolder> disposables = [.. ReadDisposables(compilation.Assembly, compilation)];
        List<CallbackHolder> callbacks = [];
        List<(SyntaxReference Place, ForeignTypeDeclaration Type)> foreign = [];
        foreach (INamedTypeSymbol type in Types(compilation.Assembly.GlobalNamespace))
        {
            holders.AddRange(ReadDefines(type));
            disposables.AddRange(ReadDisposables(type, compilation));
            if (
                type is { TypeKind: TypeKind.Delegate, DeclaringSyntaxReferences: [{ } written, ..] }
                && type.GetAttributes()
                    .FirstOrDefault(static attribute => DeclarationReader.IsAttribute(attribute, "KoffiCallbackAttribute"))
                    is { } own
                && CallbackReader.Read(type, own) is { } callback
            )
            {
                callbacks.Add(new CallbackHolder(type, own, written, callback));
            }

            AttributeData? attribute = type.GetAttributes()
                .FirstOrDefault(static attribute => DeclarationReader.IsAttribute(attribute, "KoffiTypeAttribute"));
            if (attribute?.ApplicationSyntaxReference is { } place && DeclarationReader.ReadForeignType(type, attribute) is { } declaration)
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
                ProjectOptions.Read(options.AnalyzerConfigOptionsProvider.GlobalOptions) with
                {
                    DisablesRuntimeMarshalling = ProjectOptions.DisablesRuntimeMarshalling(compilation),
                }
            )
            {
                Files = options
                    .AdditionalFiles.Where(KoffiFileReader.IsKoffiFile)
                    .Select(file => new ParsedKoffiFile(
                        KoffiFileReader.Read(file, options.AnalyzerConfigOptionsProvider.GetOptions(file), CancellationToken.None)
                    ))
                    .ToEquatableArray(),
                ForeignTypes = foreign
                    .OrderBy(type => order[type.Place.SyntaxTree])
                    .ThenBy(static type => type.Place.Span.Start)
                    .Select(static type => type.Type)
                    .ToEquatableArray(),
            }
        );
    }

    // Each part of a type holds declarations of its own.
    private static IEnumerable<DefineHolder> ReadDefines(ISymbol symbol)
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
                // The generator passes over what is no constant string, too.
                ImmutableArray<AttributeData> sound =
                [
                    .. group
                        .Select(static item => item.Attribute)
                        .Where(static attribute =>
                            attribute.ConstructorArguments is [{ Kind: not TypedConstantKind.Array, Value: string }]
                        ),
                ];
                return new DefineHolder(group.Key, sound, DeclarationReader.ReadDefine(symbol, sound));
            });
    }

    private static IEnumerable<DisposableHolder> ReadDisposables(ISymbol symbol, Compilation compilation)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (
                DeclarationReader.IsAttribute(attribute, "KoffiDisposableAttribute")
                && attribute.ApplicationSyntaxReference?.GetSyntax().Parent?.Parent is { } node
                && DisposableReader.Read(symbol, attribute, compilation) is { } declaration
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
