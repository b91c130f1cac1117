using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;
using KoffiGen.Model;

namespace KoffiGen.Binding.Structs;

/// <summary>The C# types of bit-fields.</summary>
internal static class BitFieldTypes
{
    public static (CSharpType Type, BitFieldKind Kind) Bind(CType type, TypeEnvironment environment)
    {
        switch (type.Canonical)
        {
            case EnumType enumeration:
                // As in GCC and Clang, the type is unsigned if no enumerator is negative.
                BasicType compatible = EnumFacts.GetCompatibleType(enumeration, TargetAbi.LinuxX64);
                BitFieldKind kind = compatible.IsSigned(TargetAbi.LinuxX64) ? BitFieldKind.Signed : BitFieldKind.Unsigned;
                return (
                    environment.FindGenerated(enumeration) is { } generated ? generated.Type : ScalarMarshalling.IntegerType(enumeration),
                    kind
                );
            case BasicType { Kind: BasicTypeKind.Bool }:
                return (ScalarMarshalling.DefaultType(BasicTypeKind.Bool)!, BitFieldKind.Boolean);
            case BasicType { Kind: BasicTypeKind.Char16 }:
                return (ScalarMarshalling.DefaultType(BasicTypeKind.UInt16)!, BitFieldKind.Unsigned);
            case BasicType { Kind: BasicTypeKind.Char32 or BasicTypeKind.WChar }:
                return (ScalarMarshalling.DefaultType(BasicTypeKind.UInt32)!, BitFieldKind.Unsigned);

            // A bit-field of type long is at most 32 bits wide on targets where long has 32 bits.
            case BasicType { Kind: BasicTypeKind.Long }:
                return (ScalarMarshalling.DefaultType(BasicTypeKind.Int32)!, BitFieldKind.Signed);
            case BasicType { Kind: BasicTypeKind.ULong }:
                return (ScalarMarshalling.DefaultType(BasicTypeKind.UInt32)!, BitFieldKind.Unsigned);
            case BasicType basic:
                return (
                    ScalarMarshalling.DefaultType(basic.Kind)!,
                    basic.IsSigned(TargetAbi.LinuxX64) ? BitFieldKind.Signed : BitFieldKind.Unsigned
                );
            default:
                return (ScalarMarshalling.DefaultType(BasicTypeKind.UInt32)!, BitFieldKind.Unsigned);
        }
    }
}
