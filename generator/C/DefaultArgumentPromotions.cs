using KoffiGen.C.Layout;

namespace KoffiGen.C;

/// <summary>What arguments become where a prototype doesn't say what they are: in the tail of a variadic call (C23 6.5.3.3).</summary>
internal static class DefaultArgumentPromotions
{
    private const int IntSize = 4;

    /// <returns>The type that travels, without typedef names if it changes; an enum travels as its compatible type.</returns>
    public static CType Promote(CType type, TargetAbi? target = null)
    {
        TargetAbi abi = target ?? TargetAbi.LinuxX64;
        switch (type.Canonical)
        {
            case EnumType enumeration:
                return Promote(EnumFacts.GetCompatibleType(enumeration, abi), target);

            case ArrayType array:
                return new PointerType(array.Element);

            case FunctionType function:
                return new PointerType(function);

            // A swapped integer keeps its width: promoting it would move its bytes.
            case BasicType { ByteOrder: not ByteOrder.Native }:
                return type;

            case BasicType basic:
                return basic.Kind == BasicTypeKind.Float ? BasicType.Get(BasicTypeKind.Double)
                    : basic.IsInteger && basic.GetLayout(abi).Size < IntSize ? BasicType.Get(BasicTypeKind.Int32)
                    : type;

            default:
                return type;
        }
    }
}
