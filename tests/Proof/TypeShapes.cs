using System.Collections.Immutable;

namespace KoffiGen.Tests.Proof;

// A shape is a random C type without names. DeclarationWriter adds the names with the text, so a shape can be reduced to the smallest one
// that still shows a mistake.

internal abstract record TypeShape;

/// <summary>A type that needs no declaration: <c>unsigned long</c>, <c>char *</c>, <c>int (*)(double)</c>.</summary>
/// <param name="Declarator">The declarator, with <c>%</c> in place of the declared name.</param>
internal sealed record PlainShape(string Specifiers, string Declarator = "%") : TypeShape;

internal sealed record ArrayShape(TypeShape Element, int Length) : TypeShape;

/// <param name="Alignment">The alignment, as in <c>typedef int T __attribute__((aligned(n)))</c>.</param>
internal sealed record TypedefShape(TypeShape Target, int? Alignment) : TypeShape;

/// <param name="Values">The values of the enumerators; an empty string for a value that follows from the previous one.</param>
internal sealed record EnumShape(ImmutableArray<string> Values, string? FixedType, bool IsPacked) : TypeShape;

/// <summary>The place where a struct or union is defined.</summary>
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

/// <param name="Pack">The <c>#pragma pack</c> around a definition before its use.</param>
/// <param name="HasLateAttributes">Whether the attributes follow the closing brace.</param>
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

/// <param name="Width">The width of a bit-field.</param>
/// <param name="IsNamed">False for an unnamed bit-field and for an anonymous struct or union.</param>
/// <param name="AlignAs">The operand of <c>_Alignas</c>.</param>
/// <param name="Alignment">The operand of <c>__attribute__((aligned(n)))</c>.</param>
/// <param name="JoinsPrevious">Whether the member shares the declaration of the previous member, if both have the same specifiers.</param>
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
