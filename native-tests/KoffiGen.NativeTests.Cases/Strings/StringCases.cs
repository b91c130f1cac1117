namespace KoffiGen.NativeTests;

/// <summary>Text of every width.</summary>
public static partial class StringCases
{
    private const string Face = "\U0001F600";

    [KoffiLibrary("koffigen_test")]
    [KoffiImport("const char *ThroughText(const char *text)")]
    [KoffiImport("str16 ThroughText16(str16 text)")]
    [KoffiImport("const char32_t *ThroughText32(const char32_t *text)")]
    [KoffiImport("ThroughTextWide", "const wchar_t *", "const wchar_t *")]
    [KoffiImport("str NullText(void)")]
    [KoffiImport("str GetBrokenUtf8(void)")]
    [KoffiImport("int ComputeLengthUntilNul(str text)")]
    [KoffiImport("int ComputeLengthUntilNul16(str16 text)")]
    [KoffiImport("int ComputeLengthUntilNul32(str32 text)")]
    [KoffiImport("int ComputeLengthUntilNulWide(wstring text)")]
    [KoffiImport("int IsNullText(const char *text)")]
    [KoffiImport("int IsNullText(const char16_t *text)", MethodName = "IsNullText16")]
    [KoffiImport("int IsNullText(const char32_t *text)", MethodName = "IsNullText32")]
    [KoffiImport("int IsNullText(const wchar_t *text)", MethodName = "IsNullTextWide")]
    [KoffiImport("unsigned UnitAt(const char *text, int index)")]
    [KoffiImport("unsigned UnitAt16(const char16_t *text, int index)")]
    [KoffiImport("unsigned UnitAt32(const char32_t *text, int index)")]
    internal static partial class Native
    {
        [KoffiImport("int ComputeLengthUntilNul(const char *text)")]
        public static partial int LengthOfSpan(ReadOnlySpan<byte> text);

        [KoffiImport("int ComputeLengthUntilNul(const char *text)")]
        public static unsafe partial int LengthOfPointer(byte* text);

        [KoffiImport("int ComputeLengthUntilNul(const char *text)")]
        public static partial int LengthOfAddress(nint text);

        [KoffiImport("int ComputeLengthUntilNul(const void *text)")]
        public static partial int LengthOfMemory(ReadOnlySpan<sbyte> text);

        [KoffiImport("int ComputeLengthUntilNul(const void *text)")]
        public static partial int LengthOfText(string text);

        [KoffiImport("int ComputeLengthUntilNul16(const int16_t *text)")]
        public static partial int LengthOfShorts(ReadOnlySpan<short> text);

        [KoffiImport("int IsNullText(const char *text)")]
        public static partial int IsNullSpan(ReadOnlySpan<byte> text);

        [KoffiImport("const char *ThroughText(const char *text)")]
        public static partial nint ThroughAddress(nint text);

        [KoffiImport("const char *ThroughText(const char *text)")]
        public static partial Utf8Pointer ThroughPointer(nint text);

        [KoffiImport("const char *GetBrokenUtf8(void)")]
        public static partial Utf8Pointer BrokenUtf8();

        [KoffiImport("const char *GetBrokenUtf8(void)")]
        public static unsafe partial byte* BrokenUtf8Bytes();

        [KoffiImport("const char *NullText(void)")]
        public static partial Utf8Pointer NullPointer();

        [KoffiImport("const uint8_t *GetLatin1String(void)")]
        public static partial Pointer<byte> GetLatin1String();

        [KoffiImport("size_t UpperCaseStrAscii(const char *text, _Out_ char *upper)")]
        public static partial int Upper(string text, Span<byte> upper);

        [KoffiImport("size_t UpperCaseStrAscii16(const char16_t *text, _Out_ char16_t *upper)")]
        public static partial int Upper16(string text, Span<char> upper);

        [KoffiImport("size_t UpperCaseStrAscii32(const char32_t *text, _Out_ char32_t *upper)")]
        public static partial int Upper32(string text, Span<uint> upper);

        [KoffiImport("void UpperToInternalBuffer(const char *text, _Out_ char **upper)")]
        public static partial void UpperToInternalBuffer(string text, out string? upper);

        [KoffiImport("void UpperToInternalBuffer(const char *text, _Out_ uint8_t **upper)")]
        public static partial void UpperToInternalBuffer(string text, out nint upper);

        [KoffiImport("void UpperToInternalBuffer(const char *text, _Out_ char **upper)")]
        public static partial void UpperToInternalBuffer(string text, out Utf8Pointer upper);

        [KoffiImport("void ReverseStringVoid(_Inout_ void *text)")]
        public static partial void Reverse(Span<byte> text);

        [KoffiImport("void ReverseString16Void(_Inout_ void *text)")]
        public static partial void Reverse16(Span<char> text);

        [KoffiImport("void WriteConfigure16(char16_t *buffer, int size)")]
        public static partial void WriteConfigure16(nint buffer, int size);

        [KoffiImport("void WriteString16(const char16_t *text)")]
        public static partial void WriteString16(string text);

        [KoffiImport("void WriteConfigure8(char *buffer, int size)")]
        public static partial void WriteConfigure8(nint buffer, int size);

        [KoffiImport("void WriteString8(const char *text)")]
        public static partial void WriteString8(string text);
    }

    [NativeCase]
    public static void Strings_of_every_width_are_passed_and_returned()
    {
        string text = "fooBAR_é" + Face + "+";
        Check.Equal(text, Native.ThroughText(text));
        Check.Equal(text, Native.ThroughText16(text));
        Check.Equal(text, Native.ThroughText32(text));
        Check.Equal(text, Native.ThroughTextWide(text));
        Check.Equal("", Native.ThroughText(""));
        Check.Equal("", Native.ThroughText16(""));
        Check.Equal("", Native.ThroughText32(""));
        Check.Equal("", Native.ThroughTextWide(""));
    }

    [NativeCase]
    public static void Null_is_NULL_in_every_width()
    {
        Check.Equal(1, Native.IsNullText(null));
        Check.Equal(1, Native.IsNullText16(null));
        Check.Equal(1, Native.IsNullText32(null));
        Check.Equal(1, Native.IsNullTextWide(null));
        Check.Equal(0, Native.IsNullText(""));
        Check.Equal(0, Native.IsNullText16(""));
        Check.Equal(0, Native.IsNullText32(""));
        Check.Equal(0, Native.IsNullTextWide(""));
        Check.Equal(null, Native.NullText());
        Check.Equal(null, Native.ThroughText(null));
        Check.True(Native.NullPointer().IsNull);
    }

    [NativeCase]
    public static void Strings_of_every_length_are_passed_completely()
    {
        for (int length = 0; length < 1200; length += length < 260 ? 1 : 37)
        {
            string text = new string('x', length) + "é";
            Check.Equal(length + 2, Native.ComputeLengthUntilNul(text));
            Check.Equal(length + 1, Native.ComputeLengthUntilNul16(text));
            Check.Equal(length + 1, Native.ComputeLengthUntilNul32(text));
            Check.Equal(length + 1, Native.ComputeLengthUntilNulWide(text));
            Check.Equal(text, Native.ThroughText16(text));
        }
    }

    [NativeCase]
    public static void The_units_are_those_of_the_encoding()
    {
        Check.Equal(0xF0u, Native.UnitAt(Face, 0));
        Check.Equal(0x80u, Native.UnitAt(Face, 3));
        Check.Equal(0xD83Du, Native.UnitAt16(Face, 0));
        Check.Equal(0x1F600u, Native.UnitAt32(Face, 0));
    }

    [NativeCase]
    public static void A_NUL_inside_a_string_throws()
    {
        Check.Throws<ArgumentException>(static () => Native.ThroughText("a\0b"));
        Check.Throws<ArgumentException>(static () => Native.ThroughText16("a\0b"));
        Check.Throws<ArgumentException>(static () => Native.ThroughText32("a\0b"));
        Check.Throws<ArgumentException>(static () => Native.ThroughTextWide("a\0b"));
        Check.Throws<ArgumentException>(static () => Native.ThroughText(new string('a', 2000) + "\0"));
    }
}
