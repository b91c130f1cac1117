using System.Runtime.InteropServices;
using System.Text;
using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

/// <summary>Tests of strings that callbacks return to C.</summary>
public sealed unsafe class CallbackTextTests : CallbackFixture
{
    private static string? Read(nint text) => Marshal.PtrToStringUTF8(text);

    [Test]
    public void C_reads_what_the_callback_returns()
    {
        Title title = (out string? second) =>
        {
            second = "zwei";
            return "eins ä€😀";
        };
        using Registered<Title> registration = TitleThunks.Table.Register(title);
        nint first = TitleThunks.CallByC(registration.Address, registration.Context, out nint second);
        Assert.That(Read(first), Is.EqualTo("eins ä€😀"));
        Assert.That(Read(second), Is.EqualTo("zwei"));
    }

    [Test]
    public void Null_is_NULL()
    {
        Title title = (out string? second) => second = null;
        using Registered<Title> registration = TitleThunks.Table.Register(title);
        Assert.That(TitleThunks.CallByC(registration.Address, registration.Context, out nint second) == 0);
        Assert.That(second == 0);
    }

    [Test]
    public void A_NUL_inside_is_an_error()
    {
        Title title = (out string? second) => second = "a\0b";
        Assert.That(
            () =>
                Call(
                    TitleThunks.Table,
                    title,
                    (address, context) =>
                    {
                        Assert.That(TitleThunks.CallByC(address, context, out _) == 0);
                        return 0;
                    }
                ),
            Throws.ArgumentException.With.Message.Contains("NUL")
        );
    }

    [Test]
    public void A_string_stays_valid_until_the_callback_returns_another_on_the_thread()
    {
        int calls = 0;
        Title title = (out string? second) => (second = $"second {++calls}").Replace("second", "first", StringComparison.Ordinal);
        using Registered<Title> registration = TitleThunks.Table.Register(title),
            other = TitleThunks.Table.Register(title);
        (nint address, nint context) = (registration.Address, registration.Context);
        nint first = TitleThunks.CallByC(address, context, out nint second);
        OnThread(() => Assert.That(Read(TitleThunks.CallByC(address, context, out _)), Is.EqualTo("first 2")));
        Assert.That(Read(TitleThunks.CallByC(other.Address, other.Context, out _)), Is.EqualTo("first 3"));
        Assert.That(Read(first), Is.EqualTo("first 1"));
        Assert.That(Read(second), Is.EqualTo("second 1"));
        Assert.That(Read(TitleThunks.CallByC(address, context, out nint next)), Is.EqualTo("first 4"));
        Assert.That(Read(next), Is.EqualTo("second 4"));
    }

    [TestCase(NativeTextEncoding.Utf8)]
    [TestCase(NativeTextEncoding.Utf16)]
    [TestCase(NativeTextEncoding.Utf32)]
    [TestCase(NativeTextEncoding.Wide)]
    public void Every_width_is_kept(NativeTextEncoding encoding)
    {
        using Registered<Title> registration = TitleThunks.Table.Register((out string? second) => second = null);
        foreach (string text in new[] { "", "abc", "aä€😀\ud800z", new string('x', 5000), "short" })
        {
            nint kept = TitleThunks.Table.KeepText(registration.Context, 3, text, encoding, "'Title'");
            Assert.That(Decode(kept, encoding), Is.EqualTo(IsUtf16(encoding) ? text : text.Replace('\ud800', '\ufffd')));
        }

        Assert.That(() => TitleThunks.Table.KeepText(registration.Context, 3, "\0", encoding, "'Title'"), Throws.ArgumentException);
        Assert.That(
            Decode(TitleThunks.Table.KeepText(registration.Context, 3, "after", encoding, "'Title'"), encoding),
            Is.EqualTo("after")
        );
        Assert.That(TitleThunks.Table.KeepText(registration.Context, 3, null, encoding, "'Title'") == 0);
    }

    [Test]
    public void The_only_call_of_a_registration_may_return_text()
    {
        Registered<Title> registration = TitleThunks.Table.RegisterOnce((out string? second) => second = "once");
        nint text = TitleThunks.CallByC(registration.Address, registration.Context, out nint second);
        Assert.That(registration.IsDisposed);
        using Registered<Title> next = TitleThunks.Table.Register((out string? second) => second = "next");
        Assert.That(Read(TitleThunks.CallByC(next.Address, next.Context, out _)), Is.EqualTo("next"));
        Assert.That(Read(text), Is.EqualTo("once"));
        Assert.That(Read(second), Is.EqualTo("once"));
    }

    [Test]
    public void Single_use_callbacks_do_not_overwrite_the_strings_of_each_other()
    {
        List<(nint First, nint Second)> texts = [];
        for (int number = 0; number < 8; number++)
        {
            string text = $"text {number}";
            Registered<Title> registration = TitleThunks.Table.RegisterOnce((out string? second) => second = text);
            texts.Add((TitleThunks.CallByC(registration.Address, registration.Context, out nint second), second));
        }

        Assert.That(
            texts.SelectMany(static text => new[] { Read(text.First), Read(text.Second) }),
            Is.EqualTo(Enumerable.Range(0, 16).Select(static number => $"text {number / 2}"))
        );
    }

    [Test]
    public void Thunks_keep_strings_by_their_slot()
    {
        nint first = StepThunks.Table.KeepText(0, 0, "first", NativeTextEncoding.Utf8, "'Step'");
        nint second = StepThunks.Table.KeepText(1, 0, "second", NativeTextEncoding.Utf8, "'Step'");
        Assert.That(Read(first), Is.EqualTo("first"));
        Assert.That(Read(second), Is.EqualTo("second"));
    }

    private static bool IsUtf16(NativeTextEncoding encoding) =>
        encoding == NativeTextEncoding.Utf16 || (encoding == NativeTextEncoding.Wide && OperatingSystem.IsWindows());

    private static string Decode(nint text, NativeTextEncoding encoding)
    {
        if (encoding == NativeTextEncoding.Utf8)
        {
            return Read(text)!;
        }

        if (IsUtf16(encoding))
        {
            return new string((char*)text);
        }

        StringBuilder characters = new();
        for (uint* next = (uint*)text; *next != 0; next++)
        {
            characters.Append(new Rune(*next));
        }

        return characters.ToString();
    }
}
