using KoffiGen.C;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Model.Declarations;
using KoffiGen.Text;

namespace KoffiGen.Binding.Units;

/// <summary>A function that a declaration names with <c>!(f)</c>, or the C# method of a <c>[KoffiDisposable]</c>.</summary>
/// <param name="Unit">The unit of the declaration; <see langword="null"/> for the prototype of an attribute.</param>
/// <param name="Location">The location of the <c>!</c>, for messages.</param>
internal sealed record NamedDisposer(Ownership Ownership, DeclarationUnit? Unit, SourceLocation? Location);

/// <summary>
/// The functions and C# methods that declarations name as disposers of the objects that they return: <c>FILE *!(pclose) popen(…)</c>. The
/// handles of the type can close with them, so they are collected before the types are generated.
/// </summary>
internal sealed class NamedDisposers
{
    private static readonly IReadOnlyList<NamedDisposer> None = [];

    private readonly Dictionary<RecordType, List<NamedDisposer>> _ofTypes = [];

    /// <summary>The disposers of types that only the prototypes of one class mention.</summary>
    private readonly Dictionary<(string Class, string Tag), List<NamedDisposer>> _ofTags = [];

    /// <summary>Returns the disposers of an opaque type or a struct, without the one that its own declaration names.</summary>
    public IReadOnlyList<NamedDisposer> Find(RecordType type) => _ofTypes.TryGetValue(type, out List<NamedDisposer>? found) ? found : None;

    /// <summary>Returns the disposers of an opaque type that only the prototypes of the class mention.</summary>
    public IReadOnlyList<NamedDisposer> Find(ContainingType type, string tag) =>
        _ofTags.TryGetValue((type.MetadataName, tag), out List<NamedDisposer>? found) ? found : None;

    /// <summary>Adds the disposers that the functions, types and disposable types of a unit name.</summary>
    public void Add(DeclarationUnit unit)
    {
        foreach (BoundDeclaration declaration in unit.Declarations)
        {
            if (declaration.Kind is BoundDeclarationKind.Function or BoundDeclarationKind.Typedef)
            {
                Add(declaration.Type.Type, disposer => AddTo(_ofTypes, disposer.Type, disposer.Pointer, unit));
            }
        }

        foreach (DisposableType disposable in unit.Disposables)
        {
            if (unit.Scope.FindOwn(disposable.Name) is { Type.Type: { } type })
            {
                Add(type, disposer => AddTo(_ofTypes, disposer.Type, disposer.Pointer, unit));
            }
        }
    }

    /// <summary>Adds the disposers that the prototype of an attribute names.</summary>
    /// <param name="scope">A new scope, in which the prototype declares its unknown tags.</param>
    public void Add(OwningPrototype prototype, TypeScope scope)
    {
        // The binder of the import reports diagnostics.
        BoundFunction? function = new PrototypeBinder(scope, new DiagnosticCollector()).BindImport(
            new ImportAttribute(prototype.Texts),
            CallingConvention.Default
        );
        if (function is null)
        {
            return;
        }

        Add(
            function.Type,
            disposer =>
            {
                if (disposer.Type.Tag is { } tag && scope.FindOwnTag(tag) == disposer.Type)
                {
                    AddTo(_ofTags, (prototype.ContainingType.MetadataName, tag), disposer.Pointer, unit: null);
                }
                else
                {
                    AddTo(_ofTypes, disposer.Type, disposer.Pointer, unit: null);
                }
            }
        );
    }

    private static void Add(CType type, Action<(RecordType Type, PointerType Pointer)> add)
    {
        switch (type.Canonical)
        {
            case PointerType { Ownership: { IsFree: false }, Pointee.Type.Canonical: RecordType record } pointer:
                add((record, pointer));
                break;
            case PointerType pointer:
                Add(pointer.Pointee.Type, add);
                break;
            case FunctionType function:
                Add(function.ReturnType.Type, add);
                foreach (
                    CParameter parameter in function.Parameters.Where(static parameter => parameter.Direction == ParameterDirection.Out)
                )
                {
                    Add(parameter.Type.Type, add);
                }

                break;
        }
    }

    private static void AddTo<TKey>(Dictionary<TKey, List<NamedDisposer>> disposers, TKey key, PointerType pointer, DeclarationUnit? unit)
    {
        if (!disposers.TryGetValue(key, out List<NamedDisposer>? named))
        {
            disposers.Add(key, named = []);
        }

        if (!named.Exists(known => known.Ownership == pointer.Ownership))
        {
            named.Add(new NamedDisposer(pointer.Ownership!, unit, pointer.OwnershipLocation));
        }
    }
}
