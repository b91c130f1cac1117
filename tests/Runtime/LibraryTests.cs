using System.Runtime.InteropServices;
using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

/// <summary>
/// Tests of loading. Each test uses names of its own, because a loaded or configured library stays so for the whole process.
/// </summary>
[Platform("Linux")]
[NonParallelizable]
public sealed unsafe class LibraryTests
{
    private static NativeSymbol Symbol(string library, string name) =>
        new(new NativeLibraryReference(typeof(LibraryTests).Assembly, library), name);

    private static int Answer(NativeSymbol symbol) => ((delegate* unmanaged[Cdecl]<int>)symbol.Bind())();

    [TearDown]
    public void ForgetResolver() => Koffi.LibraryResolver = null;

    [Test]
    public void The_mathematical_library_is_found_despite_its_linker_script()
    {
        nint cos = Symbol("m", "cos").Bind();
        Assert.That(((delegate* unmanaged[Cdecl]<double, double>)cos)(0), Is.EqualTo(1));
    }

    [Test]
    public void A_linker_script_is_not_loaded_and_is_listed_with_the_message_of_the_loader()
    {
        using NativeSource native = new();
        File.WriteAllText(
            native.File("libscript.so"),
            "/* GNU ld script: use the shared library, but some functions are only in the static one. */\n"
                + "GROUP ( libm.so.6 AS_NEEDED ( libmvec.so.1 ) )\n"
        );
        Koffi.SetLibrary("script", native.File("libscript.so"));
        Assert.That(
            () => Symbol("script", "cos").Bind(),
            Throws
                .TypeOf<DllNotFoundException>()
                .With.Message.Contains("'script'")
                .And.Message.Contains("'cos'")
                .And.Message.Contains(native.File("libscript.so") + ": ")
                .And.Message.Match("invalid ELF header|Exec format|not a dynamic")
        );
    }

    [Test]
    public void A_path_that_is_set_takes_precedence_over_versions_and_names_of_the_system()
    {
        using NativeSource native = new();
        native.Compile("other.so", "int answer(void) { return 42; }");
        Koffi.SetLibrary("path-wins", native.File("other.so"));
        NativeLibraryReference library = new(typeof(LibraryTests).Assembly, "path-wins") { Linux = "m", Versions = ["libc.so.6"] };
        Assert.That(Answer(new NativeSymbol(library, "answer")), Is.EqualTo(42));
    }

    [Test]
    public void A_name_that_is_set_takes_precedence_over_versions()
    {
        Koffi.SetLibrary("name-wins", "m");
        NativeLibraryReference library = new(typeof(LibraryTests).Assembly, "name-wins") { Linux = "c", Versions = ["libc.so.6"] };
        Assert.That(
            () => new NativeSymbol(library, "koffi_none").Bind(),
            Throws.TypeOf<EntryPointNotFoundException>().With.Message.Contains("libm")
        );
    }

    [Test]
    public void The_name_of_the_system_takes_precedence_over_the_declared_name()
    {
        NativeLibraryReference library = new(typeof(LibraryTests).Assembly, "koffi-declared") { Linux = "m" };
        Assert.That(new NativeSymbol(library, "cos").IsAvailable);
    }

    [Test]
    public void Versions_are_tried_before_the_plain_name()
    {
        NativeLibraryReference library = new(typeof(LibraryTests).Assembly, "m-versions")
        {
            Versions = ["libkoffi-none.so.1", "libm.so.6"],
        };
        Assert.That(new NativeSymbol(library, "cos").IsAvailable);
    }

    [Test]
    public void A_path_cannot_be_set_after_the_library_is_loaded()
    {
        NativeLibraryReference used = new(typeof(LibraryTests).Assembly, "in-use") { Linux = "m" };
        NativeLibraryReference failed = new(typeof(LibraryTests).Assembly, "in-use");
        Assert.That(new NativeSymbol(used, "cos").IsAvailable);
        Assert.That(() => Koffi.SetLibrary("in-use", "c"), Throws.InvalidOperationException.With.Message.Contains("'in-use'"));

        Assert.That(new NativeSymbol(failed, "cos").IsAvailable, Is.False);
        Assert.That(() => Koffi.SetLibrary("in-use", "c"), Throws.InvalidOperationException, "Another declaration still has it.");
    }

    [Test]
    public void A_path_can_be_set_after_a_failure()
    {
        Assert.That(Symbol("set-later", "cos").IsAvailable, Is.False);
        Koffi.SetLibrary("set-later", "m");
        Assert.That(Symbol("set-later", "cos").IsAvailable);
    }

    [Test]
    public void The_resolver_is_asked_first_and_may_decline()
    {
        List<string> asked = [];
        Koffi.LibraryResolver = (name, assembly) =>
        {
            asked.Add($"{name} of {assembly.GetName().Name}");
            return name == "resolved" ? NativeLibrary.Load("libm.so.6") : 0;
        };
        Assert.That(Symbol("resolved", "cos").IsAvailable);
        Assert.That(Symbol("declined", "cos").IsAvailable, Is.False);
        Assert.That(string.Join(", ", asked), Is.EqualTo("resolved of KoffiGen.Tests, declined of KoffiGen.Tests"));
    }

    [Test]
    public void An_exception_of_the_resolver_is_thrown_and_the_library_is_not_loaded()
    {
        Koffi.LibraryResolver = static (_, _) => throw new TimeoutException();
        Assert.That(Symbol("throwing", "cos").TryBind(), Is.EqualTo((nint)0));
        Assert.That(() => Symbol("throwing", "cos").Bind(), Throws.TypeOf<TimeoutException>());
        Assert.That(() => Koffi.SetLibrary("throwing", "m"), Throws.Nothing);
    }

    [Test]
    public void A_library_that_is_installed_later_is_loaded()
    {
        using NativeSource native = new();
        Koffi.SetLibrary("comes-later", native.File("late.so"));
        NativeSymbol symbol = Symbol("comes-later", "answer");
        Assert.That(symbol.TryBind(), Is.EqualTo((nint)0));
        Assert.That(
            () => symbol.Bind(),
            Throws.TypeOf<DllNotFoundException>().With.Message.Contains(native.File("late.so") + ": no such file")
        );

        native.Compile("late.so", "int answer(void) { return 43; }");
        Assert.That(Answer(symbol), Is.EqualTo(43));
    }

    [Test]
    public void A_symbol_that_is_available_later_is_bound()
    {
        using NativeSource native = new();
        NativeSymbol symbol = Symbol("", "koffi_test_answer");
        Assert.That(
            () => symbol.Bind(),
            Throws
                .TypeOf<EntryPointNotFoundException>()
                .With.Message.Contains("koffi_test_answer")
                .And.Message.Contains("the process itself")
        );

        native.Compile("global.so", "int koffi_test_answer(void) { return 44; }");
        Koffi.SetLibrary("brings-symbol", native.File("global.so"));
        NativeLibraryReference global = new(typeof(LibraryTests).Assembly, "brings-symbol") { Global = true };
        Assert.That(new NativeSymbol(global, "koffi_test_answer").IsAvailable);
        Assert.That(Answer(symbol), Is.EqualTo(44));
    }

    [Test]
    public void A_missing_library_lists_every_file_tried() =>
        Assert.That(
            () => Symbol("koffi-none", "f").Bind(),
            Throws
                .TypeOf<DllNotFoundException>()
                .With.Message.Contains(Path.Combine(AppContext.BaseDirectory, "libkoffi-none.so") + ": no such file")
                .And.Message.Contains("  libkoffi-none.so: libkoffi-none.so: cannot open")
                .Or.Message.Contains("Error loading shared library")
        );

    [Test]
    public void The_highest_version_is_tried_first()
    {
        string[] versions = ["9", "10.1", "10", "1.2.3", "10.1.0"];
        Array.Sort(versions, LibraryNames.CompareVersions);
        Assert.That(string.Join(", ", versions), Is.EqualTo("10.1.0, 10.1, 10, 9, 1.2.3"));
    }

    [Test]
    public void Names_are_those_of_the_platform()
    {
        Assert.That(
            string.Join(", ", LibraryNames.Candidates("foo", ["3"], LibraryPlatform.Linux)),
            Is.EqualTo("libfoo.so.3, foo, libfoo.so, foo.so")
        );
        Assert.That(
            string.Join(", ", LibraryNames.Candidates("foo", ["3"], LibraryPlatform.MacOS)),
            Is.EqualTo("libfoo.3.dylib, foo, libfoo.dylib, foo.dylib")
        );
        Assert.That(
            string.Join(", ", LibraryNames.Candidates("foo", ["3"], LibraryPlatform.Windows)),
            Is.EqualTo("foo-3.dll, libfoo-3.dll, foo, foo.dll, libfoo.dll")
        );
        Assert.That(LibraryNames.Candidates("foo", ["libfoo.so.3"], LibraryPlatform.Linux)[0], Is.EqualTo("libfoo.so.3"));
    }
}
