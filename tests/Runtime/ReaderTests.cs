using CsCheck;

namespace KoffiGen.Tests.Runtime;

public sealed unsafe class ReaderTests
{
    private const string Text = "h\u00E9\U0001F600";

    private static readonly Gen<string> AnyText = Gen.Frequency(
            (3, Gen.Char['\u0001', '\u007F']),
            (1, Gen.Char['\u0001', '\uFFFF']),
            (1, Gen.Char['\uD800', '\uDFFF'])
        )
        .Array[0, 100]
        .Select(units => string.Concat(new string(units).EnumerateRunes()));

    [Test]
    public void Strings_of_every_width_are_written_and_read_back() =>
        AnyText.Sample(text =>
        {
            using KoffiMemory<byte> utf8 = Koffi.AllocUtf8(text);
            using KoffiMemory<char> utf16 = Koffi.AllocUtf16(text);
            using KoffiMemory<uint> utf32 = Koffi.AllocUtf32(text);
            nint wide = OperatingSystem.IsWindows() ? utf16.Address : utf32.Address;
            int wideLength = OperatingSystem.IsWindows() ? utf16.Length : utf32.Length;
            return Koffi.ReadUtf8(utf8.Address) == text
                && Koffi.ReadUtf8(utf8.Address, utf8.Length - 1) == text
                && Koffi.ReadUtf8UntilNul(utf8.Span) == text
                && Koffi.ReadUtf16(utf16.Address) == text
                && Koffi.ReadUtf16(utf16.Address, utf16.Length - 1) == text
                && Koffi.ReadUtf16UntilNul(utf16.Span) == text
                && Koffi.ReadUtf32(utf32.Address) == text
                && Koffi.ReadUtf32(utf32.Address, utf32.Length - 1) == text
                && Koffi.ReadUtf32UntilNul(utf32.Span) == text
                && Koffi.ReadWide(wide) == text
                && Koffi.ReadWide(wide, wideLength - 1) == text;
        });

    [Test]
    public void Counted_text_keeps_its_NULs_and_a_buffer_s_ends_there()
    {
        fixed (byte* utf8 = "a\0b\0"u8)
        fixed (char* utf16 = "a\0b\0")
        {
            uint* utf32 = stackalloc uint[] { 'a', 0, 'b', 0 };
            Assert.That(Koffi.ReadUtf8((nint)utf8, 3), Is.EqualTo("a\0b"));
            Assert.That(Koffi.ReadUtf16((nint)utf16, 3), Is.EqualTo("a\0b"));
            Assert.That(Koffi.ReadUtf32((nint)utf32, 3), Is.EqualTo("a\0b"));
            Assert.That(Koffi.ReadUtf8UntilNul(new ReadOnlySpan<byte>(utf8, 4)), Is.EqualTo("a"));
            Assert.That(Koffi.ReadUtf16UntilNul(new ReadOnlySpan<char>(utf16, 4)), Is.EqualTo("a"));
            Assert.That(Koffi.ReadUtf32UntilNul(new ReadOnlySpan<uint>(utf32, 4)), Is.EqualTo("a"));
            Assert.That(Koffi.ReadUtf8((nint)utf8, 0), Is.Empty);
        }

        Assert.That(Koffi.ReadUtf8UntilNul("abc"u8), Is.EqualTo("abc"), "A full buffer has no NUL.");
    }

    [Test]
    public void Invalid_text_becomes_the_replacement_character()
    {
        fixed (byte* utf8 = (ReadOnlySpan<byte>)[0x61, 0xFF])
        fixed (char* utf16 = "a\uD800")
        {
            uint* utf32 = stackalloc uint[] { 'a', 0xD800 };
            Assert.That(Koffi.ReadUtf8((nint)utf8, 2), Is.EqualTo("a\uFFFD"));
            Assert.That(Koffi.ReadUtf16((nint)utf16, 2), Is.EqualTo("a\uFFFD"));
            Assert.That(Koffi.ReadUtf32((nint)utf32, 2), Is.EqualTo("a\uFFFD"));
        }
    }

    [Test]
    public void Text_at_NULL_is_null()
    {
        Assert.That(Koffi.ReadUtf8(0), Is.Null);
        Assert.That(Koffi.ReadUtf8(0, 3), Is.Null);
        Assert.That(Koffi.ReadUtf16(0), Is.Null);
        Assert.That(Koffi.ReadUtf16(0, 3), Is.Null);
        Assert.That(Koffi.ReadUtf32(0), Is.Null);
        Assert.That(Koffi.ReadUtf32(0, 3), Is.Null);
        Assert.That(Koffi.ReadWide(0), Is.Null);
        Assert.That(Koffi.ReadWide(0, 3), Is.Null);
        Assert.That(Koffi.ReadUtf8Strings(0), Is.Null);
    }

    [Test]
    public void A_negative_length_is_refused()
    {
        Assert.That(() => Koffi.ReadUtf8(1, -1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("length"));
        Assert.That(() => Koffi.ReadWide(0, -1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(
            () => Koffi.View<int>(1, -1).Length,
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("length")
        );
        Assert.That(() => Koffi.ReadUtf8Strings(1, -1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Writers_end_with_a_NUL_and_do_not_change_the_rest()
    {
        byte[] utf8 = new byte[10];
        char[] utf16 = new char[10];
        uint[] utf32 = new uint[10];
        utf8.AsSpan().Fill(9);
        utf16.AsSpan().Fill('z');
        utf32.AsSpan().Fill(9);
        Assert.That(Koffi.WriteUtf8(utf8, Text), Is.EqualTo(7));
        Assert.That(Koffi.WriteUtf16(utf16, Text), Is.EqualTo(4));
        Assert.That(Koffi.WriteUtf32(utf32, Text), Is.EqualTo(3));
        Assert.That(utf8, Is.EqualTo((byte[])[.. "h\u00E9\U0001F600\0"u8, 9, 9]));
        Assert.That(new string(utf16), Is.EqualTo(Text + "\0zzzzz"));
        Assert.That(utf32, Is.EqualTo(new uint[] { 'h', 0xE9, 0x1F600, 0, 9, 9, 9, 9, 9, 9 }));

        using KoffiMemory<uint> wide = Koffi.Alloc<uint>(5);
        int length = Koffi.WriteWide(wide.Address, 5, Text);
        Assert.That(Koffi.ReadWide(wide.Address, length), Is.EqualTo(Text));
    }

    [Test]
    public void Text_that_does_not_fit_with_its_NUL_is_refused_and_nothing_written()
    {
        byte[] utf8 = new byte[7];
        Assert.That(
            () => Koffi.WriteUtf8(utf8, Text),
            Throws
                .ArgumentException.With.Property("ParamName")
                .EqualTo("destination")
                .And.Message.Contains("8 bytes")
                .And.Message.Contains("for 7")
        );
        Assert.That(utf8, Is.All.Zero);
        Assert.That(() => Koffi.WriteUtf16(new char[4], Text), Throws.ArgumentException);
        Assert.That(() => Koffi.WriteUtf32(new uint[3], Text), Throws.ArgumentException);
        Assert.That(() => Koffi.WriteUtf8([], ""), Throws.ArgumentException);
        Assert.That(() => Koffi.WriteUtf8(utf8, "a\0"), Throws.ArgumentException.With.Property("ParamName").EqualTo("text"));
        Assert.That(() => Koffi.WriteWide(0, 3, "a"), Throws.ArgumentNullException);
    }

    [Test]
    public void Views_are_in_place_and_arrays_are_copies()
    {
        int* numbers = stackalloc int[] { 1, 2, 3 };
        Koffi.View<int>((nint)numbers, 3)[1] = 20;
        int[] copy = Koffi.ReadArray<int>((nint)numbers, 3);
        numbers[0] = 10;
        Assert.That(copy, Is.EqualTo([1, 20, 3]));
        Assert.That(Koffi.View<int>(0, 0).IsEmpty);
        Assert.That(Koffi.ReadArray<int>(0, 0), Is.Empty);
        Assert.That(() => Koffi.View<int>(0, 1).Length, Throws.ArgumentNullException.With.Property("ParamName").EqualTo("address"));
        Assert.That(() => Koffi.ReadArray<int>(0, 1), Throws.ArgumentNullException);
    }

    [Test]
    public void Elements_until_zero_are_those_whose_bytes_are_not_all_zero()
    {
        // Each number contains zero bytes, which must not end the view.
        int* numbers = stackalloc int[] { 0x100, 1 << 24, 1, 0, 5 };
        Assert.That(Koffi.ViewUntilZero<int>((nint)numbers).ToArray(), Is.EqualTo([0x100, 1 << 24, 1]));
        long* pairs = stackalloc long[] { 0, 1, 1, 0, 0, 0 };
        Assert.That(Koffi.ViewUntilZero<(long, long)>((nint)pairs).ToArray(), Is.EqualTo(new[] { (0L, 1L), (1L, 0L) }));
        byte zero = 0;
        Assert.That(Koffi.ViewUntilZero<byte>((nint)(&zero)).IsEmpty);
        Assert.That(() => Koffi.ViewUntilZero<byte>(0).Length, Throws.ArgumentNullException);
    }

    [Test]
    public void Arrays_of_strings_end_with_NULL_or_are_counted()
    {
        using KoffiMemory<byte> one = Koffi.AllocUtf8("one");
        using KoffiMemory<byte> two = Koffi.AllocUtf8("");
        nint* texts = stackalloc nint[] { one.Address, two.Address, 0, one.Address };
        Assert.That(Koffi.ReadUtf8Strings((nint)texts), Is.EqualTo(["one", ""]));
        Assert.That(Koffi.ReadUtf8Strings((nint)texts, 4), Is.EqualTo(new[] { "one", "", null, "one" }));
        Assert.That(Koffi.ReadUtf8Strings((nint)(texts + 2)), Is.Empty);
        Assert.That(Koffi.ViewUntilZero<Utf8Pointer>((nint)texts)[0].ToString(), Is.EqualTo("one"));
        Assert.That(Koffi.ReadUtf8Strings(0, 0), Is.Empty);
        Assert.That(() => Koffi.ReadUtf8Strings(0, 1), Throws.ArgumentNullException);
    }

    [Test]
    public void Numbers_are_read_and_written_at_any_address()
    {
        byte* bytes = stackalloc byte[16];
        Koffi.Write((nint)(bytes + 1), 0x1122334455667788);
        Assert.That(Koffi.Read<long>((nint)(bytes + 1)), Is.EqualTo(0x1122334455667788));
        Assert.That(() => Koffi.Read<int>(0), Throws.ArgumentNullException);
        Assert.That(() => Koffi.Write(0, 1), Throws.ArgumentNullException);
    }

    [Test]
    public void The_most_significant_byte_is_first_in_big_endian_numbers()
    {
        byte[] bytes = [0x81, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
        fixed (byte* first = bytes)
        {
            nint address = (nint)first;
            Assert.That(Koffi.ReadBigEndian<sbyte>(address), Is.EqualTo(-127));
            Assert.That(Koffi.ReadBigEndian<ushort>(address), Is.EqualTo(0x8102));
            Assert.That(Koffi.ReadBigEndian<short>(address), Is.EqualTo(unchecked((short)0x8102)));
            Assert.That(Koffi.ReadBigEndian<int>(address + 1), Is.EqualTo(0x02030405));
            Assert.That(Koffi.ReadBigEndian<ulong>(address), Is.EqualTo(0x8102030405060708));
            Assert.That(Koffi.ReadBigEndian<UInt128>(address), Is.EqualTo(new UInt128(0x8102030405060708, 0x090A0B0C0D0E0F10)));
            Assert.That(Koffi.ReadLittleEndian<int>(address + 1), Is.EqualTo(0x05040302));
            Assert.That(Koffi.ReadLittleEndian<long>(address), Is.EqualTo(0x0807060504030281));
        }
    }

    [Test]
    public void Written_numbers_have_their_bytes_in_order()
    {
        byte[] bytes = new byte[8];
        fixed (byte* first = bytes)
        {
            Koffi.WriteBigEndian((nint)first, 0x01020304);
            Koffi.WriteLittleEndian((nint)(first + 4), 0x01020304);
            Assert.That(bytes, Is.EqualTo((byte[])[1, 2, 3, 4, 4, 3, 2, 1]));
            Koffi.WriteBigEndian((nint)first, 1.0);
            Assert.That(bytes, Is.EqualTo((byte[])[0x3F, 0xF0, 0, 0, 0, 0, 0, 0]), "IEEE 754's 1.0.");
            Assert.That(Koffi.ReadBigEndian<double>((nint)first), Is.EqualTo(1.0));
        }
    }
}
