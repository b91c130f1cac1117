using KoffiGen.C.Layout;

namespace KoffiGen.C;

/// <summary>The facts about arithmetic types that depend on the target, and those that don't.</summary>
internal static class BasicTypeFacts
{
    public static TypeLayout GetLayout(BasicType type, TargetAbi target)
    {
        switch (type.Kind)
        {
            case BasicTypeKind.Bool or BasicTypeKind.Char or BasicTypeKind.Int8 or BasicTypeKind.UInt8:
                return new TypeLayout(1, 1);

            case BasicTypeKind.Int16
            or BasicTypeKind.UInt16
            or BasicTypeKind.Char16:
                return new TypeLayout(2, 2);

            case BasicTypeKind.Int32
            or BasicTypeKind.UInt32
            or BasicTypeKind.Char32
            or BasicTypeKind.Float:
                return new TypeLayout(4, 4);

            case BasicTypeKind.Int64
            or BasicTypeKind.UInt64:
                return new TypeLayout(8, target.Int64Alignment);

            case BasicTypeKind.Int128
            or BasicTypeKind.UInt128:
                return new TypeLayout(16, 16);

            case BasicTypeKind.Long
            or BasicTypeKind.ULong:
                return new TypeLayout(target.LongSize, target.LongSize);

            case BasicTypeKind.IntPtr
            or BasicTypeKind.UIntPtr:
                return new TypeLayout(target.PointerSize, target.PointerSize);

            case BasicTypeKind.WChar:
                return new TypeLayout(target.WCharSize, target.WCharSize);

            case BasicTypeKind.Double:
                return new TypeLayout(8, target.DoubleAlignment);

            case BasicTypeKind.LongDouble:
                return new TypeLayout(target.LongDoubleSize, target.LongDoubleAlignment);

            // C23 6.2.5: a complex type is laid out as an array of two of its real type.
            case BasicTypeKind.FloatComplex:
                return new TypeLayout(8, 4);

            case BasicTypeKind.DoubleComplex:
                return new TypeLayout(16, target.DoubleAlignment);

            case BasicTypeKind.LongDoubleComplex:
                return new TypeLayout(2 * target.LongDoubleSize, target.LongDoubleAlignment);

            default:
                return new TypeLayout(target.VaListSize, target.PointerSize);
        }
    }

    public static bool IsInteger(BasicType type) => type.Kind < BasicTypeKind.Float;

    public static bool IsFloating(BasicType type) => type.Kind is BasicTypeKind.Float or BasicTypeKind.Double or BasicTypeKind.LongDouble;

    /// <summary>Whether an integer type is signed. <c>char</c> is everywhere, as in Koffi.</summary>
    public static bool IsSigned(BasicType type, TargetAbi target) =>
        type.Kind switch
        {
            BasicTypeKind.Char
            or BasicTypeKind.Int8
            or BasicTypeKind.Int16
            or BasicTypeKind.Int32
            or BasicTypeKind.Int64
            or BasicTypeKind.Int128
            or BasicTypeKind.Long
            or BasicTypeKind.IntPtr => true,
            BasicTypeKind.WChar => target.IsWCharSigned,
            _ => IsFloating(type),
        };
}
