using KoffiGen.C.Layout;

namespace KoffiGen.C;

/// <summary>What an enum is stored as (C23 6.7.3.3).</summary>
internal static class EnumFacts
{
    private static readonly (int Bits, BasicTypeKind Signed, BasicTypeKind Unsigned)[] Integers =
    [
        (8, BasicTypeKind.Int8, BasicTypeKind.UInt8),
        (16, BasicTypeKind.Int16, BasicTypeKind.UInt16),
        (32, BasicTypeKind.Int32, BasicTypeKind.UInt32),
        (64, BasicTypeKind.Int64, BasicTypeKind.UInt64),
    ];

    /// <summary>
    /// The integer type that is compatible with the enum: the fixed one; else what gcc and clang choose on POSIX systems, the
    /// first of <c>unsigned int</c> (without negative values), <c>int</c> and their 64-bit kin that holds every value, or if it is packed of the
    /// smaller ones, too; on Windows <c>int</c> unless it is packed.
    /// </summary>
    public static BasicType GetCompatibleType(EnumType type, TargetAbi target)
    {
        if (type.FixedUnderlyingType is { } fixedType)
            return fixedType;

        if (!type.IsComplete || (target.EnumsAreInt && !type.IsPacked))
            return BasicType.Get(BasicTypeKind.Int32);

        long least = 0;
        ulong greatest = 0;
        foreach (Enumerator enumerator in type.Enumerators)
        {
            if (enumerator.IsUnsigned || enumerator.Value > 0)
            {
                greatest = Math.Max(greatest, unchecked((ulong)enumerator.Value));
            }
            else
            {
                least = Math.Min(least, enumerator.Value);
            }
        }

        int leastBits = type.IsPacked ? 8 : 32;
        (_, BasicTypeKind signed, BasicTypeKind unsigned) = Integers.First(integer => integer.Bits >= leastBits && Fits(integer.Bits));
        return BasicType.Get(least < 0 ? signed : unsigned);

        bool Fits(int bits) =>
            bits == 64 || (least < 0 ? least >= -(1L << (bits - 1)) && greatest < 1UL << (bits - 1) : greatest < 1UL << bits);
    }
}
