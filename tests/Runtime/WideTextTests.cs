using System.Runtime.CompilerServices;
using CsCheck;
using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

public sealed unsafe class WideTextTests
{
    private const string Function = "'f' (Native.F)";

    private static readonly Gen<string> Text = Gen.Frequency(
            (3, Gen.Char['\u0001', '\u007F']),
            (1, Gen.Char['\u0001', '\uFFFF']),
            (1, Gen.Char['\uD800', '\uDFFF'])
        )
        .Array[0, 200]
        .Select(units => new string(units));

    /// <summary>Replaces lone surrogates by U+FFFD.</summary>
    private static string Valid(string text) => string.Concat(text.EnumerateRunes());

    [Test]
    public void UTF16_results_have_no_lone_surrogates() =>
        Text.Sample(text =>
        {
            fixed (char* first = text)
            {
                return NativeString.FromUtf16(first) == Valid(text);
            }
        });

    [Test]
    public void UTF32_strings_are_written_and_read_back() =>
        Gen.Select(Text, Gen.Int[0, 300])
            .Sample(
                (text, bufferSize) =>
                {
                    using Utf32Argument argument = new(text, new uint[bufferSize], "text", Function);
                    fixed (uint* first = argument)
                    {
                        return NativeString.FromUtf32(first) == Valid(text);
                    }
                }
            );

    [Test]
    public void Wide_strings_are_written_and_read_back() =>
        Text.Sample(text =>
        {
            using WideArgument argument = new(text, new uint[64], "text", Function);
            fixed (byte* first = argument)
            {
                return NativeString.FromWide(first) == Valid(text);
            }
        });

    [Test]
    public void Invalid_UTF32_becomes_the_replacement_character()
    {
        uint* text = stackalloc uint[] { 'a', 0x110000, 0xD800, 'b', 0 };
        Assert.That(NativeString.FromUtf32(text), Is.EqualTo("a\uFFFD\uFFFDb"));
    }

    [Test]
    public void NULL_is_null_in_both_directions()
    {
        Assert.That(NativeString.FromUtf8(null), Is.Null);
        Assert.That(NativeString.FromUtf16(null), Is.Null);
        Assert.That(NativeString.FromUtf32(null), Is.Null);
        Assert.That(NativeString.FromWide(null), Is.Null);
        Assert.That(Utf16Argument.Validate(null, "text", Function), Is.Null);
        Assert.That(Unsafe.IsNullRef(in new Utf32Argument(null, [], "text", Function).GetPinnableReference()));
        Assert.That(Unsafe.IsNullRef(in new WideArgument(null, [], "text", Function).GetPinnableReference()));
        Assert.That(Unsafe.IsNullRef(in new Utf16Argument(default, "text", Function).GetPinnableReference()));
    }

    [Test]
    public void A_NUL_is_refused()
    {
        Assert.That(
            () => Utf16Argument.Validate("a\0", "text", Function),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("text").And.Message.Contains(Function)
        );
        Assert.That(
            () =>
            {
                _ = new Utf16Argument("a\0b", "text", Function);
            },
            Throws.ArgumentException.With.Property("ParamName").EqualTo("text").And.Message.Contains(Function)
        );
        Assert.That(
            () =>
            {
                _ = new Utf32Argument("a\0", [], "text", Function);
            },
            Throws.ArgumentException.With.Property("ParamName").EqualTo("text").And.Message.Contains(Function)
        );
        Assert.That(
            () =>
            {
                _ = new WideArgument("a\0", [], "text", Function);
            },
            Throws.ArgumentException.With.Property("ParamName").EqualTo("text").And.Message.Contains(Function)
        );
    }

    [Test]
    public void A_terminated_UTF16_span_is_passed_as_it_is()
    {
        ReadOnlySpan<char> text = "abc\0";
        using Utf16Argument argument = new(text, "text", Function);
        Assert.That(Unsafe.AreSame(in argument.GetPinnableReference(), in text[0]));
    }

    [Test]
    public void Another_UTF16_span_is_copied_with_a_NUL([Values(0, 1, 7, 8, 100)] int length)
    {
        char[] text = new char[length];
        text.AsSpan().Fill('x');
        using Utf16Argument argument = new(text, "text", Function);
        fixed (char* first = argument)
        {
            Assert.That(new string(first), Is.EqualTo(new string(text)));
        }
    }
}
