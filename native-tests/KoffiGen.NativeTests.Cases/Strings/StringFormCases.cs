using System.Runtime.InteropServices;
using System.Text;

namespace KoffiGen.NativeTests;

public static partial class StringCases
{
    [NativeCase]
    public static void A_lone_surrogate_becomes_the_replacement_character()
    {
        Check.Equal("a\uFFFDb", Native.ThroughText("a\uD83Db"));
        Check.Equal("a\uFFFDb", Native.ThroughText32("a\uD83Db"));
        Check.Equal(0xFFFDu, Native.UnitAt32("\uDE00", 0));
    }

    [NativeCase]
    public static void Broken_UTF8_becomes_the_replacement_character() => Check.Equal("a\uFFFDz", Native.GetBrokenUtf8());

    [NativeCase]
    public static unsafe void A_result_may_be_read_without_a_copy()
    {
        Check.Sequence<byte>([(byte)'a', 0xFF, (byte)'z'], Native.BrokenUtf8().Span);
        Check.Equal((byte)0xFF, Native.BrokenUtf8Bytes()[1]);
        Check.Equal("Microsoft®²", Encoding.Latin1.GetString(Native.GetLatin1String().Span(11)));
    }

    [NativeCase]
    public static unsafe void Text_may_be_a_span_of_code_units()
    {
        Check.Equal(12, Native.LengthOfSpan("Hello World!"u8));
        Check.Equal(3, Native.LengthOfSpan([1, 2, 42, 0]));
        Check.Equal(3, Native.LengthOfSpan([1, 2, 42]));
        Check.Equal(3, Native.LengthOfMemory([1, 2, 42, 0]));
        Check.Equal(7, Native.LengthOfText("Hello.."));
        Check.Equal(2, Native.LengthOfShorts([1, 42, 0]));
        fixed (byte* text = "four\0"u8)
        {
            Check.Equal(4, Native.LengthOfPointer(text));
            Check.Equal(4, Native.LengthOfAddress((nint)text));
            Check.Equal((nint)text, Native.ThroughAddress((nint)text));
            Check.Equal("four", Native.ThroughPointer((nint)text).ToString());
        }
    }

    [NativeCase]
    public static void A_span_without_memory_is_NULL() => Check.Equal(1, Native.IsNullSpan(default));

    [NativeCase]
    public static void C_writes_text_into_the_callers_span()
    {
        Span<byte> upper = stackalloc byte[128];
        Check.Equal(12, Native.Upper("fooBAR_" + Face + "+", upper));
        Check.Equal("FOOBAR_" + Face + "+", Encoding.UTF8.GetString(upper[..12]));
        Span<char> upper16 = stackalloc char[128];
        Check.Equal(10, Native.Upper16("fooBAR_" + Face + "+", upper16));
        Check.Equal("FOOBAR_" + Face + "+", new string(upper16[..10]));
        Span<uint> upper32 = stackalloc uint[128];
        Check.Equal(9, Native.Upper32("fooBAR_" + Face + "+", upper32));
        Check.Equal("FOOBAR_" + Face + "+", Encoding.UTF32.GetString(MemoryMarshal.AsBytes(upper32[..9])));
    }

    [NativeCase]
    public static void An_output_is_text_a_pointer_or_a_view()
    {
        Native.UpperToInternalBuffer("Hello World", out string? text);
        Check.Equal("HELLO WORLD", text);
        Native.UpperToInternalBuffer("Bonjour Monde", out nint address);
        Check.Equal("BONJOUR MONDE", new Utf8Pointer(address).ToString());
        Check.Sequence("BONJOUR"u8, new Pointer<byte>(address).Span(7));
        Native.UpperToInternalBuffer(new string('x', 600), out Utf8Pointer none);
        Check.True(none.IsNull);
    }

    [NativeCase]
    public static void Text_is_reversed_in_place()
    {
        byte[] bytes = "Hello World!\0"u8.ToArray();
        Native.Reverse(bytes);
        Check.Sequence("!dlroW olleH\0"u8, bytes);
        Native.Reverse(bytes);
        Check.Sequence("Hello World!\0"u8, bytes);
        char[] chars = "Hello World!\0".ToCharArray();
        Native.Reverse16(chars);
        Check.Equal("!dlroW olleH\0", new string(chars));
    }

    [NativeCase]
    public static unsafe void A_buffer_that_C_keeps_is_written_after_the_call()
    {
        char* buffer = (char*)NativeMemory.Alloc(9, sizeof(char));
        try
        {
            Native.WriteConfigure16((nint)buffer, 9);
            Native.WriteString16("Hello");
            Check.Equal("Hello", new string(buffer));
            Native.WriteString16("Hello World!");
            Check.Equal("Hello Wo", new string(buffer));
            Native.WriteConfigure8((nint)buffer, 8);
            Native.WriteString8("Hello World!");
            Check.Equal("Hello W", new Utf8Pointer((nint)buffer).ToString());
        }
        finally
        {
            NativeMemory.Free(buffer);
        }
    }

    [NativeCase]
    public static void Calls_with_short_strings_allocate_nothing() =>
        Check.DoesNotAllocate(static () =>
        {
            Native.ComputeLengthUntilNul("fooBAR_é" + Face);
            Native.ComputeLengthUntilNul16("fooBAR_é" + Face);
            Native.ComputeLengthUntilNul32("fooBAR_é" + Face);
            Native.ComputeLengthUntilNulWide("fooBAR_é" + Face);
            Native.LengthOfSpan("Hello World!"u8);
            Native.ThroughPointer(0);
        });
}
