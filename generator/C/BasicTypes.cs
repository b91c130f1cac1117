using System.Collections.Immutable;
using KoffiGen.C.Layout;

namespace KoffiGen.C;

/// <summary>The table of C's basic types. A new basic type is a row here, and a row of C# types in the marshalling.</summary>
internal static class BasicTypes
{
    public static ImmutableArray<BasicTypeDefinition> All { get; } =
    [
        Unsigned(BasicTypeKind.Bool, Fixed(1)) with
        {
            Keywords = ["bool"],
        },
        Signed(BasicTypeKind.Char, Fixed(1)) with
        {
            Keywords = ["char"],
        },
        Signed(BasicTypeKind.Int8, Fixed(1)) with
        {
            Keywords = ["signed char"],
            Typedefs = ["int8", "int8_t", "int_least8_t", "int_fast8_t"],
        },
        Unsigned(BasicTypeKind.UInt8, Fixed(1)) with
        {
            Keywords = ["unsigned char"],
            Typedefs = ["uint8", "uint8_t", "uchar", "char8_t", "uint_least8_t", "uint_fast8_t"],
        },
        Signed(BasicTypeKind.Int16, Fixed(2)) with
        {
            Keywords = ["short", "signed short", "short int", "signed short int"],
            Typedefs = ["int16", "int16_t", "int_least16_t"],
            OrderedName = "int16",
        },
        Unsigned(BasicTypeKind.UInt16, Fixed(2)) with
        {
            Keywords = ["unsigned short", "unsigned short int"],
            Typedefs = ["uint16", "uint16_t", "ushort", "uint_least16_t"],
            OrderedName = "uint16",
        },
        Signed(BasicTypeKind.Int32, Fixed(4)) with
        {
            Keywords = ["int", "signed", "signed int"],
            Typedefs = ["int32", "int32_t", "int_least32_t"],
            OrderedName = "int32",
        },
        Unsigned(BasicTypeKind.UInt32, Fixed(4)) with
        {
            Keywords = ["unsigned int", "unsigned"],
            Typedefs = ["uint32", "uint32_t", "uint", "uint_least32_t"],
            OrderedName = "uint32",
        },
        Signed(BasicTypeKind.Int64, static target => new TypeLayout(8, target.Int64Alignment)) with
        {
            Keywords = ["long long", "signed long long", "long long int", "signed long long int"],
            Typedefs = ["int64", "int64_t", "longlong", "int_least64_t", "int_fast64_t", "intmax_t"],
            OrderedName = "int64",
        },
        Unsigned(BasicTypeKind.UInt64, static target => new TypeLayout(8, target.Int64Alignment)) with
        {
            Keywords = ["unsigned long long", "unsigned long long int"],
            Typedefs = ["uint64", "uint64_t", "ulonglong", "uint_least64_t", "uint_fast64_t", "uintmax_t"],
            OrderedName = "uint64",
        },
        Signed(BasicTypeKind.Int128, Fixed(16)) with
        {
            Keywords = ["__int128", "signed __int128"],
            Typedefs = ["__int128_t"],
        },
        Unsigned(BasicTypeKind.UInt128, Fixed(16)) with
        {
            Keywords = ["unsigned __int128"],
            Typedefs = ["__uint128_t"],
        },
        Signed(BasicTypeKind.Long, static target => Aligned(target.LongSize)) with
        {
            Keywords = ["long", "signed long", "long int", "signed long int"],
        },
        Unsigned(BasicTypeKind.ULong, static target => Aligned(target.LongSize)) with
        {
            Keywords = ["unsigned long", "unsigned long int"],
            Typedefs = ["ulong"],
        },
        Signed(BasicTypeKind.IntPtr, static target => Aligned(target.PointerSize)) with
        {
            OwnName = "intptr_t",
            Typedefs = ["intptr", "ptrdiff_t", "ssize_t"],
        },
        Unsigned(BasicTypeKind.UIntPtr, static target => Aligned(target.PointerSize)) with
        {
            OwnName = "uintptr_t",
            Typedefs = ["uintptr", "size_t"],
        },
        Unsigned(BasicTypeKind.Char16, Fixed(2)) with
        {
            OwnName = "char16_t",
            Typedefs = ["char16"],
        },
        Unsigned(BasicTypeKind.Char32, Fixed(4)) with
        {
            OwnName = "char32_t",
            Typedefs = ["char32"],
        },
        Unsigned(BasicTypeKind.WChar, static target => Aligned(target.WCharSize)) with
        {
            IsSigned = static target => target.IsWCharSigned,
            OwnName = "wchar_t",
            Typedefs = ["wchar"],
        },
        Floating(BasicTypeKind.Float, Fixed(4)) with
        {
            Keywords = ["float"],
            Typedefs = ["float32"],
        },
        Floating(BasicTypeKind.Double, static target => new TypeLayout(8, target.DoubleAlignment)) with
        {
            Keywords = ["double"],
            Typedefs = ["float64"],
        },
        Floating(BasicTypeKind.LongDouble, static target => new TypeLayout(target.LongDoubleSize, target.LongDoubleAlignment)) with
        {
            Keywords = ["long double"],
        },
        // C23 6.2.5: a complex type has the layout of an array of two elements of its real type.
        Complex(BasicTypeKind.FloatComplex, static _ => new TypeLayout(8, 4)) with
        {
            Keywords = ["float _Complex"],
        },
        // GCC accepts `_Complex` without a real type.
        Complex(BasicTypeKind.DoubleComplex, static target => new TypeLayout(16, target.DoubleAlignment)) with
        {
            Keywords = ["double _Complex", "_Complex"],
        },
        Complex(
            BasicTypeKind.LongDoubleComplex,
            static target => new TypeLayout(2 * target.LongDoubleSize, target.LongDoubleAlignment)
        ) with
        {
            Keywords = ["long double _Complex"],
        },
        new(BasicTypeKind.VaList, BasicTypeClass.VaList, static target => new TypeLayout(target.VaListSize, target.PointerSize))
        {
            OwnName = "va_list",
            Typedefs = ["__builtin_va_list"],
        },
    ];

    private static BasicTypeDefinition Signed(BasicTypeKind kind, Func<TargetAbi, TypeLayout> layout) =>
        new(kind, BasicTypeClass.Integer, layout) { IsSigned = static _ => true };

    private static BasicTypeDefinition Unsigned(BasicTypeKind kind, Func<TargetAbi, TypeLayout> layout) =>
        new(kind, BasicTypeClass.Integer, layout);

    private static BasicTypeDefinition Floating(BasicTypeKind kind, Func<TargetAbi, TypeLayout> layout) =>
        new(kind, BasicTypeClass.Floating, layout) { IsSigned = static _ => true };

    private static BasicTypeDefinition Complex(BasicTypeKind kind, Func<TargetAbi, TypeLayout> layout) =>
        new(kind, BasicTypeClass.Complex, layout);

    private static Func<TargetAbi, TypeLayout> Fixed(int size) => _ => Aligned(size);

    private static TypeLayout Aligned(int size) => new(size, size);
}
