using System.Collections.Immutable;
using KoffiGen.C.Layout;

namespace KoffiGen.C;

internal enum BasicTypeClass
{
    Integer,
    Floating,
    Complex,
    VaList,
}

/// <summary>A row of <see cref="BasicTypes"/>: all facts about one basic type, except its C# types.</summary>
/// <param name="Layout">The size and alignment, which may differ between targets.</param>
internal sealed record BasicTypeDefinition(BasicTypeKind Kind, BasicTypeClass Class, Func<TargetAbi, TypeLayout> Layout)
{
    /// <summary>Whether negative values exist. KoffiGen treats <c>char</c> as signed on every target, as Koffi does.</summary>
    public Func<TargetAbi, bool> IsSigned { get; init; } = static _ => false;

    /// <summary>The combinations of keywords that name the type (C23 6.7.3.1), in one order of words; messages use the first.</summary>
    public ImmutableArray<string> Keywords { get; init; } = [];

    /// <summary>The name of a type that has no keyword.</summary>
    public string? OwnName { get; init; }

    /// <summary>The names that C's headers or Koffi define as typedefs of the type.</summary>
    public ImmutableArray<string> Typedefs { get; init; } = [];

    /// <summary>
    /// The part of Koffi's name before <c>_le_t</c> and <c>_be_t</c>; <see langword="null"/> if the type has no variants with a fixed
    /// byte order.
    /// </summary>
    public string? OrderedName { get; init; }

    /// <summary>The name in messages: <c>unsigned short</c>.</summary>
    public string Name => OwnName ?? Keywords[0];
}
