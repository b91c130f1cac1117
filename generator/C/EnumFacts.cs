using KoffiGen.C.Layout;

namespace KoffiGen.C;

/// <summary>The integer types in which enums are stored (C23 6.7.3.3).</summary>
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
    /// Returns the integer type that is compatible with the enum. Without a fixed underlying type, it is <c>int</c> on Windows unless
    /// the enum is packed. Elsewhere GCC and Clang choose the smallest type of at least 32 bits that holds every value, or of at least
    /// 8 bits for a packed enum; it is unsigned unless a value is negative.
    /// </summary>
    public static BasicType GetCompatibleType(EnumType type, TargetAbi target)
    {
        if (type.FixedUnderlyingType is { } fixedType)
        {
            return fixedType;
        }

        if (!type.IsComplete || (target.EnumsAreInt && !type.IsPacked))
        {
            return BasicType.Get(BasicTypeKind.Int32);
        }

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
