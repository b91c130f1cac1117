using System.Globalization;
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
using KoffiGen.Text;

namespace KoffiGen.Binding;

/// <summary>A function type whose pointers have a generated C# type.</summary>
/// <param name="CName">The C name, or a name that is derived from the parameter or member that contains the type.</param>
internal sealed record NamedFunction(FunctionType Type, GeneratedType Generated, string CName, string? Documentation)
{
    public required SourceLocation Location { get; init; }
}

/// <summary>The generated C# types of all units, by C type and by C# name.</summary>
internal sealed partial class GeneratedTypes(DeclarationSelection selection, NamedDisposers disposers)
{
    /// <summary>The members of a generated handle.</summary>
    private static readonly string[] HandleMembers =
    [
        "Value",
        "IsNull",
        "Argument",
        nameof(Equals),
        nameof(GetHashCode),
        nameof(ToString),
        "op_Equality",
        "op_Explicit",
        "op_Implicit",
        "op_Inequality",
    ];

    private readonly Dictionary<CType, GeneratedType> _types = [];
    private readonly Dictionary<CType, DeclarationUnit> _units = [];
    private readonly Dictionary<DeclarationUnit, List<NamedFunction>> _functionPointers = [];
    private readonly Dictionary<QualifiedName, GeneratedType> _handleClasses = [];
    private readonly Dictionary<QualifiedName, CType> _byName = [];

    /// <summary>The number of types that could not have a name, so that each gets another one.</summary>
    private readonly Dictionary<QualifiedName, int> _conflicts = [];
    private readonly Dictionary<string, List<KeyValuePair<CType, GeneratedType>>> _names = new(StringComparer.Ordinal);

    /// <summary>Returns the types of all units that have this simple name, or whose delegate or SafeHandle class has it.</summary>
    public IReadOnlyList<KeyValuePair<CType, GeneratedType>> FindByName(string name) =>
        _names.TryGetValue(name, out List<KeyValuePair<CType, GeneratedType>>? named) ? named : [];

    public GeneratedType? Find(CType type) => _types.TryGetValue(type.Canonical, out GeneratedType? generated) ? generated : null;

    /// <summary>Whether the unit generates the type.</summary>
    public bool IsOf(CType type, DeclarationUnit unit) => _units.TryGetValue(type.Canonical, out DeclarationUnit? owner) && owner == unit;

    /// <summary>Adds the types of a bound unit and chooses their names.</summary>
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

            string name = unit.Directives.Names.ApplyToType(cName);
            if (FindTaken(unit, type, name) is { } taken)
            {
                // Under another name, the type remains available to the declarations that use it.
                unit.Report(DirectiveRules.NameTaken, declaration.NameLocation, cName, name, taken);
                name += "_";
            }

            if (FindSame(unit, declaration, type, cName, ref name) is { } same)
            {
                _types.Add(type, same);
                continue;
            }

            GeneratedType generated = new(unit.TypeContainer.Member(name))
            {
                IsPublic = unit.IsPublic,
                Disposers = type is RecordType handled ? BindDisposers(unit, declaration, handled) : default,
                HasOwnDisposer = type is RecordType { Disposer: not null },
            };
            if (
                generated.Disposal is not null
                && (_byName.ContainsKey(generated.Handle.Name) || generated.HandleName == ContainerOf(unit)?.Innermost.MetadataName)
            )
            {
                unit.Report(DirectiveRules.TypeNameTaken, declaration.NameLocation, cName, generated.Handle.DisplayText);
                generated = generated with { Disposers = default };
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

    /// <summary>Returns the function types whose pointers the unit generates.</summary>
    public IReadOnlyList<NamedFunction> FunctionPointersOf(DeclarationUnit unit) =>
        _functionPointers.TryGetValue(unit, out List<NamedFunction>? pointers) ? pointers : [];

    /// <summary>Returns the unit that generates the type; <see langword="null"/> if none does.</summary>
    public DeclarationUnit? FindUnit(CType type) => _units.TryGetValue(type.Canonical, out DeclarationUnit? owner) ? owner : null;

    /// <summary>
    /// Returns the qualified name of the generated type that a signature refers to; <see langword="null"/> if there is none.
    /// </summary>
    /// <param name="place">The type that contains the signature.</param>
    /// <param name="written">The name as written, which may include containing types: <c>PngHeader.ihdr_t</c>.</param>
    /// <param name="isExpected">Whether the C declaration of the signature contains the type.</param>
    public QualifiedName? Resolve(QualifiedName place, QualifiedName written, Func<GeneratedType, bool> isExpected)
    {
        (GeneratedType Type, QualifiedName Name)[] all =
        [
            .. FindByName(written.Identifier).Select(named => (named.Value, named.Value.FindName(written.Identifier))),
        ];
        (GeneratedType Type, QualifiedName Name)[] exact = [.. all.Where(candidate => candidate.Name.IsMeantBy(written))];
        (GeneratedType Type, QualifiedName Name)[] candidates = exact.Length > 0 ? exact : all;

        // As in C#, the nearest type wins: one in the class itself, in a containing type, or in the namespace. Among types that only a
        // using directive makes visible, the C declaration decides.
        return candidates
            .Where(candidate => place.IsWithin(candidate.Type.Container))
            .OrderByDescending(static candidate => candidate.Type.Container.Depth)
            .Concat(candidates.Where(candidate => isExpected(candidate.Type)))
            .Concat(candidates)
            .FirstOrDefault()
            .Name;
    }

    /// <summary>Whether the class contains a generated type of that name.</summary>
    public bool IsNestedIn(ContainingType type, string name) =>
        FindByName(name.TrimStart('@')).Any(candidate => candidate.Value.Container == type.QualifiedName);

    /// <summary>
    /// Returns a description of the class or member that already has the name, which the type therefore cannot have;
    /// <see langword="null"/> if the name is free.
    /// </summary>
    private string? FindTaken(DeclarationUnit unit, CType type, string name)
    {
        if (name == ContainerOf(unit)?.Innermost.Name)
        {
            return "the class";
        }

        if (IsInstanceMember(unit, name))
        {
            return "a generated member of the class";
        }

        string[] members = type switch
        {
            RecordType { IsComplete: true } record => HasDisposer(record)
                ? [.. StructNames.Generated, .. StructNames.Arguments]
                : StructNames.Generated,
            RecordType => HandleMembers,
            _ => [],
        };
        return members.Contains(name) ? "a generated member of this type" : null;
    }

    /// <summary>
    /// Returns the generated type of the name if it represents the C type, too: opaque types of the same name in several units are one
    /// type. Otherwise, the name must be free. A conflict is reported, and the type gets another name, so that it remains available to the
    /// declarations that use it.
    /// </summary>
    private GeneratedType? FindSame(DeclarationUnit unit, BoundDeclaration declaration, CType type, string cName, ref string name)
    {
        string wanted = name;
        while (Same(unit, type, unit.TypeContainer.Member(name)) is { } other)
        {
            if (!other.IsConflict)
            {
                return other.Generated;
            }

            QualifiedName taken = unit.TypeContainer.Member(wanted);
            if (name == wanted)
            {
                unit.Report(DirectiveRules.TypeNameTaken, declaration.NameLocation, cName, taken.DisplayText);
            }

            int number = _conflicts.TryGetValue(taken, out int last) ? last + 1 : 1;
            _conflicts[taken] = number;
            name = number == 1 ? $"{wanted}_" : $"{wanted}_{number.ToString(CultureInfo.InvariantCulture)}";
        }

        return null;
    }

    /// <summary>Returns the class beside or inside of which the types of the unit are declared.</summary>
    private ContainingType? ContainerOf(DeclarationUnit unit) => unit.TypeClass ?? (selection.HasMembers(unit) ? unit.MemberClass : null);

    private static bool IsInstanceMember(DeclarationUnit unit, string name) =>
        unit.TypeClass is { Innermost.IsInstanceLibrary: true } && name is "Dispose" or "Load" or "Unload";

    private bool HasDisposer(RecordType record) => record.Disposer is not null || disposers.Find(record).Count > 0;

    private (GeneratedType Generated, bool IsConflict)? Same(DeclarationUnit unit, CType type, QualifiedName name)
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

        // An excluded type is generated only because of a mistake that is already reported, so it is not a second mistake.
        bool isConflict = !(
            IsSameOpaque(type, other, unit)
            || IsSameOpaque(other, type, unit)
            || (type is FunctionType && TypeIdentity.AreMarshalledAlike(type, other))
        );
        return (_types[other], isConflict && !selection.IsForced(type) && !selection.IsForced(other));
    }

    // Units may declare one opaque type with different tags, or with a tag and as a typedef.
    private bool IsSameOpaque(CType type, CType other, DeclarationUnit unit) =>
        type is RecordType { IsComplete: false } opaque
        && other is RecordType record
        && (opaque.Tag == record.Tag || (!record.IsComplete && (FindUnit(type) ?? FindUnit(other)) != unit));

    /// <summary>Returns the functions that close objects of the type. First comes the one that its own declaration names.</summary>
    private EquatableArray<DisposalModel> BindDisposers(DeclarationUnit unit, BoundDeclaration declaration, RecordType type)
    {
        List<DisposalModel> found = [];
        if (type.Disposer is { } own)
        {
            found.Add(BindDisposer(own, unit, declaration.NameLocation, declaration.Name));
        }

        foreach (NamedDisposer named in disposers.Find(type))
        {
            DisposalModel disposer = BindDisposer(
                named.Ownership,
                named.Unit ?? unit,
                named.Location is { } location && named.Unit is not null ? location : declaration.NameLocation,
                declaration.Name
            );

            // The class closes all its handles with one calling convention.
            DisposalModel? first = found.Find(static function => function.Method is null);
            if (
                !found.Exists(disposer.IsSame)
                && (disposer.Method is not null || first?.Symbol is null || first.Symbol.Abi.Convention == disposer.Symbol?.Abi.Convention)
            )
            {
                found.Add(disposer);
            }
        }

        return found.OrderBy(static disposer => disposer.Method is not null).ToEquatableArray();
    }

    // The declaration of the function in the same unit determines its calling convention, and must have a single pointer parameter.
    private static DisposalModel BindDisposer(Ownership disposer, DeclarationUnit unit, SourceLocation location, string type)
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
            unit.Report(OwnershipRules.NotADisposer, location, type, CTypeWriter.WriteDeclaration(function, name));
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
        if (generated.Disposal is not null)
        {
            _handleClasses[generated.Handle.Name] = generated;
        }

        foreach (string name in generated.Names)
        {
            if (!_names.TryGetValue(name, out List<KeyValuePair<CType, GeneratedType>>? named))
            {
                _names.Add(name, named = []);
            }

            named.Add(new KeyValuePair<CType, GeneratedType>(type, generated));
        }
    }
}
