using KoffiGen.Binding.Calls;
using KoffiGen.Binding.Structs;
using KoffiGen.Binding.Units;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Diagnostics;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding;

/// <summary>A function type whose pointers have a C# type.</summary>
/// <param name="CName">What C calls it, or the place that it is called after.</param>
internal sealed record NamedFunction(FunctionType Type, GeneratedType Generated, string CName, string? Documentation)
{
    /// <summary>The index of the text that declares the type.</summary>
    public int Text { get; init; }
}

/// <summary>The C# types that the units generate, by C type and by C# name.</summary>
internal sealed partial class GeneratedTypes(DeclarationSelection selection)
{
    /// <summary>What the generated value of a pointer has.</summary>
    private static readonly string[] HandleMembers = ["Value", "IsNull", "Argument", nameof(Equals), nameof(GetHashCode), nameof(ToString)];

    private readonly Dictionary<CType, GeneratedType> _types = [];
    private readonly Dictionary<CType, DeclarationUnit> _units = [];
    private readonly Dictionary<DeclarationUnit, List<NamedFunction>> _functionPointers = [];
    private readonly Dictionary<QualifiedName, GeneratedType> _handleClasses = [];
    private readonly Dictionary<QualifiedName, CType> _byName = [];
    private readonly Dictionary<string, List<KeyValuePair<CType, GeneratedType>>> _names = new(StringComparer.Ordinal);

    /// <summary>The types, of whatever unit, that signatures call so: by their own name, or by that of the SafeHandle class.</summary>
    public IReadOnlyList<KeyValuePair<CType, GeneratedType>> FindByName(string name) =>
        _names.TryGetValue(name, out List<KeyValuePair<CType, GeneratedType>>? named) ? named : [];

    public GeneratedType? Find(CType type) => _types.TryGetValue(type.Canonical, out GeneratedType? generated) ? generated : null;

    /// <summary>Whether this unit's file has the type.</summary>
    public bool IsOf(CType type, DeclarationUnit unit) => _units.TryGetValue(type.Canonical, out DeclarationUnit? owner) && owner == unit;

    /// <summary>Names the types of a bound unit.</summary>
    public void Add(DeclarationUnit unit)
    {
        foreach ((BoundDeclaration declaration, CType type, string cName) in unit.DeclaredTypes)
        {
            if (
                selection.FindOwner(type) != unit
                || _types.ContainsKey(type)
                || (type is RecordType unbound && selection.IsUnbound(unbound))
            )
            {
                continue;
            }

            if (type is FunctionType function)
            {
                AddFunctionPointer(unit, declaration, function, cName, declaration.Documentation);
                continue;
            }

            string name = unit.Directives.Names.Apply(cName);
            if (FindTaken(unit, type, name) is { } taken)
            {
                // Under another name the type is there for everything else that is declared.
                unit.Report(DirectiveRules.NameTaken, declaration.NameLocation, cName, name, taken);
                name += "_";
            }

            if (Same(type, unit.TypeContainer.Member(name)) is { } other)
            {
                // What several units only mention is one type; what they define is not.
                _types.Add(type, other.Generated);
                if (other.IsConflict)
                {
                    unit.Report(DirectiveRules.TypeNameTaken, declaration.NameLocation, cName, unit.TypeContainer.Member(name).DisplayText);
                }

                continue;
            }

            DisposalModel? disposal = type is RecordType { Disposer: { } disposer } ? BindDisposer(unit, declaration, disposer) : null;
            GeneratedType generated = new(unit.TypeContainer.Member(name), disposal) { IsPublic = unit.IsPublic };
            if (disposal is not null && _byName.ContainsKey(generated.Handle.Name))
            {
                unit.Report(DirectiveRules.TypeNameTaken, declaration.NameLocation, cName, generated.Handle.DisplayText);
                generated = generated with { Disposal = null };
            }

            Add(type, generated);
            _units.Add(type, unit);
            if (type is RecordType { IsComplete: true } record)
            {
                AddNested(unit, record, name);
            }
        }

        AddInlineFunctions(unit);
    }

    /// <summary>The pointers to functions that the unit's file has, with what C calls the functions.</summary>
    public IReadOnlyList<NamedFunction> FunctionPointersOf(DeclarationUnit unit) =>
        _functionPointers.TryGetValue(unit, out List<NamedFunction>? pointers) ? pointers : [];

    /// <summary>The unit whose file has the type.</summary>
    public DeclarationUnit? FindUnit(CType type) => _units.TryGetValue(type.Canonical, out DeclarationUnit? owner) ? owner : null;

    /// <summary>The name of the generated type that a signature means.</summary>
    /// <param name="place">The type that the signature is in.</param>
    /// <param name="written">The name as the signature has it, perhaps with names of types around it: <c>PngHeader.ihdr_t</c>.</param>
    /// <param name="isExpected">Whether the C declaration has the type.</param>
    public QualifiedName? Resolve(QualifiedName place, QualifiedName written, Func<GeneratedType, bool> isExpected)
    {
        (GeneratedType Type, QualifiedName Name)[] all =
        [
            .. FindByName(written.Identifier).Select(named => (named.Value, named.Value.FindName(written.Identifier))),
        ];
        (GeneratedType Type, QualifiedName Name)[] exact = [.. all.Where(candidate => candidate.Name.IsMeantBy(written))];
        (GeneratedType Type, QualifiedName Name)[] candidates = exact.Length > 0 ? exact : all;

        // The nearest is meant, as in C#: nested in the class itself, in one around it, or in the namespace. Of those that only a using brings, the declaration tells.
        return candidates
            .Where(candidate => place.IsWithin(candidate.Type.Container))
            .OrderByDescending(static candidate => candidate.Type.Container.Depth)
            .Concat(candidates.Where(candidate => isExpected(candidate.Type)))
            .Concat(candidates)
            .FirstOrDefault()
            .Name;
    }

    /// <summary>Whether a generated type of the name is a member of the class.</summary>
    public bool IsNestedIn(ContainingType type, string name) =>
        FindByName(name.TrimStart('@')).Any(candidate => candidate.Value.Container == type.QualifiedName);

    /// <summary>What has the name of a type already: in C#, neither its class nor a member of its own can be called like it.</summary>
    private string? FindTaken(DeclarationUnit unit, CType type, string name)
    {
        ContainingType? container = unit.TypeClass ?? (selection.HasMembers(unit) ? unit.MemberClass : null);
        if (name == container?.Innermost.Name)
        {
            return "the class";
        }

        string[] members = type switch
        {
            RecordType { IsComplete: true } => StructNames.Generated,
            RecordType => HandleMembers,
            _ => [],
        };
        return members.Contains(name) ? "a generated member of this type" : null;
    }

    private (GeneratedType Generated, bool IsConflict)? Same(CType type, QualifiedName name)
    {
        if (_handleClasses.TryGetValue(name, out GeneratedType? handle))
        {
            return (handle, true);
        }

        if (!_byName.TryGetValue(name, out CType? other))
        {
            _byName.Add(name, type);
            return null;
        }

        // One that is excluded would not be there if the mistake that was reported for it were corrected.
        bool isConflict = !(
            type is RecordType { IsComplete: false }
            || other is RecordType { IsComplete: false }
            || (type is FunctionType && TypeIdentity.AreMarshalledAlike(type, other))
        );
        return (_types[other], isConflict && !selection.IsForced(type) && !selection.IsForced(other));
    }

    // What the unit itself says of the function counts: how it is called, and that nothing but the pointer is wanted.
    private static DisposalModel BindDisposer(DeclarationUnit unit, BoundDeclaration opaque, Ownership disposer)
    {
        DisposalModel disposal = DisposalBinder.Bind(disposer);
        if (
            disposer is not { Function: { } name, Library: null }
            || unit.FindFunction(name)?.Type.Type.Canonical is not FunctionType function
        )
        {
            return disposal;
        }

        if (function.Parameters is not [{ Type.Type.Canonical: PointerType }])
        {
            unit.Report(OwnershipRules.NotADisposer, opaque.NameLocation, opaque.Name, CTypeWriter.WriteDeclaration(function, name));
        }

        return disposal with
        {
            Symbol = new SymbolModel(name) { Abi = FunctionAbiBinder.Bind(function) },
        };
    }

    private void AddNested(DeclarationUnit unit, RecordType record, string name)
    {
        foreach (NestedType nested in NestedTypes.Find(record, name).Where(nested => !_types.ContainsKey(nested.Type)))
        {
            Add(
                nested.Type,
                new GeneratedType(unit.TypeContainer.Member(name).Descendant(nested.Path))
                {
                    IsPublic = unit.IsPublic && !nested.IsAnonymous,
                    IsNested = true,
                    IsAnonymous = nested.IsAnonymous,
                }
            );
            _units.Add(nested.Type, unit);
        }
    }

    private void Add(CType type, GeneratedType generated)
    {
        _types.Add(type, generated);
        AddName(generated.QualifiedName.Identifier);
        if (generated.Disposal is not null)
        {
            AddName(generated.HandleName);
            _handleClasses[generated.Handle.Name] = generated;
        }

        if (generated.DelegateQualifiedName is { } callback)
        {
            AddName(callback.Identifier);
        }

        void AddName(string name)
        {
            if (!_names.TryGetValue(name, out List<KeyValuePair<CType, GeneratedType>>? named))
            {
                _names.Add(name, named = []);
            }

            named.Add(new KeyValuePair<CType, GeneratedType>(type, generated));
        }
    }
}
