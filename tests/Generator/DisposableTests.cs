namespace KoffiGen.Tests.Generator;

/// <summary>Tests of the scope of a disposable type's name, and of the code that is generated for its uses.</summary>
internal sealed class DisposableTests
{
    private const string Texts = """
        [KoffiLibrary("texts")]
        [KoffiDisposable("Owned", "str", nameof(Free))]
        static partial class Texts
        {
            internal static void Free(nint address) => Koffi.Free(address);
        }
        """;

    [TestCase("[KoffiImport(\"Owned f(void)\")]", "static string? f()")]
    [TestCase("[KoffiImport(\"f\", \"Owned\")]", "static string? f()")]
    [TestCase("[KoffiImport(\"int f(_Out_ Owned *text)\")]", "static int f(out string? text)")]
    [TestCase("[KoffiImport(\"f\", \"int\", \"_Out_ Owned *\")]", "static int f(out string? ")]
    [TestCase("[KoffiDefine(\"Owned f(void);\")]", "static string? f()")]
    [TestCase("[KoffiDefine(\"typedef Owned Other; Other f(void);\")]", "static string? f()")]
    [TestCase("[KoffiDefine(\"struct s { int n; Owned text; };\")]", "public void FreeOwned()")]
    public void A_class_knows_its_own_name(string attribute, string generated)
    {
        string text = Generate([], Texts.Replace("[KoffiDisposable", attribute + " [KoffiDisposable", StringComparison.Ordinal));
        Assert.That(
            text,
            Does.Contain(generated.Replace("static ", "static unsafe ", StringComparison.Ordinal)).And.Contain("global::Texts.Free(")
        );
    }

    [Test]
    public void A_disposable_type_with_a_unique_name_is_known_in_other_classes_and_files()
    {
        string text = Generate(
            [new("zip.koffi", "Owned zip_name(int index);\nstruct entry { Owned name; };")],
            Texts,
            "[KoffiImport(\"Owned f(void)\")] static partial class Others;"
        );
        Assert.That(text.Split("global::Texts.Free("), Has.Length.EqualTo(4));
    }

    [Test]
    public void A_file_and_its_includers_know_the_disposable_types_of_its_class()
    {
        const string Other = "[KoffiDisposable(\"Owned\", \"str16\")] static class Elsewhere;";
        string text = Generate(
            [
                new("texts.koffi", "#pragma koffi class(Texts)\nOwned f(void);"),
                new("more.koffi", "#include \"texts.koffi\"\nOwned g(void);"),
            ],
            Other,
            "namespace Root;" + Texts.Replace("[KoffiLibrary(\"texts\")]", "", StringComparison.Ordinal)
        );
        Assert.That(text.Split("global::Root.Texts.Free("), Has.Length.EqualTo(3));
    }

    [Test]
    public void A_type_of_the_assembly_is_known_in_every_unit()
    {
        string text = Generate(
            [new("zip.koffi", "Owned zip_name(int index);")],
            "[assembly: KoffiDisposable(\"Owned\", \"str\", nameof(Memory.Free))] "
                + "static class Memory { internal static void Free(nint address) => Koffi.Free(address); }",
            "namespace Some.Where; static partial class Outer { "
                + "[KoffiDefine(\"struct s { Owned text; };\"), KoffiImport(\"Owned f(void)\")] static partial class Inner; }"
        );
        Assert.That(text.Split("global::Memory.Free("), Has.Length.EqualTo(4));
    }

    [TestCase("typedef str!(g_free) gstr;", "Symbol = new(Library, \"g_free\")")]
    [TestCase("typedef str!(glib:g_free) gstr;", "Symbol = new(Library_2, \"g_free\")")]
    [TestCase("typedef str! gstr;", "NativeMemoryOwner.Free(global::")]
    [TestCase("typedef const char *!(g_free) first; typedef first gstr;", "Symbol = new(Library, \"g_free\")")]
    public void A_typedef_may_name_a_function_of_C(string typedef, string generated)
    {
        const string Functions = "gstr f(void); int g(_Out_ gstr *text); struct s { int n; gstr text; };";
        string[] texts =
        [
            Generate([new("glib.koffi", typedef + Functions)]),
            Generate([], $"[KoffiDefine(\"{typedef}{Functions}\")] static partial class Texts;"),
            Generate(
                [],
                $"[assembly: KoffiDefine(\"{typedef}\")] [KoffiImport(\"gstr f(void)\"), KoffiImport(\"g\", \"int\", \"_Out_ gstr *\"), "
                    + $"KoffiDefine(\"struct s {{ int n; gstr text; }};\")] static partial class Texts;"
            ),
        ];
        using (Assert.EnterMultipleScope())
        {
            foreach (string text in texts)
            {
                Assert.That(
                    text,
                    Does.Contain(generated).And.Contain("string? f()").And.Contain("out string? ").And.Contain("FreeOwned()")
                );
                Assert.That(text.Split("NativeMemoryOwner.Free("), Has.Length.EqualTo(4));
            }
        }
    }

    private static string Generate(MemoryFile[] files, params string[] sources) =>
        string.Concat(GeneratorHarness.Run(files, sources).Result.GeneratedSources.Select(static source => source.SourceText.ToString()));
}
