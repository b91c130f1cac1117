using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Marshalling;

/// <summary>
/// How C's arithmetic types stand in C#: the blittable type that travels, the type that users see unless they choose another, and the
/// conversions between. Arguments, results, outputs and struct members all come here.
/// </summary>
internal static class ScalarMarshalling
{
    /// <summary>The blittable C# type of the same size; <see langword="null"/> for what .NET cannot pass by value.</summary>
    public static NativeType? NativeType(BasicTypeKind kind) => ScalarTypes.Get(kind).Native;

    /// <summary>
    /// The integer that an enum travels as. C's are unsigned on some platforms where they are signed on others; C# has <c>int</c> where the values fit.
    /// </summary>
    public static NativeType NativeType(EnumType type)
    {
        BasicTypeKind kind = EnumFacts.GetCompatibleType(type, TargetAbi.LinuxX64).Kind;
        NativeType integer = kind switch
        {
            // C# has no enums of these; they hold all values of C's.
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

    /// <summary>What stands for an enum that has no C# enum: the integer that it travels as.</summary>
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

    /// <summary>Whether the C# type is an integer, or an enum of integers, of the size of the given one.</summary>
    public static bool IsIntegerOfSize(CSharpType managed, NativeType integer)
    {
        CSharpTypeKind kind = managed.Kind == CSharpTypeKind.Enum ? managed.Element!.Kind : managed.Kind;
        return SizeOf(kind) is { } size && size == integer.Size;
    }

    /// <summary>The C# type of section "C types and C# types" of the reference.</summary>
    public static CSharpType? DefaultType(BasicTypeKind kind) => ScalarTypes.Get(kind).Default;

    /// <summary>The conversion between the C# type and what travels; <see langword="null"/> where the two do not match.</summary>
    /// <param name="name">What an exception calls the value.</param>
    public static Conversion? Convert(BasicType type, CSharpType managed, string name) =>
        Convert(type.Kind, managed, name) is { } conversion ? InOrder(type, conversion) : null;

    private static Conversion InOrder(BasicType type, Conversion conversion) =>
        type.ByteOrder == ByteOrder.Native ? conversion : new SwapBytesConversion(type.ByteOrder, conversion);

    private static Conversion? Convert(BasicTypeKind kind, CSharpType managed, string name) =>
        kind switch
        {
            BasicTypeKind.Bool => managed.Kind switch
            {
                CSharpTypeKind.Boolean => new TruthValueConversion(CSharp.NativeType.Byte),
                CSharpTypeKind.Byte => Conversion.Identity,
                _ => null,
            },
            BasicTypeKind.Char when managed.Kind == CSharpTypeKind.Byte => new CastConversion(CSharp.NativeType.SByte, managed),
            BasicTypeKind.Char16 => managed.Kind switch
            {
                CSharpTypeKind.Char => new CastConversion(CSharp.NativeType.UInt16, managed),
                CSharpTypeKind.UInt16 => Conversion.Identity,
                _ => null,
            },
            BasicTypeKind.Char32 => managed.Kind switch
            {
                CSharpTypeKind.Rune => new RuneConversion(IsWide: false),
                CSharpTypeKind.UInt32 => Conversion.Identity,
                _ => null,
            },
            BasicTypeKind.WChar => managed.Kind switch
            {
                CSharpTypeKind.Rune => new RuneConversion(IsWide: true),
                CSharpTypeKind.Char or CSharpTypeKind.Int32 => new WideCharacterConversion(managed),
                _ => null,
            },
            BasicTypeKind.Long or BasicTypeKind.ULong or BasicTypeKind.IntPtr or BasicTypeKind.UIntPtr => ConvertChecked(
                kind,
                managed,
                name
            ),
            _ => ConvertExact(kind, managed),
        };

    private static Conversion? ConvertExact(BasicTypeKind kind, CSharpType managed)
    {
        if (DefaultType(kind) is not { } exact)
        {
            return null;
        }

        if (managed.Kind == exact.Kind)
        {
            return Conversion.Identity;
        }

        if (managed.Kind == CSharpTypeKind.Boolean && IsInteger(exact.Kind) && kind != BasicTypeKind.Char)
        {
            return new TruthValueConversion(NativeType(kind)!);
        }

        // An enum stands for the integer that it is stored in, whatever its sign.
        return
            managed is { Kind: CSharpTypeKind.Enum, Element: { } underlying }
            && SizeOf(underlying.Kind) is { } size
            && size == SizeOf(exact.Kind)
            ? new CastConversion(NativeType(kind)!, managed)
            : null;
    }

    // The width of the C type depends on the target, and that of the C# type may not.
    private static Conversion? ConvertChecked(BasicTypeKind kind, CSharpType managed, string name) =>
        managed.Kind == DefaultType(kind)!.Kind ? Conversion.Identity
        : managed.Kind == CSharpTypeKind.Boolean ? new TruthValueConversion(NativeType(kind)!)
        : IsInteger(managed.Kind) ? new CheckedCastConversion(NativeType(kind)!, managed, name)
        : null;

    /// <summary>The conversion of a length, which is never negative, to the type of C's count.</summary>
    /// <param name="isWide">The length has 64 bits, else 32.</param>
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

    /// <summary>Whether memory of the C# type may stand for memory of the C type: spans, arrays and references to it.</summary>
    public static bool IsSameMemory(BasicType type, CSharpType managed)
    {
        if (type.ByteOrder != ByteOrder.Native)
        {
            return false;
        }

        return type.Kind switch
        {
            BasicTypeKind.Bool => managed.Kind is CSharpTypeKind.Boolean or CSharpTypeKind.Byte,
            BasicTypeKind.Char or BasicTypeKind.Int8 or BasicTypeKind.UInt8 => managed.Kind is CSharpTypeKind.SByte or CSharpTypeKind.Byte
                || IsEnumOf(managed, 1),
            BasicTypeKind.Char16 => managed.Kind is CSharpTypeKind.Char or CSharpTypeKind.UInt16,
            BasicTypeKind.Char32 => managed.Kind is CSharpTypeKind.UInt32,
            BasicTypeKind.WChar => false,
            _ => DefaultType(type.Kind) is { } exact
                && (managed.Kind == exact.Kind || (SizeOf(exact.Kind) is { } size && IsEnumOf(managed, size))),
        };
    }

    /// <summary>The C# type of an element of memory.</summary>
    public static CSharpType? MemoryType(BasicType type) => type.ByteOrder == ByteOrder.Native ? ScalarTypes.Get(type.Kind).Element : null;

    public static bool IsInteger(CSharpTypeKind kind) =>
        kind
            is CSharpTypeKind.SByte
                or CSharpTypeKind.Byte
                or CSharpTypeKind.Int16
                or CSharpTypeKind.UInt16
                or CSharpTypeKind.Int32
                or CSharpTypeKind.UInt32
                or CSharpTypeKind.Int64
                or CSharpTypeKind.UInt64
                or CSharpTypeKind.IntPtr
                or CSharpTypeKind.UIntPtr;

    private static bool IsEnumOf(CSharpType managed, int size) =>
        managed is { Kind: CSharpTypeKind.Enum, Element: { } underlying } && SizeOf(underlying.Kind) == size;

    private static int? SizeOf(CSharpTypeKind kind) =>
        kind switch
        {
            CSharpTypeKind.SByte or CSharpTypeKind.Byte => 1,
            CSharpTypeKind.Int16 or CSharpTypeKind.UInt16 => 2,
            CSharpTypeKind.Int32 or CSharpTypeKind.UInt32 => 4,
            CSharpTypeKind.Int64 or CSharpTypeKind.UInt64 => 8,
            _ => null,
        };
}
