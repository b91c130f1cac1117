using System.Text;

namespace KoffiGen.NativeTests;

/// <summary>Characters without a NUL that C passes to callbacks, at the very end of readable memory.</summary>
public static partial class UnterminatedTextCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef size_t write_callback(char *buffer, size_t size, size_t nitems, void *outstream);
            typedef size_t read_callback(_Out_writes_(n) char *buffer, size_t n);
            typedef int line_callback(const char *text, int len);
            typedef int counted_callback(_In_reads_(len) const char *text, int len);
            """
    )]
    [KoffiImport("size_t WriteToTheEnd(write_callback *write, size_t size, void *outstream)")]
    [KoffiImport("size_t ReadToTheEnd(read_callback *read, size_t size)")]
    [KoffiImport("int LogToTheEnd(line_callback *line, int len)")]
    internal static partial class Native
    {
        [KoffiImport("size_t LengthOf(const char *text)")]
        public static partial nuint LengthOf(Span<byte> text);

        [KoffiImport("size_t LengthOf(const char *text)")]
        public static partial nuint LengthOfArray(byte[]? text);

        [KoffiImport("size_t SumsOf(int (*two)(const int values[2]), int (*four)(const int values[4]))")]
        public static partial nuint SumsOf(Func<int[], int> two, Func<int[], int> four);

        [KoffiImport("int LogToTheEnd(counted_callback *line, int len)")]
        public static partial int LogCounted(counted_callback line, int len);
    }

    [NativeCase]
    public static void A_buffer_is_read_up_to_its_length()
    {
        string text = "";
        nuint written = Native.WriteToTheEnd(
            (buffer, size, count, _) =>
            {
                text = Encoding.UTF8.GetString(buffer.Span((int)(size * count)));
                return size * count;
            },
            5000,
            0
        );
        Check.Equal((nuint)5000, written);
        Check.Equal(new string('x', 5000), text);
    }

    [NativeCase]
    public static void A_buffer_is_written_up_to_its_length()
    {
        Check.Equal(
            (nuint)5000,
            Native.ReadToTheEnd(
                static buffer =>
                {
                    buffer.Fill((byte)'x');
                    return (nuint)buffer.Length;
                },
                5000
            )
        );
    }

    [NativeCase]
    public static void Counted_text_is_not_read_up_to_a_NUL()
    {
        Check.Equal(5000, Native.LogToTheEnd(static (text, length) => text.Span(length).Count((byte)'x'), 5000));
        Check.Equal(5000, Native.LogCounted(static text => text.Count((byte)'x'), 5000));
    }

    [NativeCase]
    public static void Characters_without_a_NUL_are_terminated()
    {
        Check.Equal((nuint)3, Native.LengthOf(GuardedMemory.Get("abc"u8)));
        byte[] text = [(byte)'a', (byte)'b', 0, 0];
        Check.Equal((nuint)2, Native.LengthOfArray(text));
        Check.Equal((nuint)2, Native.LengthOfArray(text[..2]));
        Check.Equal((nuint)99, Native.LengthOfArray(null));
    }

    [NativeCase]
    public static void One_delegate_type_reads_the_length_of_each_function_type()
    {
        Check.Equal((nuint)0x0204, Native.SumsOf(static values => values.Length, static values => values.Length));
    }
}
