namespace KoffiGen.NativeTests;

/// <summary>Text that C writes into a buffer of a known size, as an <c>out</c> or <c>ref</c> string.</summary>
public static partial class TextOutputCases
{
    private const string Face = "\U0001F600";

    [KoffiLibrary("koffigen_test")]
    internal static partial class Native
    {
        [KoffiImport("int CopyText(const char *text, _Out_writes_(size) char *buffer, int size)")]
        public static partial int Copy(string text, out string copy, int size);

        [KoffiImport("int CopyText16(const char16_t *text, _Out_writes_z_(size) char16_t *buffer, int size)")]
        public static partial int Copy16(string text, out string copy, int size);

        [KoffiImport("int CopyText32(const char32_t *text, _Out_ char32_t *__counted_by(size) buffer, int size)")]
        public static partial int Copy32(string text, out string? copy, int size);

        [KoffiImport("int CopyTextWide(const wchar_t *text, _Out_writes_to_(size, return) wchar_t *buffer, int size)")]
        public static partial int CopyWide(string text, out string copy, int size);

        [KoffiImport("int AppendMark(_Inout_updates_(*size) char *buffer, _Inout_ size_t *size)")]
        public static partial int Append(ref string text, ref int size);

        [KoffiImport("int AppendMark16(_Inout_updates_(*size) char16_t *buffer, _Inout_ size_t *size)")]
        public static partial int Append16(ref string? text, ref nuint size);

        [KoffiImport("int AppendMark32(_Inout_updates_(*size) char32_t *buffer, _Inout_ size_t *size)")]
        public static partial int Append32(ref string text, ref nuint size);

        [KoffiImport("int AppendMarkWide(_Inout_updates_(*size) wchar_t *buffer, _Inout_ size_t *size)")]
        public static partial int AppendWide(ref string text, ref nuint size);

        [KoffiImport("int FillWithUnits(_Out_ char buffer[8], size_t bytes)")]
        public static partial int Fill(out string text, nuint bytes);

        [KoffiImport("int FillWithUnits16(_Out_writes_bytes_(bytes) char16_t *buffer, size_t bytes)")]
        public static partial int Fill16(out string text, int bytes);

        [KoffiImport("int FillWithUnits32(_Out_writes_(8) char32_t *buffer, size_t bytes)")]
        public static partial int Fill32(out string text, nuint bytes);

        [KoffiImport("int FillWithUnitsWide(_Out_writes_bytes_(bytes) wchar_t *buffer, size_t bytes)")]
        public static partial int FillWide(out string text, ulong bytes);

        [KoffiImport("int WriteNothing(_Out_writes_(size) char *buffer, int size)")]
        public static partial int WriteNothing(out string text, int size);

        [KoffiImport("char *FillAndReturn(_Out_writes_(size) char *buffer, int size)")]
        public static partial string? FillAndReturn(out string text, int size);

        [KoffiImport("int CopyText(const char *text, _Out_writes_(size) char *buffer, int size)", ThrowOn = KoffiThrowOn.NonZero)]
        public static partial int CopyOrThrow(string text, out string copy, int size);
    }

    [NativeCase]
    public static void Text_of_every_width_is_read_up_to_its_NUL()
    {
        Check.Equal(9, Native.Copy("Grüße" + "..", out string copy, 64));
        Check.Equal("Grüße..", copy);
        Check.Equal(7, Native.Copy16("Grüße" + Face, out copy, 64));
        Check.Equal("Grüße" + Face, copy);
        Check.Equal(6, Native.Copy32("Grüße" + Face, out string? copy32, 64));
        Check.Equal("Grüße" + Face, copy32);
        Check.Equal(OperatingSystem.IsWindows() ? 7 : 6, Native.CopyWide("Grüße" + Face, out copy, 64));
        Check.Equal("Grüße" + Face, copy);
    }

    [NativeCase]
    public static void Text_that_fills_the_buffer_ends_with_it()
    {
        foreach (int size in (ReadOnlySpan<int>)[1, 5, 127, 128, 129, 511, 512, 513, 5000])
        {
            string text = new('x', size + 3);
            Check.Equal(size, Native.Copy(text, out string copy, size));
            Check.Equal(text[3..], copy);
            Native.Copy16(text, out copy, size);
            Check.Equal(text[3..], copy);
            Native.Copy32(text, out string? copy32, size);
            Check.Equal(text[3..], copy32);
            Native.CopyWide(text, out copy, size);
            Check.Equal(text[3..], copy);
        }
    }

    [NativeCase]
    public static void An_output_buffer_without_room_or_text_is_an_empty_string()
    {
        Check.Equal(0, Native.Copy("text", out string copy, 0));
        Check.Equal("", copy);
        Check.Equal(100, Native.WriteNothing(out copy, 100));
        Check.Equal("", copy);
        Check.Equal(5000, Native.WriteNothing(out copy, 5000));
        Check.Equal("", copy);
    }

    [NativeCase]
    public static void A_negative_size_throws_before_the_call()
    {
        OverflowException thrown = Check.Throws<OverflowException>(static () => Native.Copy("text", out _, -1));
        Check.True(thrown.Message.Contains("'size'", StringComparison.Ordinal));
        Check.Throws<OverflowException>(static () => Native.CopyWide("text", out _, int.MinValue));
    }

    [NativeCase]
    public static void A_string_is_passed_and_the_changed_string_is_returned()
    {
        string text = "Grüße";
        int size = 20;
        Check.Equal(0, Native.Append(ref text, ref size));
        Check.Equal("Grüße!", text);
        Check.Equal(8, size);
        nuint units = 600;
        string? text16 = "Grüße" + Face;
        Native.Append16(ref text16, ref units);
        Check.Equal("Grüße" + Face + "!", text16);
        Check.Equal((nuint)8, units);
        units = 7;
        text = "Grüße" + Face;
        Native.Append32(ref text, ref units);
        Check.Equal("Grüße" + Face, text);
        units = 300;
        Native.AppendWide(ref text, ref units);
        Check.Equal("Grüße" + Face + "!", text);
    }

    [NativeCase]
    public static void A_null_string_is_NULL()
    {
        string? none = null;
        nuint size = 10;
        Check.Equal(-1, Native.Append16(ref none, ref size));
        Check.Equal(null, none);
    }

    [NativeCase]
    public static void Text_that_does_not_fit_throws_before_the_call()
    {
        string text = "abc";
        int size = 3;
        Check.Equal("text", Check.Throws<ArgumentException>(() => Native.Append(ref text, ref size)).ParamName);
        text = "a\0b";
        size = 10;
        Check.Throws<ArgumentException>(() => Native.Append(ref text, ref size));
        Check.Equal("a\0b", text);
    }

    [NativeCase]
    public static void A_size_is_constant_or_one_of_bytes()
    {
        Check.Equal(1, Native.Fill(out string text, 8));
        Check.Equal("uuuuuuuu", text);
        Check.Equal(2, Native.Fill16(out text, 12));
        Check.Equal("uuuuuu", text);
        Check.Equal(4, Native.Fill32(out text, 32));
        Check.Equal("uuuuuuuu", text);
        int unit = Native.FillWide(out text, 16);
        Check.Equal(new string('u', 16 / unit), text);
        Native.Fill16(out text, 5000);
        Check.Equal(new string('u', 2500), text);
    }

    [NativeCase]
    public static void A_result_that_points_into_the_buffer_is_read_before_the_buffer_is_freed()
    {
        Check.Equal(new string('r', 2999), Native.FillAndReturn(out string text, 3000));
        Check.Equal(new string('r', 2999), text);
    }

    [NativeCase]
    public static void A_large_buffer_is_freed_even_if_the_call_throws()
    {
        long before = Allocations.HeapBytes();
        string text = new('x', 10);
        for (int round = 0; round < 64; round++)
        {
            Native.Copy(text, out _, 4 << 20);
            Check.Throws<KoffiErrorException>(() => Native.CopyOrThrow(text, out _, 4 << 20));
        }

        if (before >= 0)
        {
            Check.True(Allocations.HeapBytes() - before < 16 << 20);
        }
    }
}
