using System.Runtime.InteropServices;
using System.Text;

namespace KoffiGen.NativeTests;

/// <summary>The other C# signatures that a prototype accepts.</summary>
public static partial class SignatureCases
{
    public enum Level : short
    {
        Low = -7,
        High = 300,
    }

    public enum Flags : uint
    {
        None,
        Top = 0x80000000,
    }

    [KoffiLibrary("koffigen_test")]
    internal static partial class Native
    {
        [KoffiImport("int16_t ThroughInt16(int16_t value)")]
        public static partial Level ThroughLevel(Level value);

        [KoffiImport("ThroughUInt32", "uint32_t", "uint32_t")]
        public static partial Flags ThroughFlags(Flags value);

        [KoffiImport("char ThroughChar(char value)")]
        public static partial byte ThroughChar(byte value);

        [KoffiImport("long ThroughLong(long value)")]
        public static partial nint LongAsNint(nint value);

        [KoffiImport("long ThroughLong(long value)")]
        public static partial int LongAsInt(int value);

        [KoffiImport("long ThroughLong(long value)")]
        public static partial int LongToInt(CLong value);

        [KoffiImport("long ThroughLong(long value)")]
        public static partial long LongAsLong(long value);

        [KoffiImport("unsigned long ThroughULong(unsigned long value)")]
        public static partial nuint ULongAsNuint(nuint value);

        [KoffiImport("unsigned long ThroughULong(unsigned long value)")]
        public static partial long ULongAsLong(long value);

        [KoffiImport("size_t ThroughSize(size_t value)")]
        public static partial int SizeAsInt(int value);

        [KoffiImport("size_t ThroughSize(size_t value)")]
        public static partial long SizeAsLong(long value);

        [KoffiImport("size_t ThroughSize(size_t value)")]
        public static partial int SizeToInt(nuint value);

        [KoffiImport("ssize_t ThroughPtrdiff(ssize_t value)")]
        public static partial int PtrdiffAsInt(int value);

        [KoffiImport("ssize_t ThroughPtrdiff(ssize_t value)")]
        public static partial ulong PtrdiffAsULong(ulong value);

        [KoffiImport("char16_t ThroughChar16(char16_t value)")]
        public static partial ushort Char16AsUShort(ushort value);

        [KoffiImport("char32_t ThroughChar32(char32_t value)")]
        public static partial uint Char32AsUInt(uint value);

        [KoffiImport("wchar_t ThroughWchar(wchar_t value)")]
        public static partial char WcharAsChar(char value);

        [KoffiImport("wchar_t ThroughWchar(wchar_t value)")]
        public static partial int WcharAsInt(int value);

        [KoffiImport("bool Not(bool value)")]
        public static partial byte NotAsByte(byte value);

        [KoffiImport("uint32_be_t MakeBigEndian(uint32_t value)")]
        public static partial uint MakeBigEndian(uint value);

        [KoffiImport(
            "void CopyEndianInts2(int16_le_t, int16_be_t, uint16_le_t, uint16_be_t, int32_le_t, int32_be_t, uint32_le_t, uint32_be_t, int64_le_t, int64_be_t, uint64_le_t, uint64_be_t, _Out_ void *image)"
        )]
        public static partial void CopyEndianInts(
            short a,
            short b,
            ushort c,
            ushort d,
            int e,
            int f,
            uint g,
            uint h,
            long i,
            long j,
            ulong k,
            ulong l,
            Span<byte> image
        );

        [KoffiImport("void ExpectedEndianImage(_Out_ uint8_t *image)")]
        public static partial void ExpectedEndianImage(Span<byte> image);
    }

    [NativeCase]
    public static void An_enum_is_passed_as_its_integer()
    {
        Check.Equal(Level.Low, Native.ThroughLevel(Level.Low));
        Check.Equal(Flags.Top, Native.ThroughFlags(Flags.Top));
    }

    [NativeCase]
    public static void A_char_may_be_a_byte() => Check.Equal((byte)200, Native.ThroughChar(200));

    [NativeCase]
    public static void A_long_may_be_any_integer()
    {
        Check.Equal((nint)(-5), Native.LongAsNint(-5));
        Check.Equal(int.MinValue, Native.LongAsInt(int.MinValue));
        Check.Equal(-6L, Native.LongAsLong(-6));
        Check.Equal((nuint)7, Native.ULongAsNuint(7));
        Check.Equal(8L, Native.ULongAsLong(8));
    }

    [NativeCase]
    public static void A_long_argument_that_does_not_fit_throws()
    {
        Check.Throws<OverflowException>(static () => Native.ULongAsLong(-1));
        if (System.Runtime.CompilerServices.Unsafe.SizeOf<CLong>() == 4)
        {
            Check.Throws<OverflowException>(static () => Native.LongAsLong(1L << 40));
        }
        else
        {
            Check.Equal(1L << 40, Native.LongAsLong(1L << 40));
        }
    }

    [NativeCase]
    public static void A_long_result_that_does_not_fit_throws()
    {
        if (System.Runtime.CompilerServices.Unsafe.SizeOf<CLong>() == 8)
        {
            Check.Throws<OverflowException>(static () => Native.LongToInt(new CLong(unchecked((nint)(1L << 40)))));
        }

        Check.Equal(-3, Native.LongToInt(new CLong(-3)));
    }

    [NativeCase]
    public static void A_size_may_be_any_integer()
    {
        Check.Equal(12, Native.SizeAsInt(12));
        Check.Equal(13L, Native.SizeAsLong(13));
        Check.Equal(-14, Native.PtrdiffAsInt(-14));
    }

    [NativeCase]
    public static void A_size_that_does_not_fit_throws()
    {
        Check.Throws<OverflowException>(static () => Native.SizeAsInt(-1));
        Check.Throws<OverflowException>(static () => Native.SizeAsLong(-1));
        Check.Throws<OverflowException>(static () => Native.SizeToInt(nuint.MaxValue));
        Check.Throws<OverflowException>(static () => Native.PtrdiffAsULong(ulong.MaxValue));
    }

    [NativeCase]
    public static void Characters_may_be_integers()
    {
        Check.Equal((ushort)0xD83D, Native.Char16AsUShort(0xD83D));
        Check.Equal(0x1F600u, Native.Char32AsUInt(0x1F600));
        Check.Equal('ẹ', Native.WcharAsChar('ẹ'));
        Check.Equal(0x41, Native.WcharAsInt(0x41));
    }

    [NativeCase]
    public static void A_boolean_may_be_a_byte() => Check.Equal((byte)1, Native.NotAsByte(0));

    [NativeCase]
    public static void A_big_endian_result_is_swapped() => Check.Equal(0x12345678u, Native.MakeBigEndian(0x12345678));

    [NativeCase]
    public static void Endian_arguments_have_their_bytes_in_order()
    {
        Span<byte> image = stackalloc byte[56];
        Span<byte> expected = stackalloc byte[56];
        Native.CopyEndianInts(
            0x7BCD,
            0x7BCD,
            0x7BCD,
            0x7BCD,
            0x4EADBEEF,
            0x4EADBEEF,
            0x4EADBEEF,
            0x4EADBEEF,
            0x0123456789ABCDEF,
            0x0123456789ABCDEF,
            0x0123456789ABCDEF,
            0x0123456789ABCDEF,
            image
        );
        Native.ExpectedEndianImage(expected);
        Check.Sequence<byte>(expected, image);
    }
}
