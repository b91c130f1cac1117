namespace KoffiGen.Tests.Generator;

internal sealed partial class SignatureTests
{
    private static readonly SignatureRow[] Scalars =
    [
        new("WithBool f(WithBool a)", "WithBool F(WithBool a)", "[Cdecl]<CStandIn1, CStandIn1>", "stand-in a, call, stand-in result"),
        new(
            "int f(int8_t a, uint8_t b, int16_t c, uint16_t d)",
            "int F(sbyte a, byte b, short c, ushort d)",
            "[Cdecl]<sbyte, byte, short, ushort, int>",
            "call"
        ),
        new(
            "int64_t f(int32_t a, uint32_t b, int64_t c, uint64_t d)",
            "long F(int a, uint b, long c, ulong d)",
            "[Cdecl]<int, uint, long, ulong, long>",
            "call"
        ),
        new("double f(float a, double b)", "double F(float a, double b)", "[Cdecl]<float, double, double>", "call"),
        new("int f(int a, unsigned b, uint8_t c)", "Number F(Number a, Number b, Small c)", "[Cdecl]<int, uint, byte, int>", "call"),
        new("char f(char a)", "sbyte F(sbyte a)", "[Cdecl]<sbyte, sbyte>", "call"),
        new("char f(char a)", "byte F(byte a)", "[Cdecl]<sbyte, sbyte>", "call"),
        new("long f(unsigned long a)", "CLong F(CULong a)", "[Cdecl]<CULong, CLong>", "call"),
        new("long f(unsigned long a)", "nint F(nuint a)", "[Cdecl]<CULong, CLong>", "checked a, call, checked result"),
        new("long f(unsigned long a)", "int F(uint a)", "[Cdecl]<CULong, CLong>", "checked a, call, checked result"),
        new("long f(unsigned long a)", "long F(int a)", "[Cdecl]<CULong, CLong>", "checked a, call, checked result"),
        new("size_t f(size_t a, ptrdiff_t b)", "nuint F(nuint a, nint b)", "[Cdecl]<nuint, nint, nuint>", "call"),
        new(
            "size_t f(size_t a, ssize_t b)",
            "int F(int a, long b)",
            "[Cdecl]<nuint, nint, nuint>",
            "checked a, checked b, call, checked result"
        ),
        new("char16_t f(char16_t a)", "char F(char a)", "[Cdecl]<ushort, ushort>", "call"),
        new("char16_t f(char16_t a)", "ushort F(ushort a)", "[Cdecl]<ushort, ushort>", "call"),
        new("char32_t f(char32_t a)", "Rune F(Rune a)", "[Cdecl]<uint, uint>", "call, rune result"),
        new("char32_t f(char32_t a)", "uint F(uint a)", "[Cdecl]<uint, uint>", "call"),
        new("wchar_t f(wchar_t a)", "Rune F(Rune a)", "[Cdecl]<uint, uint>", "call, wide result, rune result"),
        new("wchar_t f(wchar_t a)", "char F(char a)", "[Cdecl]<uint, uint>", "call, wide result"),
        new("wchar_t f(wchar_t a)", "int F(int a)", "[Cdecl]<uint, uint>", "call, wide result"),
        new("bool f(bool a)", "bool F(bool a)", "[Cdecl]<byte, byte>", "bool a, call, bool result"),
        new("bool f(bool a)", "byte F(byte a)", "[Cdecl]<byte, byte>", "call"),
        new(
            "uint32_be_t f(uint16_be_t a, int64_le_t b)",
            "uint F(ushort a, long b)",
            "[Cdecl]<ushort, long, uint>",
            "big endian a, little endian b, call, big endian result"
        ),
        new("int f(int a)", "int F(in int a)", "[Cdecl]<int, int>", "call"),
        new("int f(void)", "void F()", "[Cdecl]<int>", "call"),
        new("bool f(bool a)", "void F(bool a)", "[Cdecl]<byte, byte>", "bool a, call"),
        new("wchar_t f(void)", "void F()", "[Cdecl]<uint>", "call"),
        new("long f(void)", "void F()", "[Cdecl]<CLong>", "call"),
        new("enum Color f(enum Color a)", "Color F(Color a)", "[Cdecl]<int, int>", "call"),
        new("enum Color f(enum Color a)", "int F(int a)", "[Cdecl]<int, int>", "call"),
        new("enum Color f(enum Color a)", "Number F(Number a)", "[Cdecl]<int, int>", "call"),
    ];

    private static readonly SignatureRow[] IntegersAsBool =
    [
        new(
            "enum Color f(int a, unsigned char b, long c, size_t d)",
            "bool F(bool a, bool b, bool c, bool d)",
            "[Cdecl]<int, byte, CLong, nuint, int>",
            "bool a, bool b, bool c, bool d, call, bool result"
        ),
        new(
            "uint16_be_t f(_Out_ int *a, _Inout_ enum Color *b, _Out_ unsigned long *c)",
            "bool F(out bool a, ref bool b, out bool c)",
            "[Cdecl]<int*, int*, CULong*, ushort>",
            "bool b, call, bool a, copy back a, copy back b, bool c, copy back c, big endian result, bool result"
        ),
        new(
            "int f(int (*a)(int))",
            "Task<bool> F(Func<bool, bool> a)",
            "[Cdecl]<nint, int>",
            "start, not null a, callback a, call, rethrow, bool result, release callbacks"
        ),
    ];
}
