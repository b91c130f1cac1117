using System.Runtime.InteropServices;
using System.Text;

namespace KoffiGen.NativeTests;

/// <summary>Numbers of every width as arguments and results, at the limits of their ranges.</summary>
public static partial class NumberCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiImport("int8_t ThroughInt8(int8_t value)")]
    [KoffiImport("uint8_t ThroughUInt8(uint8_t value)")]
    [KoffiImport("int16_t ThroughInt16(int16_t value)")]
    [KoffiImport("uint16_t ThroughUInt16(uint16_t value)")]
    [KoffiImport("int32_t ThroughInt32(int32_t value)")]
    [KoffiImport("uint32_t ThroughUInt32(uint32_t value)")]
    [KoffiImport("int64_t ThroughInt64(int64_t value)")]
    [KoffiImport("uint64_t ThroughUInt64(uint64_t value)")]
    [KoffiImport("ThroughChar", "char", "char")]
    [KoffiImport("ThroughShort", "short int", "short")]
    [KoffiImport("ThroughLongLong", "long long", "long long int")]
    [KoffiImport("float ThroughFloat(float value)")]
    [KoffiImport("double ThroughDouble(double value)")]
    [KoffiImport("long ThroughLong(long value)")]
    [KoffiImport("unsigned long ThroughULong(unsigned long value)")]
    [KoffiImport("size_t ThroughSize(size_t value)")]
    [KoffiImport("ptrdiff_t ThroughPtrdiff(ptrdiff_t value)")]
    [KoffiImport("intptr_t ThroughIntptr(intptr_t value)")]
    [KoffiImport("uintptr_t ThroughUintptr(uintptr_t value)")]
    [KoffiImport("char16_t ThroughChar16(char16_t value)")]
    [KoffiImport("char32_t ThroughChar32(char32_t value)")]
    [KoffiImport("wchar_t ThroughWchar(wchar_t value)")]
    [KoffiImport("int8_t AddInt8(int8_t left, int8_t right)")]
    [KoffiImport("uint16_t AddUInt16(uint16_t left, uint16_t right)")]
    [KoffiImport("int AddInt32(int left, int right)")]
    [KoffiImport("uint64_t AddUInt64(uint64_t left, uint64_t right)")]
    [KoffiImport("float AddFloat(float left, float right)")]
    [KoffiImport("double AddDouble(double left, double right)")]
    [KoffiImport("int8_t GetMinusOne1(void)")]
    [KoffiImport("int16_t GetMinusOne2()")]
    [KoffiImport("int32_t GetMinusOne4(void)")]
    [KoffiImport("int64_t GetMinusOne8(void *unused)")]
    [KoffiImport(
        "int64_t ConcatenateToInt1(int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t)"
    )]
    [KoffiImport(
        "ConcatenateToInt4",
        "int64_t",
        "int32_t",
        "int32_t",
        "int32_t",
        "int32_t",
        "int32_t",
        "int32_t",
        "int32_t",
        "int32_t",
        "int32_t",
        "int32_t",
        "int32_t",
        "int32_t"
    )]
    [KoffiImport(
        "int64_t ConcatenateToInt8(int64_t a, int64_t b, int64_t c, int64_t d, int64_t e, int64_t f, int64_t g, int64_t h, int64_t i, int64_t j, int64_t k, int64_t l)"
    )]
    [KoffiImport(
        "double SumOfMany(int a, double b, int c, double d, int e, double f, int g, double h, int i, double j, int k, float l, int64_t m, float n, int8_t o, double p, double q, double r)"
    )]
    [KoffiImport("int BoolToInt(bool value)")]
    [KoffiImport("unsigned BoolToMask12(bool, bool, bool, bool, bool, bool, bool, bool, bool, bool, bool, bool)")]
    [KoffiImport("int IfElseInt(bool condition, int a, int b)")]
    [KoffiImport("const char *IfElseStr(const char *a, str b, _Bool condition)")]
    [KoffiImport("bool Not(bool value)")]
    [KoffiImport("bool DirtyFalse(void)")]
    [KoffiImport("bool DirtyTrue(void)")]
    [KoffiImport("int8_t DirtyMinusOne(void)")]
    [KoffiImport("uint8_t DirtyMinusOne(void)", MethodName = "DirtyByte")]
    [KoffiImport("char16_t DirtyLetter(void)")]
    [KoffiImport("int SizeOfLong(void)")]
    [KoffiImport("int SizeOfWchar(void)")]
    internal static partial class Native;

    [NativeCase]
    public static void Eight_bits_keep_their_sign()
    {
        Check.Equal(sbyte.MinValue, Native.ThroughInt8(sbyte.MinValue));
        Check.Equal(byte.MaxValue, Native.ThroughUInt8(byte.MaxValue));
        Check.Equal((sbyte)-100, Native.ThroughChar(-100));
        Check.Equal((sbyte)-128, Native.AddInt8(127, 1));
    }

    [NativeCase]
    public static void Sixteen_bits_keep_their_sign()
    {
        Check.Equal(short.MinValue, Native.ThroughInt16(short.MinValue));
        Check.Equal(ushort.MaxValue, Native.ThroughUInt16(ushort.MaxValue));
        Check.Equal(short.MinValue, Native.ThroughShort(short.MinValue));
        Check.Equal((ushort)1, Native.AddUInt16(ushort.MaxValue, 2));
    }

    [NativeCase]
    public static void Thirty_two_bits_keep_their_sign()
    {
        Check.Equal(int.MinValue, Native.ThroughInt32(int.MinValue));
        Check.Equal(4294967284u, Native.ThroughUInt32(4294967284u));
        Check.Equal(-5, Native.AddInt32(2, -7));
    }

    [NativeCase]
    public static void Sixty_four_bits_are_exact()
    {
        Check.Equal(-9223372036854775803, Native.ThroughInt64(-9223372036854775803));
        Check.Equal(18446744073709551598, Native.ThroughUInt64(18446744073709551598));
        Check.Equal(9007199254740993, Native.ThroughLongLong(9007199254740993));
        Check.Equal(ulong.MaxValue, Native.AddUInt64(ulong.MaxValue - 1, 1));
    }

    [NativeCase]
    public static void Floating_point_numbers_keep_every_bit()
    {
        Check.Equal(1.5f, Native.AddFloat(0.25f, 1.25f));
        Check.Equal(-0.1, Native.ThroughDouble(-0.1));
        Check.Equal(float.Epsilon, Native.ThroughFloat(float.Epsilon));
        Check.True(double.IsNaN(Native.ThroughDouble(double.NaN)));
        Check.Equal(0.30000000000000004, Native.AddDouble(0.1, 0.2));
    }

    [NativeCase]
    public static void Long_has_the_platforms_width()
    {
        Check.Equal(Native.SizeOfLong(), System.Runtime.CompilerServices.Unsafe.SizeOf<CLong>());
        Check.Equal((nint)(-123456), Native.ThroughLong(new CLong(-123456)).Value);
        Check.Equal((nuint)4000000000, Native.ThroughULong(new CULong(4000000000u)).Value);
    }

    [NativeCase]
    public static void Sizes_and_pointer_integers_have_the_pointers_width()
    {
        Check.Equal(nuint.MaxValue, Native.ThroughSize(nuint.MaxValue));
        Check.Equal(nint.MinValue, Native.ThroughPtrdiff(nint.MinValue));
        Check.Equal((nint)(-1), Native.ThroughIntptr(-1));
        Check.Equal(nuint.MaxValue, Native.ThroughUintptr(nuint.MaxValue));
    }
}
