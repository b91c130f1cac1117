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
        Assert.That(
            () => new NativeSymbol(Library("koffi-none"), "f").Bind(),
            Throws.TypeOf<DllNotFoundException>().With.Message.Contains("libkoffi-none.so")
        );

    [Test]
    public void A_missing_symbol_names_its_library() =>
        Assert.That(
            () => new NativeSymbol(Library("c"), "koffi_none").Bind(),
            Throws.TypeOf<EntryPointNotFoundException>().With.Message.Contains("libc")
        );
}
