using KoffiGen.C.Layout;

namespace KoffiGen.C;

/// <summary>What arguments become where a prototype doesn't say what they are: in the tail of a variadic call (C23 6.5.3.3).</summary>
internal static class DefaultArgumentPromotions
{
    /// <returns>The type that travels, without typedef names if it changes; an enum travels as its compatible type.</returns>
    public static CType Promote(CType type, TargetAbi? target = null)
    {
        switch (type.Canonical)
        {
            case EnumType enumeration:
                return Promote(EnumFacts.GetCompatibleType(enumeration, target ?? TargetAbi.LinuxX64), target);

            case ArrayType array:
                return new PointerType(array.Element);

            case FunctionType function:
                return new PointerType(function);

            // A swapped integer keeps its width: promoting it would move its bytes.
            case BasicType { ByteOrder: not ByteOrder.Native }:
                return type;

            case BasicType basic:
                return basic.Kind switch
                {
                    BasicTypeKind.Float => BasicType.Get(BasicTypeKind.Double),
                    BasicTypeKind.Bool
                    or BasicTypeKind.Char
                    or BasicTypeKind.Int8
                    or BasicTypeKind.UInt8
                    or BasicTypeKind.Int16
                    or BasicTypeKind.UInt16
                    or BasicTypeKind.Char16 => BasicType.Get(BasicTypeKind.Int32),
                    BasicTypeKind.WChar when target is { WCharSize: < 4 } => BasicType.Get(BasicTypeKind.Int32),
                    _ => type,
                };

            default:
                return type;
        }
    }
}
