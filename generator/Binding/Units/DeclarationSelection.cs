using KoffiGen.Binding.Structs;
using KoffiGen.C;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Diagnostics;
using KoffiGen.Marshalling;

namespace KoffiGen.Binding.Units;

/// <summary>
/// The declarations of all units that become C#: those that <c>include</c> and <c>exclude</c> select, and the types that these need.
/// Behind a pointer, an excluded type becomes an address; if it is needed by value, this is reported and the type is generated, so that
/// no further errors follow.
/// </summary>
internal sealed partial class DeclarationSelection
{
    private readonly StructTable _structs;
    private readonly NamedDisposers _disposers;

    /// <summary>The declarations of each type, in the order of the units.</summary>
    private readonly Dictionary<CType, List<(DeclarationUnit Unit, DeclaredType Type)>> _declared = [];

    /// <summary>The unit that generates each selected type.</summary>
    private readonly Dictionary<CType, DeclarationUnit> _owners = [];

    private readonly HashSet<CType> _forced = [];

    /// <summary>The names of the selected functions, variables and constants.</summary>
    private readonly Dictionary<DeclarationUnit, HashSet<string>> _members = [];

    /// <summary>The units with at least one member that can be bound.</summary>
    private readonly HashSet<DeclarationUnit> _withMembers = [];

    private readonly Queue<Need> _open = new();

    /// <param name="units">The units in binding order. The first that selects a type generates it.</param>
    /// <param name="guard">The guard that collects the units and declarations that fail, which select nothing further.</param>
    public DeclarationSelection(IReadOnlyList<DeclarationUnit> units, StructTable structs, NamedDisposers disposers, Guard guard)
    {
        _structs = structs;
        _disposers = disposers;
        _relevance = new Lazy<Relevance>(() => FindRelevance(units));
        foreach (DeclarationUnit unit in units)
        {
            _members.Add(unit, []);
            AddPlaces(unit);
        }

        HashSet<DeclarationUnit> failed = [];
        ForEachUnit(AddUsers);
        FindLimited();
        ForEachUnit(MarkUnbound);
        ForEachUnit(SelectTypes);
        ForEachUnit(SelectMembers);
        while (_open.Count > 0)
        {
            Need need = _open.Dequeue();
            guard.TryRun(GuardedStep.Needs, $"{need.Unit.Source.DisplayName}: {need.Name}", () => AddNeeds(need));
        }

        void ForEachUnit(Action<DeclarationUnit> run)
        {
            foreach (DeclarationUnit unit in units)
            {
                if (!failed.Contains(unit) && !guard.TryRun(GuardedStep.Selection, unit.Source.DisplayName, () => run(unit)))
                {
                    failed.Add(unit);
                }
            }
        }
    }

    /// <summary>Whether the function, variable or constant becomes a member of the unit's class.</summary>
    public bool Keeps(DeclarationUnit unit, string member) => _members[unit].Contains(member);

    /// <summary>Whether the function, variable or constant is selected and its types can be represented in C#.</summary>
    public bool Binds(DeclarationUnit unit, BoundDeclaration declaration) =>
        Keeps(unit, declaration.Name)
        && declaration switch
        {
            { Kind: BoundDeclarationKind.Constant } => true,
            _ when IsUnbound(unit, declaration) => false,
            { Type.Type.Canonical: FunctionType function } => Parts(function).All(CanPass),
            { Type.Type: var variable } => CanShow(variable),
        };

    public bool HasMembers(DeclarationUnit unit) => unit.MemberClass is not null && _withMembers.Contains(unit);

    /// <summary>Returns the unit that generates the type; <see langword="null"/> if none does.</summary>
    public DeclarationUnit? FindOwner(CType type) => _owners.TryGetValue(type.Canonical, out DeclarationUnit? owner) ? owner : null;

    /// <summary>
    /// Whether the type is excluded but generated, because a selected declaration needs it by value, which is reported.
    /// </summary>
    public bool IsForced(CType type) => _forced.Contains(type.Canonical);

    /// <summary>Whether a unit declares the type but no unit generates it.</summary>
    public bool IsLeftOut(CType type) => _declared.ContainsKey(type.Canonical) && FindOwner(type) is null;

    /// <summary>
    /// Returns the first type that an import uses but a unit omits, with the <c>exclude</c> directive that omits it, if there is one.
    /// Behind a pointer, an excluded type becomes an address, unless the import owns the memory.
    /// </summary>
    public (DeclarationUnit Unit, string Name, DirectiveName? Exclusion)? FindLeftOut(CType type) => FindLeftOut(type, isByValue: true, []);

    private (DeclarationUnit Unit, string Name, DirectiveName? Exclusion)? FindLeftOut(CType type, bool isByValue, HashSet<CType> seen)
    {
        switch (type.Canonical)
        {
            case PointerType pointer:
                return FindLeftOut(pointer.Pointee.Type, isByValue: pointer.Ownership is not null, seen);
            case ArrayType array:
                return FindLeftOut(array.Element.Type, isByValue, seen);
            case FunctionType function when !_declared.ContainsKey(function):
                return !seen.Add(function)
                    ? null
                    : Parts(function)
                        .Select(part => FindLeftOut(part, isByValue: true, seen))
                        .FirstOrDefault(static found => found is not null);

            // The import itself declares types that a unit only mentions.
            case var declared
                when IsLeftOut(declared)
                    && _declared[declared]
                        .FirstOrDefault(place => place.Type.Declaration.Site is not null && !IsUnbound(place.Unit, place.Type.Declaration))
                        is ({ } unit, { } place):
                DirectiveName? exclusion = FindExclusion(unit, place);
                return exclusion is not null && (!isByValue || declared is FunctionType) ? null : (unit, place.CName, exclusion);
            default:
                return null;
        }
    }

    /// <summary>Whether a file declares the struct and C# cannot represent it, so that nothing is generated for it.</summary>
    public bool IsUnbound(RecordType record) => FindOwner(record) is { IsFile: true } && _structs.Plan(record).Problem is { IsLimit: true };

    private void SelectTypes(DeclarationUnit unit)
    {
        foreach (DeclaredType type in unit.DeclaredTypes)
        {
            if (!_owners.ContainsKey(type.Type) && IsSelected(unit, type))
            {
                Keep(type.Type, unit, type);
            }
        }
    }

    private void SelectMembers(DeclarationUnit unit)
    {
        foreach (BoundDeclaration declaration in unit.Declarations)
        {
            switch (declaration.Kind)
            {
                case BoundDeclarationKind.Function
                or BoundDeclarationKind.Variable
                or BoundDeclarationKind.Constant when unit.Directives.Includes(declaration.Name):
                    KeepMember(unit, declaration);
                    break;
                case BoundDeclarationKind.Enum when declaration.Type.Type.Canonical is EnumType { Tag: null, IsComplete: true } constants:
                    foreach (Enumerator enumerator in constants.Enumerators.Where(enumerator => unit.Directives.Includes(enumerator.Name)))
                    {
                        _members[unit].Add(enumerator.Name);
                        _withMembers.Add(unit);
                    }

                    break;

                // A typedef that renames an existing type selects that type.
                case BoundDeclarationKind.Typedef
                    when unit.Directives.Includes(declaration.Name)
                        && _declared.TryGetValue(
                            Innermost(declaration.Type.Type),
                            out List<(DeclarationUnit Unit, DeclaredType Type)>? places
                        ):
                    NeedDeclared(
                        new Need(unit, declaration, declaration.Name, declaration.Type.Type),
                        Innermost(declaration.Type.Type),
                        places,
                        isByValue: false
                    );
                    break;
            }
        }
    }

    private static CType Innermost(CType type) =>
        type.Canonical switch
        {
            PointerType pointer => Innermost(pointer.Pointee.Type),
            ArrayType array => Innermost(array.Element.Type),
            var canonical => canonical,
        };

    private void KeepMember(DeclarationUnit unit, BoundDeclaration declaration)
    {
        // A member that cannot be bound needs no types.
        if (!_members[unit].Add(declaration.Name) || !Binds(unit, declaration))
        {
            return;
        }

        _withMembers.Add(unit);
        if (declaration.Kind != BoundDeclarationKind.Constant)
        {
            _open.Enqueue(new Need(unit, declaration, declaration.Name, declaration.Type.Type.Canonical));
        }
    }

    private void Keep(CType type, DeclarationUnit unit, DeclaredType declared)
    {
        // An enum or a function type that cannot be bound is not generated. Its integer or an address replaces it.
        if (type is EnumType or FunctionType && IsUnbound(unit, declared.Declaration))
        {
            return;
        }

        _owners.Add(type, unit);
        if (type is not RecordType record || !IsUnbound(record))
        {
            _open.Enqueue(new Need(unit, declared.Declaration, declared.CName, type));
        }
    }

    private static bool IsSelected(DeclarationUnit unit, DeclaredType type) => IsIncluded(unit, type) && FindExclusion(unit, type) is null;

    private static bool IsIncluded(DeclarationUnit unit, DeclaredType type) =>
        unit.Directives.IsIncluded(type.CName)
        || (type.Tag is { } tag && unit.Directives.IsIncluded(tag))
        || (
            type.Type is EnumType { IsComplete: true } enumeration
            && enumeration.Enumerators.Any(enumerator => unit.Directives.IsIncluded(enumerator.Name))
        );

    // Tags often differ from their typedefs, as in "_x", and could match patterns for other names, so only an exact name excludes them.
    private static DirectiveName? FindExclusion(DeclarationUnit unit, DeclaredType type) =>
        unit.Directives.FindExclusion(type.CName)
        ?? (
            type.Tag is { } tag && unit.Directives.Excluded.ContainsExactly(tag)
                ? unit.Directives.Excluded.First(pattern => pattern.Text == tag)
                : null
        );

    private void AddNeeds(Need need)
    {
        HashSet<CType> seen = [];
        switch (need.Type)
        {
            case var type when need.Declaration.Kind == BoundDeclarationKind.Variable:
                Follow(need, type, isByValue: true, seen);
                break;
            case FunctionType function:
                NeedParts(need, function, seen);
                break;
            case RecordType record:
                NeedMembers(need, record, seen);
                break;
        }
    }

    private void NeedParts(Need need, FunctionType function, HashSet<CType> seen)
    {
        foreach (CType part in Parts(function))
        {
            Follow(need, part, isByValue: true, seen);
        }
    }

    private void NeedMembers(Need need, RecordType record, HashSet<CType> seen)
    {
        foreach (RecordMember member in record.IsComplete ? record.Members : [])
        {
            Follow(need, member.Type.Type, isByValue: true, seen);
        }

        // The functions that close a handle are needed too.
        IEnumerable<Ownership?> ownerships = _disposers.Find(record).Select(static named => named.Ownership);
        foreach (Ownership? ownership in ownerships.Prepend(record.Disposer))
        {
            if (
                ownership is { Library: null, Function: { } disposer }
                && need.Unit.FindFunction(disposer) is { } function
                && need.Unit.Directives.FindExclusion(disposer) is null
            )
            {
                KeepMember(need.Unit, function);
            }
        }
    }

    /// <summary>Selects the types that a use of the type needs.</summary>
    /// <param name="seen">The unnamed types that were already visited for this need.</param>
    private void Follow(Need need, CType type, bool isByValue, HashSet<CType> seen)
    {
        switch (type.Canonical)
        {
            // Owned memory is copied, so its type is needed by value.
            case PointerType pointer:
                Follow(
                    need,
                    pointer.Pointee.Type,
                    isByValue: pointer is { Ownership: not null, Pointee.Type.Canonical: RecordType { IsComplete: true } },
                    seen
                );
                break;
            case ArrayType array:
                Follow(need, array.Element.Type, isByValue, seen);
                break;
            case RecordType
            or EnumType
            or FunctionType when _declared.TryGetValue(type.Canonical, out List<(DeclarationUnit Unit, DeclaredType Type)>? places):
                NeedDeclared(need, type.Canonical, places, isByValue);
                break;
            case FunctionType function when seen.Add(function):
                NeedParts(need, function, seen);
                break;
            case RecordType record when seen.Add(record):
                NeedMembers(need, record, seen);
                break;
        }
    }

    private void NeedDeclared(Need need, CType type, List<(DeclarationUnit Unit, DeclaredType Type)> places, bool isByValue)
    {
        (DeclarationUnit Unit, DeclaredType Type)? place = null;
        foreach ((DeclarationUnit Unit, DeclaredType Type) candidate in places)
        {
            if (FindExclusion(candidate.Unit, candidate.Type) is null)
            {
                place = candidate;
                break;
            }
        }

        // Behind a pointer, an address replaces the excluded type.
        if (place is null && (!isByValue || type is FunctionType))
        {
            return;
        }

        if (place is null && need.Reported.Add(type) && FindExclusion(places[0].Unit, places[0].Type) is { } exclusion)
        {
            string elsewhere = places[0].Unit == need.Unit ? "" : $" in '{places[0].Unit.Source.DisplayName}'";
            need.Unit.Report(
                DirectiveRules.ExcludedTypeNeeded,
                need.Declaration.NameLocation,
                need.Name,
                places[0].Type.CName,
                exclusion.Write("exclude"),
                elsewhere
            );
        }

        if (!_owners.ContainsKey(type))
        {
            if (place is null)
            {
                _forced.Add(type);
            }

            (DeclarationUnit unit, DeclaredType declared) = place ?? places[0];
            Keep(type, unit, declared);
        }
    }

    private bool CanPass(CType type) =>
        type.Canonical switch
        {
            BasicType basic => ScalarMarshalling.NativeType(basic.Kind) is not null,
            RecordType { IsComplete: true } record => _structs.Plan(record) is { ByValueObstacle: null, Problem: not { IsLimit: true } },
            ErrorType => false,
            _ => true,
        };

    private bool CanShow(CType type) =>
        type.Canonical switch
        {
            BasicType basic => VariableBinder.CanShow(basic),
            ArrayType array => CanShow(array.Element.Type),
            RecordType { IsComplete: true } record => _structs.Plan(record).Problem is not { IsLimit: true },
            ErrorType => false,
            _ => true,
        };

    private static IEnumerable<CType> Parts(FunctionType function) =>
        function.Parameters.Select(static parameter => parameter.Type.Type).Append(function.ReturnType.Type);

    /// <summary>A selected declaration or type whose needs are not yet followed.</summary>
    /// <param name="Name">The C name from which the C# name is derived.</param>
    private sealed record Need(DeclarationUnit Unit, BoundDeclaration Declaration, string Name, CType Type)
    {
        /// <summary>The excluded types that are already reported for this need.</summary>
        public HashSet<CType> Reported { get; } = [];
    }
}
