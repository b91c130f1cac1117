namespace KoffiGen.Tests.Generator;

/// <summary>Tests that C objects whose struct is complete have handles, too, if a declaration names the function that frees them.</summary>
internal sealed class OwnedStructTests
{
    private const string Surface = "typedef struct Surface { int width; } Surface;";
    private const string Use = "int Surface_use(const Surface *s);";

    [TestCase(Surface + "Surface *!(Surface_free) Surface_new(void);")]
    [TestCase(Surface + "int Surface_new(_Out_ Surface *!(Surface_free)*s);")]
    [TestCase(Surface + "struct Surface !(Surface_free); Surface *! Surface_new(void);")]
    [TestCase(Surface + "Surface !(Surface_free); Surface *! Surface_new(void);")]
    [TestCase(Surface + "opaque Surface !(Surface_free); Surface *! Surface_new(void);")]
    [TestCase("struct Surface !(Surface_free);" + Surface + "Surface *! Surface_new(void);")]
    [TestCase("typedef struct { int width; } Surface; Surface !(Surface_free); Surface *! Surface_new(void);")]
    [TestCase("struct Surface { int width; } !(Surface_free); typedef struct Surface Surface; Surface *! Surface_new(void);")]
    [TestCase("#pragma koffi owned(Surface_n*)\n" + Surface + "struct Surface !(Surface_free); Surface *Surface_new(void);")]
    public void The_handle_of_a_struct_closes_with_the_function(string declarations)
    {
        string text = Generate(declarations + Use);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain("class SurfaceHandle :"));
            Assert.That(text, Does.Contain("public ref Surface Value"));
            Assert.That(text, Does.Contain("int Surface_use(global::Root.Surface.ReadOnlyArgument s)"));
            Assert.That(text, Does.Contain("int Surface_use(in global::Root.Surface s)"));
            Assert.That(text, Does.Contain("SurfaceHandle Surface_new()").Or.Contain("int Surface_new(out global::Root.SurfaceHandle s)"));
        }
    }

    [Test]
    public void A_file_names_the_disposer_of_an_included_type()
    {
        string text = string.Concat(
            GeneratorHarness
                .Run([
                    new MemoryFile("/p/sdl.koffi", Surface + Use),
                    new MemoryFile("/p/own.koffi", "#include \"sdl.koffi\"\nstruct Surface !(Surface_free); Surface *! Surface_new(void);"),
                    new MemoryFile("/p/other.koffi", "#include \"sdl.koffi\"\nopaque Surface !(Surface_free);"),
                ])
                .Result.GeneratedSources.Select(static source => source.SourceText.ToString())
        );
        Assert.That(text, Does.Contain("class SurfaceHandle :").And.Contain("SurfaceHandle Surface_new()"));
    }

    [Test]
    public void An_asynchronous_call_takes_the_handle()
    {
        string text = Generate(
            "#pragma koffi async(*)\n" + Surface + "struct Surface !(Surface_free); Surface *! Surface_new(void);" + Use
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain("Surface_useAsync(global::Root.SurfaceHandle? s, "));
            Assert.That(text, Does.Contain("ValueTask<global::Root.SurfaceHandle> Surface_newAsync("));
        }
    }

    [Test]
    public void A_member_may_have_the_name_of_the_argument()
    {
        string text = Generate(
            "struct S { int Argument; }; struct S !(S_free); struct T { int Argument; }; int f(struct S *s, struct T *t);"
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain("public int Argument_;"));
            Assert.That(text, Does.Contain("public int Argument;"));
        }
    }

    // The sizes of several members differ between platforms, so no single C# struct has the layout.
    [Test]
    public void An_object_without_a_C_sharp_struct_is_an_address()
    {
        string text = Generate(
            "struct S { wchar_t letter; long size; char16_t code[4]; unsigned bits : 3; }; struct S !(S_free); "
                + "struct S *! S_new(void); int f(struct S *s);"
        );
        Assert.That(text, Does.Contain("nint S_new()").And.Contain("int f(nint s)"));
    }

    [Test]
    public void An_over_aligned_struct_has_a_handle()
    {
        GeneratorRun run = GeneratorHarness.Run(
            """
            [KoffiDefine("struct Big { _Alignas(32) float values[8]; }; struct Big !(Big_free); struct Big *! Big_new(void);")]
            [KoffiImport("int f(struct Big *a, const struct Big *b)", Async = true)]
            static partial class C;
            """
        );
        Assert.That(
            run.Output.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error),
            Is.Empty
        );
    }

    [TestCase("Surface *!(Surface_free) f(void)", "Surface F()", "Surface_free")]
    [TestCase("Surface *!(Surface_end) f(void)", "Surface? F()", "Surface_end")]
    [TestCase("Surface *! f(void)", "Surface F()", "Surface_free")]
    [TestCase("int f(_Out_ Surface *!*s)", "int F(out Surface s)", "Surface_free")]
    [TestCase("Surface *! f(void)", "void F()", "Surface_free")]
    public void A_copy_is_freed_by_the_function(string prototype, string signature, string disposer)
    {
        string text = Bind(prototype, signature);
        Assert.That(text, Does.Match(@"disposer = global::CSymbols\." + disposer + @"(_\d)?\.Address"));
    }

    [TestCase("int f(Surface *a)", "int F(SurfaceHandle a)")]
    [TestCase("int f(const Surface *a)", "int F(Surface.Argument a)")]
    [TestCase("int f(const Surface *a)", "int F(Surface.ReadOnlyArgument a)")]
    [TestCase("int f(_In_ Surface *a)", "int F(Surface.ReadOnlyArgument a)")]
    [TestCase("int f(_Inout_ Surface *a)", "int F(SurfaceHandle? a)")]
    [TestCase("int f(_Inout_ Surface *a)", "Task<(int, Surface)> F(Surface a)")]
    [TestCase("int f(_Inout_ Surface *a)", "Task<int> F(SurfaceHandle a)")]
    [TestCase("int f(Surface *!a)", "int F(SurfaceHandle a)")]
    [TestCase("int f(Surface *!a)", "int F(Surface.Argument a)")]
    [TestCase("int f(void *a)", "int F(SurfaceHandle a)")]
    [TestCase("Surface *!(Surface_end) f(void)", "SurfaceHandle F()")]
    [TestCase("Surface *! f(void)", "Pointer<Surface> F()")]
    [TestCase("int f(_Out_ Surface *!*a)", "int F(out SurfaceHandle a)")]
    [TestCase("int f(Surface *a)", "Task<int> F(SurfaceHandle a)")]
    [TestCase("int f(Surface *!a)", "Task<int> F(SurfaceHandle a)")]
    [TestCase("int f(int n, ...)", "int F(int n, SurfaceHandle a)")]
    [TestCase("int f(int n, ...)", "int F(int n, SurfaceHandle a, out SurfaceHandle b)")]
    public void A_signature_may_name_the_handle(string prototype, string signature) =>
        Assert.That(Bind(prototype, signature), Does.Not.Contain("errors, which the build reports"));

    [TestCase("int f(Surface a[2])", "int F(SurfaceHandle a)")]
    [TestCase("int f(_In_reads_(n) const Surface *a, int n)", "int F(SurfaceHandle a, int n)")]
    [TestCase("Surface *f(void)", "SurfaceHandle F()")]
    [TestCase("int f(_Out_ Surface **a)", "int F(out SurfaceHandle a)")]
    [TestCase("int f(Surface *!a)", "int F(Span<Surface> a)")]
    [TestCase("int f(Surface *a)", "Task<int> F(Surface.Argument a)")]
    [TestCase("int f(const Surface *a)", "Task<int> F(Surface.ReadOnlyArgument a)")]
    [TestCase("int f(Surface *a)", "int F(Surface.ReadOnlyArgument a)")]
    [TestCase("int f(const Surface *!a)", "int F(Surface.ReadOnlyArgument a)")]
    [TestCase("int Surface_free(const Surface *a)", "int F(Surface.ReadOnlyArgument a)")]
    public void A_signature_may_not_name_the_handle(string prototype, string signature) =>
        Assert.That(Bind(prototype, signature), Does.Contain("errors, which the build reports"));

    private static string Bind(string prototype, string signature) =>
        string.Concat(
            GeneratorHarness
                .Run(
                    $$"""
                    [KoffiDefine("{{Surface}} struct Surface !(Surface_free); typedef Surface *!(Surface_end) lent;")]
                    static partial class C
                    {
                        [KoffiImport("{{prototype}}")] public static partial {{signature}};
                    }
                    """
                )
                .Result.GeneratedSources.Select(static source => source.SourceText.ToString())
        );

    private static string Generate(string declarations) =>
        string.Concat(
            GeneratorHarness
                .Run([new MemoryFile("sdl.koffi", declarations)])
                .Result.GeneratedSources.Select(static source => source.SourceText.ToString())
        );
}
