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

        // The environment binds the declarations of the assembly before those of types, and otherwise keeps the order.
        IEnumerable<DefineHolder> bound = holders
            .Where(static holder => holder.Declaration.ContainingType is null)
            .Concat(holders.Where(static holder => holder.Declaration.ContainingType is not null));
        DeclarationUnit[] defines = [.. Environment.Units.Where(static unit => unit.Source is DefineDeclaration)];
        int index = 0;
        foreach (DefineHolder holder in bound)
        {
            // A unit without text was created for a disposable type and has no holder.
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

    /// <summary>Finds the disposable types that the attributes of the declaration declare.</summary>
    public IEnumerable<(AttributeData Attribute, DisposableType Type)> FindDisposables(SyntaxNode node) =>
        _disposables
            .Zip(Environment.Disposables, static (holder, type) => (Holder: holder, Type: type))
            .Where(item => item.Holder.Node == node)
            .Select(static item => (item.Holder.Attribute, item.Type));

    /// <summary>Finds the declaration unit of a delegate with <c>[KoffiCallback]</c>.</summary>
    public (CallbackHolder Holder, DeclarationUnit Unit, BoundUnit Bound)? FindCallback(INamedTypeSymbol type) =>
        _callbacks.TryGetValue(type, out (CallbackHolder Holder, DeclarationUnit Unit, BoundUnit Bound) callback) ? callback : null;

    /// <summary>Finds the declaration unit of a <c>.koffi</c> file.</summary>
    public (DeclarationUnit Unit, BoundUnit Bound)? FindFile(string path) =>
        _files.TryGetValue(path, out (DeclarationUnit Unit, BoundUnit Bound) file) ? file : null;

    /// <summary>
    /// Gets the qualified names, without <c>@</c>, of the generated delegates whose <c>onexception</c> directive is <c>rethrow</c>.
    /// </summary>
    public IEnumerable<string> ToldToRethrow =>
        from unit in Environment.Units
        from pointer in Environment.Types.FunctionPointersOf(unit)
        where
            pointer.Generated.DelegateName is not null
            && unit.Directives.OnException.LastOrDefault(item => item.Name.Text == pointer.CName)
                is { Name.Text: not null, Policy: CallbackPolicy.Rethrow }
        select pointer.Generated.DelegateText.Replace("@", "");

    /// <summary>Gets the bound units that add functions, constants or variables to a class.</summary>
    public IEnumerable<BoundUnit> WithMembers =>
        _defines.Values.Concat(_files.Values).Select(static unit => unit.Bound).Where(static bound => bound.Model.Members is not null);

    /// <summary>Returns the declarations of a compilation, which all its analyzers share.</summary>
    /// <remarks>
    /// They are read lazily, because an editor discards most compilations before an analyzer needs the types. The result is shared, so the
    /// first
    /// request must not be cancelled with its caller: no cancellation token is passed.
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

    // Each part of a partial type has its own declarations.
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
                // The generator ignores arguments that are not constant strings, too.
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
