using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.Marshalling;
using KoffiGen.Model;

namespace KoffiGen.Binding.Structs;

/// <summary>The C# types of bit-fields.</summary>
internal static class BitFieldTypes
{
    public static (string Type, BitFieldKind Kind) Bind(CType type, TypeEnvironment environment)
    {
        switch (type.Canonical)
        {
            case EnumType enumeration:
                // As gcc and clang have it: unsigned, where no value is negative.
                BasicType compatible = EnumFacts.GetCompatibleType(enumeration, TargetAbi.LinuxX64);
                BitFieldKind kind = BasicTypeFacts.IsSigned(compatible, TargetAbi.LinuxX64) ? BitFieldKind.Signed : BitFieldKind.Unsigned;
                return (environment.FindGenerated(enumeration)?.Text ?? ScalarMarshalling.NativeType(enumeration), kind);
            case BasicType { Kind: BasicTypeKind.Bool }:
                return ("bool", BitFieldKind.Boolean);
            case BasicType { Kind: BasicTypeKind.Char16 }:
                return ("ushort", BitFieldKind.Unsigned);
            case BasicType { Kind: BasicTypeKind.Char32 or BasicTypeKind.WChar }:
                return ("uint", BitFieldKind.Unsigned);

            // No wider than the narrower of the two widths of long.
            case BasicType { Kind: BasicTypeKind.Long }:
                return ("int", BitFieldKind.Signed);
            case BasicType { Kind: BasicTypeKind.ULong }:
                return ("uint", BitFieldKind.Unsigned);
            case BasicType basic:
                return (
                    ScalarMarshalling.DefaultType(basic.Kind)!.Text,
                    BasicTypeFacts.IsSigned(basic, TargetAbi.LinuxX64) ? BitFieldKind.Signed : BitFieldKind.Unsigned
                );
            default:
                return ("uint", BitFieldKind.Unsigned);
        }
    }
}
