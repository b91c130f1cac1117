using System.Text;
using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

public sealed unsafe class NativeCallTests
{
    private static NativeLibraryReference Library(string name) => new(typeof(NativeCallTests).Assembly, name);

    [Test]
    public void The_C_library_has_abs([Values("c", "")] string name)
    {
        nint abs = new NativeSymbol(Library(name), "abs").Bind();
        Assert.That(((delegate* unmanaged[Cdecl]<int, int>)abs)(-3), Is.EqualTo(3));
    }

    [Test]
    public void A_missing_library_lists_what_was_tried() =>
        Assert.That(() => new NativeSymbol(Library("koffi-none"), "f").Bind(), Throws.TypeOf<DllNotFoundException>().With.Message.Contains("libkoffi-none.so"));

    [Test]
    public void A_missing_symbol_names_its_library() =>
        Assert.That(() => new NativeSymbol(Library("c"), "koffi_none").Bind(), Throws.TypeOf<EntryPointNotFoundException>().With.Message.Contains("libc"));

    [Test]
    public void Strings_of_every_length_become_UTF8([Values("", "é", "\U0001F600")] string end)
    {
        Span<byte> buffer = stackalloc byte[128];
        for (int length = 0; length <= 300; length++)
        {
            string text = new string('a', length) + end;
            using Utf8Argument argument = new(text, buffer, "text");
            fixed (byte* first = argument)
                Assert.That(new Utf8Pointer(first).Span.SequenceEqual(Encoding.UTF8.GetBytes(text)), $"{length}");
        }
    }

    [Test]
    public void A_NUL_inside_a_string_is_refused([Range(0, 40)] int index) =>
        Assert.That(() => { _ = new Utf8Argument(new string('a', 40).Insert(index, "\0"), stackalloc byte[64], "text"); }, Throws.ArgumentException);
}
