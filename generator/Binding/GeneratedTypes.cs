using KoffiGen.Binding.Declarations;
using KoffiGen.Binding.Structs;
using KoffiGen.Binding.Units;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Types;

namespace KoffiGen.Binding;

/// <summary>What a C type is called in C#.</summary>
/// <param name="Name">The name alone, by which signatures refer to it.</param>
/// <param name="Text">How generated code writes it from anywhere.</param>
/// <param name="Disposal">How a pointer to the opaque type is released; with it there is a SafeHandle class, too.</param>
internal sealed record GeneratedType(string Name, string Text, DisposalModel? Disposal = null)
{
    /// <summary>Visible outside the assembly.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Nested in the struct whose member declares it; it is generated with that.</summary>
    public bool IsNested { get; init; }

    /// <summary>The type of an anonymous member, which is reached through the struct around it.</summary>
    public bool IsAnonymous { get; init; }

    public string HandleName => Name.TrimStart('@') + "Handle";

    public string HandleText => Owner + HandleName;

    /// <summary>What stands before the name: a namespace or an outer type, with its dot.</summary>
    public string Owner => Text.Substring(0, Text.Length - Name.Length);
}

/// <summary>The C# types that the units generate, by C type and by C# name.</summary>
internal sealed class GeneratedTypes
{
    /// <summary>What the generated value of a pointer has.</summary>
    private static readonly string[] HandleMembers = ["Value", "IsNull", "Argument", nameof(Equals), nameof(GetHashCode), nameof(ToString)];

    private readonly Dictionary<CType, GeneratedType> _types = [];
    private readonly Dictionary<CType, DeclarationUnit> _units = [];
    private readonly Dictionary<string, CType> _byText = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<GeneratedType>> _names = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<CType, GeneratedType>> All => _types;

    public GeneratedType? Find(CType type) => _types.TryGetValue(type.Canonical, out GeneratedType? generated) ? generated : null;

    /// <summary>Whether this unit's file has the type.</summary>
    public bool IsOf(CType type, DeclarationUnit unit) => _units.TryGetValue(type.Canonical, out DeclarationUnit? owner) && owner == unit;

    /// <summary>Names the types of a bound unit.</summary>
    public void Add(DeclarationUnit unit)
    {
        Dictionary<CType, string> typedefs = FindTypedefNames(unit);
        foreach (BoundDeclaration declaration in unit.Declarations)
        {
            CType type = declaration.Type.Type.Canonical;
            string? cName = declaration.Kind is BoundDeclarationKind.Record or BoundDeclarationKind.Enum or BoundDeclarationKind.Opaque or BoundDeclarationKind.Typedef
                ? typedefs.TryGetValue(type, out string? typedef) ? typedef : Tag(type)
                : null;
            if (cName is null || _types.ContainsKey(type) || !(unit.Directives.Includes(cName) || unit.Directives.Includes(Tag(type) ?? cName)))
            {
                continue;
            }

            string name = unit.Directives.Names.Apply(cName);
            if (FindTaken(unit, type, name) is { } taken)
            {
                // Under another name the type is there for everything else that is declared.
                unit.Report(declaration.TextIndex, DirectiveRules.NameTaken, declaration.NameSpan, cName, name, taken);
                name += "_";
            }

            if (Same(type, unit.TypePrefix + name) is { } other)
            {
                // What several units only mention is one type; what they define is not.
                _types.Add(type, other.Generated);
                if (other.IsConflict)
                {
                    unit.Report(declaration.TextIndex, DirectiveRules.TypeNameTaken, declaration.NameSpan, cName, (unit.TypePrefix + name).Replace("global::", ""));
                }

                continue;
            }

            DisposalModel? disposal = type is RecordType { Disposer: { } disposer } ? DisposalBinder.Bind(disposer) : null;
            Add(type, new GeneratedType(name, unit.TypePrefix + name, disposal) { IsPublic = unit.IsPublic });
            _units.Add(type, unit);
            if (type is RecordType { IsComplete: true } record)
            {
                AddNested(unit, record, name);
            }
        }
    }

    /// <summary>The unit whose file has the type.</summary>
    public DeclarationUnit? FindUnit(CType type) => _units.TryGetValue(type.Canonical, out DeclarationUnit? owner) ? owner : null;

    /// <summary>How generated code writes a generated type that a signature inside <paramref name="type"/> calls by its name alone.</summary>
    /// <param name="written">The name as the signature has it, perhaps with names of types around it: <c>PngHeader.ihdr_t</c>.</param>
    public string? FindText(ContainingType type, string name, string written)
    {
        if (!_names.TryGetValue(name, out List<GeneratedType>? candidates))
        {
            return null;
        }

        if (written.IndexOf('.') > 0 && candidates.FirstOrDefault(candidate => candidate.Text.Replace("@", "").EndsWith("." + written.Replace("@", ""), StringComparison.Ordinal)) is { } exact)
        {
            return exact.Text;
        }

        // The nearest is meant, as in C#: nested in the class itself, in one around it, or in the namespace.
        string qualified = type.QualifiedName + ".";
        GeneratedType best = candidates.Where(candidate => qualified.StartsWith(candidate.Owner, StringComparison.Ordinal)).OrderByDescending(static candidate => candidate.Owner.Length).FirstOrDefault() ?? candidates[0];
        return best.HandleName == name ? best.HandleText : best.Text;
    }

    /// <summary>Whether a generated type of the name is a member of the class.</summary>
    public bool IsNestedIn(ContainingType type, string name) =>
        _names.TryGetValue(name.TrimStart('@'), out List<GeneratedType>? candidates) && candidates.Any(candidate => candidate.Owner == type.QualifiedName + ".");

    /// <summary>What has the name of a type already: in C#, neither its class nor a member of its own can be called like it.</summary>
    private static string? FindTaken(DeclarationUnit unit, CType type, string name)
    {
        ContainingType? container = unit.TypeClass ?? (unit.HasMembers ? unit.MemberClass : null);
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
        return members.Contains(name) ? "a member that KoffiGen gives such types" : null;
    }

    private static string? Tag(CType type) => type switch
    {
        RecordType record => record.Tag,
        EnumType enumeration => enumeration.Tag,
        _ => null,
    };

    // A type with a typedef is called by that: the tag is for those who declare it.
    private static Dictionary<CType, string> FindTypedefNames(DeclarationUnit unit)
    {
        Dictionary<CType, string> names = [];
        foreach (BoundDeclaration declaration in unit.Declarations)
        {
            if (declaration is { Kind: BoundDeclarationKind.Typedef, Type.Type: TypedefType { Target.Type: var named } } && named is RecordType or EnumType && !names.ContainsKey(named))
            {
                names.Add(named, declaration.Name);
            }
        }

        return names;
    }

    private (GeneratedType Generated, bool IsConflict)? Same(CType type, string text)
    {
        if (!_byText.TryGetValue(text, out CType? other))
        {
            _byText.Add(text, type);
            return null;
        }

        return (_types[other], !(type is RecordType { IsComplete: false } || other is RecordType { IsComplete: false }));
    }

    private void AddNested(DeclarationUnit unit, RecordType record, string name)
    {
        foreach (NestedType nested in NestedTypes.Find(record, name).Where(nested => !_types.ContainsKey(nested.Type)))
        {
            Add(nested.Type, new GeneratedType(nested.Name, $"{unit.TypePrefix}{name}.{nested.Path}") { IsPublic = unit.IsPublic && !nested.IsAnonymous, IsNested = true, IsAnonymous = nested.IsAnonymous });
            _units.Add(nested.Type, unit);
        }
    }

    private void Add(CType type, GeneratedType generated)
    {
        _types.Add(type, generated);
        AddName(generated.Name.TrimStart('@'));
        if (generated.Disposal is not null)
        {
            AddName(generated.HandleName);
        }

        void AddName(string name)
        {
            if (!_names.TryGetValue(name, out List<GeneratedType>? named))
            {
                _names.Add(name, named = []);
            }

            named.Add(generated);
        }
    }
}
