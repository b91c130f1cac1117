using System.Runtime.CompilerServices;
using System.Text;
using CsCheck;
using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

public sealed unsafe class Utf8ArgumentTests
{
    private const string Function = "'f' (Native.F)";

    private static byte[] Convert(string text, int bufferSize)
    {
        using Utf8Argument argument = new(text, new byte[bufferSize], "text", Function);
        fixed (byte* first = argument)
        {
            return new Utf8Pointer(first).Span.ToArray();
        }
    }

    [Test]
    public void Text_of_every_length_becomes_UTF8(
        [Values("", "é", "€", "\U0001F600", "\uD800", "\uDC00")] string end,
        [Values(0, 16, 64, 512)] int bufferSize
    )
    {
        for (int length = 0; length <= 300; length++)
        {
            string text = new string('a', length) + end;
            Assert.That(Convert(text, bufferSize), Is.EqualTo(Encoding.UTF8.GetBytes(text)), $"{length}");
        }
    }

    [Test]
    public void ASCII_keeps_its_order_at_every_length([Values(64, 512)] int bufferSize)
    {
        for (int length = 0; length <= 300; length++)
        {
            string text = string.Create(
                length,
                0,
                static (units, _) =>
                {
                    for (int i = 0; i < units.Length; i++)
                    {
                        units[i] = (char)(1 + i % 0x7F);
                    }
                }
            );
            Assert.That(Convert(text, bufferSize), Is.EqualTo(Encoding.ASCII.GetBytes(text)), $"{length}");
        }
    }

    [Test]
    public void A_character_beyond_ASCII_may_be_at_any_position(
        [Values('\u0080', '\u00FF', '\u0100', '\u7FFF', '\u8041', '\uFFFF')] char unit
    )
    {
        for (int length = 0; length <= 70; length++)
        {
            for (int index = 0; index <= length; index++)
            {
                string text = new string('a', length).Insert(index, unit.ToString());
                Assert.That(Convert(text, 128), Is.EqualTo(Encoding.UTF8.GetBytes(text)), $"{index} of {length}");
            }
        }
    }

    [Test]
    public void Any_text_has_the_bytes_of_Encoding()
    {
        Gen<char> ascii = Gen.Char['\u0001', '\u007F'];
        Gen<char> unit = Gen.Frequency((8, ascii), (1, Gen.Char['\u0001', '\uFFFF']), (1, Gen.Char['\uD800', '\uDFFF']));
        Gen.Select(unit.Array[0, 300], Gen.Int[0, 600])
            .Sample(
                (units, bufferSize) =>
                {
                    string text = new(units);
                    return Convert(text, bufferSize).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(text));
                }
            );
    }

    [Test]
    public void Text_too_long_for_the_worst_case_is_counted_first()
    {
        string text = string.Concat(Enumerable.Repeat("aé\U0001F600\uD800", 70_000));
        Assert.That(Convert(text, 512).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(text)));
    }

    [Test]
    public void A_NUL_anywhere_is_refused_with_the_name_of_the_parameter(
        [Values(1, 2, 5, 12, 20, 40, 300)] int length,
        [Values("a", "é")] string filler
    )
    {
        for (int index = 0; index <= length; index++)
        {
            string text = string.Concat(Enumerable.Repeat(filler, length)).Insert(index, "\0");
            ArgumentException? exception = Assert.Throws<ArgumentException>(() => Convert(text, 64), $"{index}");
            Assert.That(exception!.ParamName, Is.EqualTo("text"));
            Assert.That(exception.Message, Does.Contain($"index {index},").And.Contains(Function));
        }
    }

    [Test]
    public void Null_is_NULL()
    {
        using Utf8Argument argument = new((string?)null, stackalloc byte[64], "text", Function);
        fixed (byte* first = argument)
        {
            Assert.That(first is null);
        }
    }

    [Test]
    public void A_terminated_span_is_passed_as_it_is()
    {
        ReadOnlySpan<byte> text = "abc\0"u8;
        using Utf8Argument argument = new(text, "text", Function);
        Assert.That(Unsafe.AreSame(in argument.GetPinnableReference(), in text[0]));
    }

    [Test]
    public void Another_span_is_copied_with_a_NUL([Values(0, 1, 63, 64, 65, 1000)] int length)
    {
        byte[] text = new byte[length];
        text.AsSpan().Fill((byte)'x');
        using Utf8Argument argument = new(text, "text", Function);
        fixed (byte* first = argument)
        {
            Assert.That(new Utf8Pointer(first).Span.SequenceEqual(text));
        }
    }

    [Test]
    public void A_default_span_is_NULL()
    {
        using Utf8Argument argument = new(default(ReadOnlySpan<byte>), "text", Function);
        Assert.That(Unsafe.IsNullRef(in argument.GetPinnableReference()));
    }

    [Test]
    public void A_span_with_a_NUL_inside_and_none_at_its_end_is_refused() =>
        Assert.That(
            () =>
            {
                _ = new Utf8Argument("a\0b"u8, "text", Function);
            },
            Throws.ArgumentException.With.Property("ParamName").EqualTo("text").And.Message.Contains(Function)
        );

    [Test]
    public void Disposing_twice_returns_an_array_once()
    {
        Utf8Argument argument = new(new string('a', 100), stackalloc byte[64], "text", Function);
        argument.Dispose();
        argument.Dispose();
        using Utf8Argument first = new(new string('b', 100), stackalloc byte[64], "text", Function);
        using Utf8Argument second = new(new string('c', 100), stackalloc byte[64], "text", Function);
        Assert.That(Unsafe.AreSame(in first.GetPinnableReference(), in second.GetPinnableReference()), Is.False);
    }

    [Test]
    public void Short_text_allocates_nothing([Values(12, 200)] int length)
    {
        string text = new('x', length);
        Pass(text);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Pass(text);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Pass(string text)
    {
        Utf8Argument argument = new(text, stackalloc byte[512], "text", Function);
        fixed (byte* first = argument)
        {
            GC.KeepAlive(first is null ? text : null);
        }

        argument.Dispose();
    }
}
