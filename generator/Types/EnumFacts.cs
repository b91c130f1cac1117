namespace KoffiGen.Types;

/// <summary>What an enum is stored as (C23 6.7.3.3).</summary>
internal static class EnumFacts
{
    /// <summary>
    /// The integer type that is compatible with the enum: the fixed one; else what gcc and clang choose on POSIX systems, the
    /// first of <c>unsigned int</c> (without negative values), <c>int</c> and their 64-bit kin that holds every value; on
    /// Windows always <c>int</c>.
    /// </summary>
    public static BasicType GetCompatibleType(EnumType type, TargetAbi target)
    {
        if (type.FixedUnderlyingType is { } fixedType)
            return fixedType;

        if (target.EnumsAreInt || !type.IsComplete)
            return BasicType.Get(BasicTypeKind.Int32);

        bool hasNegative = false;
        bool fitsSigned = true;
        bool fitsUnsigned = true;
        foreach (Enumerator enumerator in type.Enumerators)
        {
            hasNegative |= enumerator is { IsUnsigned: false, Value: < 0 };
            fitsSigned &= !enumerator.IsUnsigned && enumerator.Value is >= int.MinValue and <= int.MaxValue;
            fitsUnsigned &= !enumerator.IsUnsigned && enumerator.Value <= uint.MaxValue;
        }

        return BasicType.Get(hasNegative
            ? fitsSigned ? BasicTypeKind.Int32 : BasicTypeKind.Int64
            : fitsUnsigned ? BasicTypeKind.UInt32 : BasicTypeKind.UInt64);
    }
}
