using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Marshalling;

/// <summary>
/// How C's arithmetic types stand in C#: the blittable type that travels, the type that users see unless they choose another, and the
/// conversions between. Arguments, results, outputs and struct members all come here.
/// </summary>
internal static class ScalarMarshalling
{
    private const string Runtime = "global::KoffiGen.CompilerServices.";

    /// <summary>The blittable C# type of the same size; <see langword="null"/> for what .NET cannot pass by value.</summary>
    public static NativeType? NativeType(BasicTypeKind kind) =>
        kind switch
        {
            BasicTypeKind.Bool or BasicTypeKind.UInt8 => CSharp.NativeType.Byte,
            BasicTypeKind.Char or BasicTypeKind.Int8 => CSharp.NativeType.SByte,
            BasicTypeKind.Int16 => CSharp.NativeType.Int16,
            BasicTypeKind.UInt16 or BasicTypeKind.Char16 => CSharp.NativeType.UInt16,
            BasicTypeKind.Int32 => CSharp.NativeType.Int32,
            BasicTypeKind.UInt32 or BasicTypeKind.Char32 or BasicTypeKind.WChar => CSharp.NativeType.UInt32,
            BasicTypeKind.Int64 => CSharp.NativeType.Int64,
            BasicTypeKind.UInt64 => CSharp.NativeType.UInt64,
            BasicTypeKind.Long => CSharp.NativeType.CLong,
            BasicTypeKind.ULong => CSharp.NativeType.CULong,
            BasicTypeKind.IntPtr => CSharp.NativeType.IntPtr,
            BasicTypeKind.UIntPtr => CSharp.NativeType.UIntPtr,
            BasicTypeKind.Float => CSharp.NativeType.Single,
            BasicTypeKind.Double => CSharp.NativeType.Double,
            _ => null,
        };

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
            NativeType(type) is NativePrimitive { Kind: var kind }
                ? kind switch
                {
                    NativePrimitiveKind.SByte => BasicTypeKind.Int8,
                    NativePrimitiveKind.Byte => BasicTypeKind.UInt8,
                    NativePrimitiveKind.Int16 => BasicTypeKind.Int16,
                    NativePrimitiveKind.UInt16 => BasicTypeKind.UInt16,
                    NativePrimitiveKind.UInt32 => BasicTypeKind.UInt32,
                    NativePrimitiveKind.Int64 => BasicTypeKind.Int64,
                    NativePrimitiveKind.UInt64 => BasicTypeKind.UInt64,
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
    public static CSharpType? DefaultType(BasicTypeKind kind) =>
        kind switch
        {
            BasicTypeKind.Bool => Type(CSharpTypeKind.Boolean, "bool"),
            BasicTypeKind.Char or BasicTypeKind.Int8 => Type(CSharpTypeKind.SByte, "sbyte"),
            BasicTypeKind.UInt8 => Type(CSharpTypeKind.Byte, "byte"),
            BasicTypeKind.Int16 => Type(CSharpTypeKind.Int16, "short"),
            BasicTypeKind.UInt16 => Type(CSharpTypeKind.UInt16, "ushort"),
            BasicTypeKind.Int32 => Type(CSharpTypeKind.Int32, "int"),
            BasicTypeKind.UInt32 => Type(CSharpTypeKind.UInt32, "uint"),
            BasicTypeKind.Int64 => Type(CSharpTypeKind.Int64, "long"),
            BasicTypeKind.UInt64 => Type(CSharpTypeKind.UInt64, "ulong"),
            BasicTypeKind.Long => Type(CSharpTypeKind.CLong, "global::System.Runtime.InteropServices.CLong"),
            BasicTypeKind.ULong => Type(CSharpTypeKind.CULong, "global::System.Runtime.InteropServices.CULong"),
            BasicTypeKind.IntPtr => CSharpType.IntPtr,
            BasicTypeKind.UIntPtr => Type(CSharpTypeKind.UIntPtr, "nuint"),
            BasicTypeKind.Char16 => Type(CSharpTypeKind.Char, "char"),
            BasicTypeKind.Char32 or BasicTypeKind.WChar => Type(CSharpTypeKind.Rune, "global::System.Text.Rune"),
            BasicTypeKind.Float => Type(CSharpTypeKind.Single, "float"),
            BasicTypeKind.Double => Type(CSharpTypeKind.Double, "double"),
            _ => null,
        };

    /// <summary>The conversion between the C# type and what travels; <see langword="null"/> where the two do not match.</summary>
    /// <param name="name">What an exception calls the value.</param>
    public static Conversion? Convert(BasicType type, CSharpType managed, string name)
    {
        if (Convert(type.Kind, managed, name) is not { } conversion || type.ByteOrder == ByteOrder.Native)
        {
            return Convert(type.Kind, managed, name);
        }

        string swap = $"{Runtime}NativeByteOrder.{(type.ByteOrder == ByteOrder.Big ? "Big" : "Little")}(";
        return new Conversion(swap + conversion.ToNative + ")", conversion.ToManaged.Replace("{0}", swap + "{0})"));
    }

    /// <summary>An integer that C tests for zero, as a <see langword="bool"/>.</summary>
    /// <param name="native">The blittable type of the integer.</param>
    public static Conversion TruthValue(NativeType native) => new($"({{0}} ? ({native})1 : ({native})0)", "({0} != 0)");

    private static Conversion? Convert(BasicTypeKind kind, CSharpType managed, string name) =>
        kind switch
        {
            BasicTypeKind.Bool => managed.Kind switch
            {
                CSharpTypeKind.Boolean => new Conversion("({0} ? (byte)1 : (byte)0)", "({0} != 0)"),
                CSharpTypeKind.Byte => Conversion.Identity,
                _ => null,
            },
            BasicTypeKind.Char when managed.Kind == CSharpTypeKind.Byte => Cast("sbyte", "byte"),
            BasicTypeKind.Char16 => managed.Kind switch
            {
                CSharpTypeKind.Char => Cast("ushort", "char"),
                CSharpTypeKind.UInt16 => Conversion.Identity,
                _ => null,
            },
            BasicTypeKind.Char32 => managed.Kind switch
            {
                CSharpTypeKind.Rune => new Conversion("(uint){0}.Value", Runtime + "NativeCharacter.ToRune({0})"),
                CSharpTypeKind.UInt32 => Conversion.Identity,
                _ => null,
            },
            BasicTypeKind.WChar => managed.Kind switch
            {
                CSharpTypeKind.Rune => new Conversion(
                    "(uint){0}.Value",
                    Runtime + "NativeCharacter.ToRune(" + Runtime + "NativeCharacter.Wide({0}))"
                ),
                CSharpTypeKind.Char => new Conversion("(uint){0}", "unchecked((char)" + Runtime + "NativeCharacter.Wide({0}))"),
                CSharpTypeKind.Int32 => new Conversion("unchecked((uint){0})", "unchecked((int)" + Runtime + "NativeCharacter.Wide({0}))"),
                _ => null,
            },
            BasicTypeKind.Long or BasicTypeKind.ULong => ConvertLong(kind == BasicTypeKind.Long ? "CLong" : "CULong", managed, name),
            BasicTypeKind.IntPtr or BasicTypeKind.UIntPtr => ConvertPointerSized(
                kind == BasicTypeKind.IntPtr ? CSharpTypeKind.IntPtr : CSharpTypeKind.UIntPtr,
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
            return TruthValue(NativeType(kind)!);
        }

        // An enum stands for the integer that it is stored in, whatever its sign.
        return
            managed is { Kind: CSharpTypeKind.Enum, Element: { } underlying }
            && SizeOf(underlying.Kind) is { } size
            && size == SizeOf(exact.Kind)
            ? Cast(exact.Text, managed.Text)
            : null;
    }

    private static Conversion? ConvertLong(string type, CSharpType managed, string name)
    {
        if (managed.Kind == (type == "CLong" ? CSharpTypeKind.CLong : CSharpTypeKind.CULong))
        {
            return Conversion.Identity;
        }

        if (managed.Kind == CSharpTypeKind.Boolean)
        {
            return new Conversion(
                $"new global::System.Runtime.InteropServices.{type}({{0}} ? 1{(type == "CLong" ? "" : "u")} : 0)",
                "(({0}).Value != 0)"
            );
        }

        return IsInteger(managed.Kind)
            ? new Conversion(
                $"{Runtime}CheckedInteger.To{type}({{0}}, \"{name}\")",
                $"{Runtime}CheckedInteger.From{type}<{managed.Text}>({{0}}, \"{name}\")"
            )
            : null;
    }

    private static Conversion? ConvertPointerSized(CSharpTypeKind exact, CSharpType managed, string name)
    {
        if (managed.Kind == exact)
        {
            return Conversion.Identity;
        }

        NativeType native = exact == CSharpTypeKind.IntPtr ? CSharp.NativeType.IntPtr : CSharp.NativeType.UIntPtr;
        if (managed.Kind == CSharpTypeKind.Boolean)
        {
            return TruthValue(native);
        }

        return IsInteger(managed.Kind)
            ? new Conversion(
                $"{Runtime}CheckedInteger.Convert<{managed.Text}, {native}>({{0}}, \"{name}\")",
                $"{Runtime}CheckedInteger.Convert<{native}, {managed.Text}>({{0}}, \"{name}\")"
            )
            : null;
    }

    /// <summary>The conversion of a length, which is never negative, to the type of C's count.</summary>
    /// <param name="isWide">The length has 64 bits, else 32.</param>
    public static string ConvertLength(BasicType type, bool isWide, string name)
    {
        NativeType native = NativeType(type.Kind)!;
        NativeType length = isWide ? CSharp.NativeType.Int64 : CSharp.NativeType.Int32;
        string converted = type.Kind switch
        {
            BasicTypeKind.Int64 or BasicTypeKind.UInt64 => native == length ? "{0}" : $"({native}){{0}}",
            BasicTypeKind.Int32 when !isWide => "{0}",
            BasicTypeKind.UInt32 or BasicTypeKind.IntPtr or BasicTypeKind.UIntPtr when !isWide => $"({native}){{0}}",
            BasicTypeKind.Long or BasicTypeKind.ULong =>
                $"{Runtime}CheckedInteger.To{(type.Kind == BasicTypeKind.Long ? "CLong" : "CULong")}({{0}}, \"{name}\")",
            _ => $"{Runtime}CheckedInteger.Convert<{length}, {native}>({{0}}, \"{name}\")",
        };
        return Convert(type, DefaultType(type.Kind)!, name)!.ToNative.Replace("{0}", converted);
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
    public static CSharpType? MemoryType(BasicType type) =>
        type switch
        {
            { ByteOrder: not ByteOrder.Native } or { Kind: BasicTypeKind.WChar } => null,
            { Kind: BasicTypeKind.Char32 } => Type(CSharpTypeKind.UInt32, "uint"),
            { Kind: BasicTypeKind.Char } => Type(CSharpTypeKind.Byte, "byte"),
            _ => DefaultType(type.Kind),
        };

    public static bool IsInteger(CSharpTypeKind kind) => kind is >= CSharpTypeKind.SByte and <= CSharpTypeKind.UIntPtr;

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

    private static Conversion Cast(string native, string managed) => new($"unchecked(({native}){{0}})", $"unchecked(({managed}){{0}})");

    private static CSharpType Type(CSharpTypeKind kind, string text) => new(kind, text) { IsUnmanaged = true };
}
