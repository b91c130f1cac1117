using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Marshalling;

/// <summary>
/// The C# forms of C's arithmetic types: the blittable type, the default type, and the conversions. Arguments, results, outputs and
/// struct members all use them.
/// </summary>
internal static class ScalarMarshalling
{
    /// <summary>Returns the blittable C# type of the same size; <see langword="null"/> if .NET cannot pass the type by value.</summary>
    public static NativeType? NativeType(BasicTypeKind kind) => ScalarTypes.Get(kind).Native;

    /// <summary>
    /// Returns the integer type that an enum is passed as. Whether C enums are signed depends on the platform; C# uses <c>int</c> if all
    /// values fit.
    /// </summary>
    public static NativeType NativeType(EnumType type)
    {
        BasicTypeKind kind = EnumFacts.GetCompatibleType(type, TargetAbi.LinuxX64).Kind;
        NativeType integer = kind switch
        {
            // C# enums cannot have these underlying types. The 64-bit types hold all their values.
            BasicTypeKind.Long or BasicTypeKind.IntPtr => CSharp.NativeType.Int64,
            BasicTypeKind.ULong or BasicTypeKind.UIntPtr => CSharp.NativeType.UInt64,
            _ => NativeType(kind) ?? CSharp.NativeType.Int32,
        };
        return
            integer == CSharp.NativeType.UInt32
            && type.FixedUnderlyingType is null
            && type.IsComplete
            && type.Enumerators.All(static enumerator => !enumerator.IsUnsigned && enumerator.Value is >= int.MinValue and <= int.MaxValue)
            ? CSharp.NativeType.Int32
            : integer;
    }

    /// <summary>Returns the C# type for an enum without a C# enum: the integer that it is passed as.</summary>
    public static CSharpType IntegerType(EnumType type) =>
        DefaultType(
            NativeType(type) is NativePrimitive { Keyword: var keyword }
                ? keyword switch
                {
                    CSharpPrimitive.SByte => BasicTypeKind.Int8,
                    CSharpPrimitive.Byte => BasicTypeKind.UInt8,
                    CSharpPrimitive.Int16 => BasicTypeKind.Int16,
                    CSharpPrimitive.UInt16 => BasicTypeKind.UInt16,
                    CSharpPrimitive.UInt32 => BasicTypeKind.UInt32,
                    CSharpPrimitive.Int64 => BasicTypeKind.Int64,
                    CSharpPrimitive.UInt64 => BasicTypeKind.UInt64,
                    _ => BasicTypeKind.Int32,
                }
                : BasicTypeKind.Int32
        )!;

    /// <summary>Whether the C# type is an integer, or an enum, of the size of the given integer.</summary>
    public static bool IsIntegerOfSize(CSharpType managed, NativeType integer)
    {
        CSharpType number = managed is CSharpType.Enum { UnderlyingType: var underlying } ? underlying : managed;
        return number is CSharpType.Primitive { IsInteger: true, Size: { } size } && size == integer.Size;
    }

    /// <summary>Returns the default C# type, as documented in the section "C types and C# types" of the reference.</summary>
    public static CSharpType? DefaultType(BasicTypeKind kind) => ScalarTypes.Get(kind).Default;

    /// <summary>
    /// Returns the conversion between the C# type and the blittable type; <see langword="null"/> if the types do not match.
    /// </summary>
    /// <param name="name">The name of the value in exceptions.</param>
    public static Conversion? Convert(BasicType type, CSharpType managed, string name) =>
        Convert(type.Kind, managed, name) is { } conversion ? InOrder(type, conversion) : null;

    private static Conversion InOrder(BasicType type, Conversion conversion) =>
        type.ByteOrder == ByteOrder.Native ? conversion : new SwapBytesConversion(type.ByteOrder, conversion);

    private static Conversion? Convert(BasicTypeKind kind, CSharpType managed, string name)
    {
        CSharpPrimitive? primitive = (managed as CSharpType.Primitive)?.Keyword;
        return kind switch
        {
            BasicTypeKind.Bool => primitive switch
            {
                CSharpPrimitive.Boolean => new TruthValueConversion(CSharp.NativeType.Byte),
                CSharpPrimitive.Byte => Conversion.Identity,
                _ => null,
            },
            BasicTypeKind.Char when primitive == CSharpPrimitive.Byte => new CastConversion(CSharp.NativeType.SByte, managed),
            BasicTypeKind.Char16 => primitive switch
            {
                CSharpPrimitive.Char => new CastConversion(CSharp.NativeType.UInt16, managed),
                CSharpPrimitive.UInt16 => Conversion.Identity,
                _ => null,
            },
            BasicTypeKind.Char32 when managed is CSharpType.Rune => new RuneConversion(IsWide: false),
            BasicTypeKind.Char32 => primitive == CSharpPrimitive.UInt32 ? Conversion.Identity : null,
            BasicTypeKind.WChar when managed is CSharpType.Rune => new RuneConversion(IsWide: true),
            BasicTypeKind.WChar => primitive is CSharpPrimitive.Char or CSharpPrimitive.Int32 ? new WideCharacterConversion(managed) : null,
            BasicTypeKind.Long or BasicTypeKind.ULong or BasicTypeKind.IntPtr or BasicTypeKind.UIntPtr => ConvertChecked(
                kind,
                managed,
                name
            ),
            _ => ConvertExact(kind, managed),
        };
    }

    private static Conversion? ConvertExact(BasicTypeKind kind, CSharpType managed)
    {
        if (DefaultType(kind) is not { } exact)
        {
            return null;
        }

        if (managed == exact)
        {
            return Conversion.Identity;
        }

        if (managed.IsBoolean && exact is CSharpType.Primitive { IsInteger: true } && kind != BasicTypeKind.Char)
        {
            return new TruthValueConversion(NativeType(kind)!);
        }

        // An enum represents the integer of the same size, whether signed or unsigned.
        return IsEnumOfSize(managed, exact) ? new CastConversion(NativeType(kind)!, managed) : null;
    }

    // The width of the C type depends on the target, whereas that of the C# type may be fixed.
    private static Conversion? ConvertChecked(BasicTypeKind kind, CSharpType managed, string name) =>
        managed == DefaultType(kind) ? Conversion.Identity
        : managed.IsBoolean ? new TruthValueConversion(NativeType(kind)!)
        : managed is CSharpType.Primitive { IsInteger: true } ? new CheckedCastConversion(NativeType(kind)!, managed, name)
        : null;

    /// <summary>Returns the conversion of a length, which is never negative, to the type of the C count.</summary>
    /// <param name="isWide">Whether the length has 64 bits rather than 32.</param>
    public static Conversion ConvertLength(BasicType type, bool isWide, string name)
    {
        NativeType native = NativeType(type.Kind)!;
        CSharpType length = DefaultType(isWide ? BasicTypeKind.Int64 : BasicTypeKind.Int32)!;
        bool alwaysFits = type.Kind switch
        {
            BasicTypeKind.Int64 or BasicTypeKind.UInt64 => true,
            BasicTypeKind.Int32 or BasicTypeKind.UInt32 or BasicTypeKind.IntPtr or BasicTypeKind.UIntPtr => !isWide,
            _ => false,
        };
        return InOrder(
            type,
            native == CSharp.NativeType.Of(length) ? Conversion.Identity
                : alwaysFits ? new CastConversion(native, length) { AlwaysFits = true }
                : new CheckedCastConversion(native, length, name)
        );
    }

    /// <summary>
    /// Whether the C# type and the C type have the same representation in memory, so that spans, arrays and references match.
    /// </summary>
    public static bool IsSameMemory(BasicType type, CSharpType managed)
    {
        if (type.ByteOrder != ByteOrder.Native)
        {
            return MemoryType(type) is { } ordered && managed.IsSame(ordered);
        }

        CSharpPrimitive? primitive = (managed as CSharpType.Primitive)?.Keyword;
        return type.Kind switch
        {
            BasicTypeKind.Bool => primitive is CSharpPrimitive.Boolean or CSharpPrimitive.Byte,
            BasicTypeKind.Char or BasicTypeKind.Int8 or BasicTypeKind.UInt8 => primitive is CSharpPrimitive.SByte or CSharpPrimitive.Byte
                || IsEnumOfSize(managed, DefaultType(type.Kind)!),
            BasicTypeKind.Char16 => primitive is CSharpPrimitive.Char or CSharpPrimitive.UInt16,
            BasicTypeKind.Char32 => primitive is CSharpPrimitive.UInt32,
            BasicTypeKind.WChar => false,
            _ => DefaultType(type.Kind) is { } exact && (managed == exact || IsEnumOfSize(managed, exact)),
        };
    }

    /// <summary>Returns the C# type of an element of memory; <see langword="null"/> if no C# type has the same layout.</summary>
    public static CSharpType? MemoryType(BasicType type) =>
        type.ByteOrder == ByteOrder.Native ? ScalarTypes.Get(type.Kind).Element
        : NativeType(type.Kind) is { } integer ? RuntimeTypes.Ordered(type.ByteOrder, integer)
        : null;

    /// <summary>Whether the C# type is an enum that is stored in as many bytes as the integer.</summary>
    private static bool IsEnumOfSize(CSharpType managed, CSharpType integer) =>
        managed is CSharpType.Enum { UnderlyingType.Size: { } size }
        && integer is CSharpType.Primitive { IsInteger: true, Size: { } needed }
        && size == needed;
}
