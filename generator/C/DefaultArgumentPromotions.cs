using KoffiGen.C.Layout;

namespace KoffiGen.C;

/// <summary>The default argument promotions, which C applies to variable arguments (C23 6.5.3.3).</summary>
internal static class DefaultArgumentPromotions
{
    private const int IntSize = 4;

    /// <returns>The promoted type, without typedef names if the promotion changes it. An enum becomes its compatible type.</returns>
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

            // A promotion would move the bytes of an integer whose byte order is fixed.
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
