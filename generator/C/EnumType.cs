using System.Collections.Immutable;

namespace KoffiGen.C;

internal sealed class EnumType(string? tag) : CType
{
    /// <summary>Gets or sets the tag; without a tag, the name of the typedef that defines the type.</summary>
    public string? Tag { get; set; } = tag;

    public bool IsComplete => !Enumerators.IsDefault;

    public ImmutableArray<Enumerator> Enumerators { get; set; }

    /// <summary>Gets or sets the fixed underlying type (C23 6.7.3.3).</summary>
    public BasicType? FixedUnderlyingType { get; set; }

    /// <summary>Whether <c>__attribute__((packed))</c> selects the smallest integer type that holds every value.</summary>
    public bool IsPacked { get; set; }

    public string? Documentation { get; set; }
}

/// <param name="Value">The 64 bits of the value.</param>
/// <param name="IsUnsigned">Whether the value is above <see cref="long.MaxValue"/>, so that the bits are not signed.</param>
internal sealed record Enumerator(string Name, long Value, bool IsUnsigned = false)
{
    public string? Documentation { get; init; }
}
