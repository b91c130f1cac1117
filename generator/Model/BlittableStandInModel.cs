using KoffiGen.CSharp;

namespace KoffiGen.Model;

/// <summary>The blittable stand-in of a user's struct, which has the same layout.</summary>
internal sealed record BlittableStandInModel(string Name, CSharpType Original, bool IsExplicit, int Pack, int Size)
{
    public EquatableArray<BlittableStandInField> Fields { get; init; }

    /// <summary>Whether the struct is an <c>[InlineArray]</c>, which repeats its only field.</summary>
    public bool IsInlineArray { get; init; }
}

/// <param name="Count">The number of consecutive fields of that type.</param>
internal sealed record BlittableStandInField(string Name, NativeType Type, int? Offset, int Count);
