using System.Collections.Immutable;

namespace KoffiGen.Tests.Proof;

// What a random C type looks like before it has names. Names come with the text (DeclarationWriter), so that a shape can be cut down
// to the least one that still shows a mistake.

internal abstract record TypeShape;

/// <summary>A type that needs no declaration: <c>unsigned long</c>, <c>char *</c>, <c>int (*)(double)</c>.</summary>
/// <param name="Declarator">What surrounds the declared name, which is <c>%</c>.</param>
internal sealed record PlainShape(string Specifiers, string Declarator = "%") : TypeShape;

internal sealed record ArrayShape(TypeShape Element, int Length) : TypeShape;

/// <param name="Alignment">Of <c>typedef int T __attribute__((aligned(n)))</c>.</param>
internal sealed record TypedefShape(TypeShape Target, int? Alignment) : TypeShape;

/// <param name="Values">A value for each enumerator; empty for the one that follows from the previous.</param>
internal sealed record EnumShape(ImmutableArray<string> Values, string? FixedType, bool IsPacked) : TypeShape;

/// <summary>Where a struct or union is defined.</summary>
internal enum RecordPlacement
{
    /// <summary>Before the type that uses it: <c>struct S { … };</c>.</summary>
    Tagged,

    /// <summary>Before the type that uses it, without a tag: <c>typedef struct { … } S;</c>.</summary>
    Typedef,

    /// <summary>In the member's declaration, with a tag.</summary>
    TaggedInPlace,

    /// <summary>In the member's declaration, without a tag.</summary>
    InPlace,
}

/// <param name="Pack">The <c>#pragma pack</c> around a definition that stands before its use.</param>
/// <param name="HasLateAttributes">Whether the attributes stand after the closing brace.</param>
internal sealed record RecordShape(
    bool IsUnion,
    ImmutableArray<MemberShape> Members,
    RecordPlacement Placement,
    bool IsPacked,
    int? Alignment,
    int? Pack,
    bool HasLateAttributes
) : TypeShape
{
    public bool IsInPlace => Placement is RecordPlacement.InPlace or RecordPlacement.TaggedInPlace;
}

/// <param name="Width">Of a bit-field.</param>
/// <param name="IsNamed">False for an unnamed bit-field and for an anonymous struct or union.</param>
/// <param name="AlignAs">The operand of <c>_Alignas</c>.</param>
/// <param name="Alignment">Of <c>__attribute__((aligned(n)))</c>.</param>
/// <param name="JoinsPrevious">Whether it shares the previous member's declaration, where that has the same specifiers.</param>
internal sealed record MemberShape(
    TypeShape Type,
    int? Width,
    bool IsNamed,
    string? AlignAs,
    int? Alignment,
    bool IsPacked,
    bool IsFlexible,
    bool JoinsPrevious
);
