using System.Collections.Immutable;
using KoffiGen.C.Layout;

namespace KoffiGen.C;

/// <summary>A struct or union. It is incomplete, and thereby opaque, until it has members.</summary>
internal sealed class RecordType(bool isUnion, string? tag) : CType
{
    private int _depth;

    public bool IsUnion { get; } = isUnion;

    /// <summary>Gets or sets the tag; without a tag, the name of the typedef that defines the type.</summary>
    public string? Tag { get; set; } = tag;

    /// <summary>Whether Koffi's <c>opaque X;</c> declares the type, so that its name needs no <c>struct</c>.</summary>
    public bool IsOpaqueDeclaration { get; init; }

    /// <summary>Gets or sets the disposer of <c>opaque X !(fn);</c>.</summary>
    public Ownership? Disposer { get; set; }

    public bool IsComplete => !Members.IsDefault;

    /// <summary>Gets or sets the members in order; default while the type is incomplete.</summary>
    public ImmutableArray<RecordMember> Members
    {
        get;
        set
        {
            field = value;
            _depth = 1 + value.Aggregate(0, static (depth, member) => Math.Max(depth, member.Type.Type.Depth));
        }
    }

    public override int Depth => _depth;

    /// <summary>Gets the layouts that depend on no C# type.</summary>
    public LayoutCache Layouts { get; } = new();

    /// <summary>Gets the members by name, with those of anonymous members.</summary>
    public IReadOnlyDictionary<string, RecordMember> MembersByName =>
        IsComplete ? field ??= RecordMember.Index(Members) : RecordMember.Index([]);

    /// <summary>Whether a member, or a member of an anonymous member, has a name. C requires one (C23 6.7.3.2).</summary>
    public bool HasNamedMember =>
        IsComplete
        && Members.Any(static member =>
            member.Name is not null || (member.BitFieldWidth is null && member.Type.Type.Canonical is RecordType { HasNamedMember: true })
        );

    /// <summary>Whether <c>__attribute__((packed))</c> sets the alignment of every member to 1.</summary>
    public bool IsPacked { get; set; }

    /// <summary>Gets or sets the maximum alignment of members, from <c>#pragma pack(n)</c> in effect at the definition.</summary>
    public int? PackAlignment { get; set; }

    /// <summary>Gets or sets the alignment from <c>_Alignas</c> or <c>aligned(n)</c> on the type.</summary>
    public int? RequestedAlignment { get; set; }

    public string? Documentation { get; set; }

    /// <summary>Whether a member could not be bound. Its error is already reported, and the layout is unknown.</summary>
    public bool IsUnbound { get; set; }
}

/// <summary>A member of a struct or union. A member without a name is an anonymous struct or union, or an unnamed bit-field.</summary>
internal sealed class RecordMember(string? name, QualifiedType type)
{
    public string? Name { get; } = name;

    public QualifiedType Type { get; } = type;

    /// <summary>
    /// Returns the members by name, with those of anonymous structs and unions, which count as members of the containing type (C23
    /// 6.7.3.2). Of several members with one name, the first counts.
    /// </summary>
    public static IReadOnlyDictionary<string, RecordMember> Index(IEnumerable<RecordMember> members)
    {
        Dictionary<string, RecordMember> byName = new(StringComparer.Ordinal);
        Add(members);
        return byName;

        void Add(IEnumerable<RecordMember> members)
        {
            foreach (RecordMember member in members)
            {
                if (member.Name is { } name && !byName.ContainsKey(name))
                {
                    byName.Add(name, member);
                }
                else if (member is { Name: null, Type.Type: RecordType { IsComplete: true } anonymous })
                {
                    Add(anonymous.Members);
                }
            }
        }
    }

    /// <summary>Gets the width of a bit-field in bits.</summary>
    public int? BitFieldWidth { get; init; }

    /// <summary>Gets the strictest alignment of <c>_Alignas(n)</c> and <c>aligned(n)</c>.</summary>
    public int? RequestedAlignment { get; init; }

    /// <summary>Gets the types of <c>_Alignas(type)</c>, whose alignments differ between targets.</summary>
    public ImmutableArray<QualifiedType> AlignedAs { get; init; } = [];

    public bool IsPacked { get; init; }

    /// <summary>Gets the number of elements of a member with <c>__counted_by</c>, computed from other members.</summary>
    public CountExpression? Count { get; init; }

    public string? Documentation { get; init; }
}
