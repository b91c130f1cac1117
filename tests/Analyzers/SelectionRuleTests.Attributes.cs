using KoffiGen.Tests.Generator;
using KoffiGen.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KoffiGen.Tests.Analyzers;

public sealed partial class SelectionRuleTests
{
    [TestCase("[KoffiImport(\"long double sine(long double x)\")] internal static partial class C;", "KOFFI204")]
    [TestCase("[KoffiDefine(\"long double sine(long double x);\")] internal static partial class C;", "KOFFI204")]
    [TestCase("[KoffiDefine(\"extern long double x;\")] internal static partial class C;", "KOFFI052")]
    [TestCase(
        "[KoffiDefine(\"struct wide { long double x; }; struct around { struct wide w; };\")] internal static partial class C;",
        "KOFFI135"
    )]
    [TestCase("[KoffiDefine(\"#define BROKEN (MISSING + 1)\\nint f(void);\")] internal static partial class C;", "KOFFI111")]
    [TestCase("[KoffiImport(\"int f(struct unbound u)\")] internal static partial class C;", "KOFFI218")]
    [TestCase("[KoffiDefine(\"struct around { struct unbound u; };\")] internal static partial class C;", "KOFFI135")]
    [TestCase("[KoffiImport(\"off_t f(void)\")] internal static partial class C;", "KOFFI102")]
    [TestCase("[KoffiImport(\"int __vectorcall f(void)\")] internal static partial class C;", "KOFFI014")]
    [TestCase("[KoffiImport(\"int f(offset x)\")] internal static partial class C;", "KOFFI058")]
    [TestCase("[KoffiImport(\"int f(struct times x)\")] internal static partial class C;", "KOFFI218")]
    [TestCase("[KoffiImport(\"int f(char x[sizeof(struct times)])\")] internal static partial class C;", "KOFFI058")]
    [TestCase("[KoffiDefine(\"struct around { struct times t; };\")] internal static partial class C;", "KOFFI135")]
    [TestCase("[KoffiImport(\"int f(int a[WRONG])\")] internal static partial class C;", "KOFFI058")]
    [TestCase("[KoffiImport(\"int f(struct unwanted u)\")] internal static partial class C;", "KOFFI059")]
    public async Task An_attribute_asks_for_just_that(string source, string id)
    {
        AnalyzerOptions options = new(
            [
                new MemoryFile(
                    "/project/px.koffi",
                    "#pragma koffi exclude(unwanted)\n#define WRONG (MISSING + 1)\ntypedef off_t offset;\n"
                        + "struct times { time_t at; int zone; };\nstruct unbound { long double x; };\nstruct unwanted { int x; };"
                ),
            ],
            new MemoryOptions("Root")
        );
        IEnumerable<Diagnostic> diagnostics = await AnalyzerVerifier.AnalyzeAsync(
            AnalyzerVerifier.Generate(options, "using KoffiGen;\n" + source),
            options
        );
        Assert.That(
            diagnostics
                .Where(static diagnostic => diagnostic.Location.SourceTree is not null)
                .Select(static diagnostic => $"{diagnostic.Severity} {diagnostic.Id}"),
            Is.EqualTo((string[])["Error " + id])
        );
    }

    private const string ShapeTypes =
        "opaque h !(h_free); struct p { int x; }; enum e { A }; typedef void visit(struct p p); void h_free(h *h); "
        + "int fa(void); int fb(struct mentioned *m);";

    private const string Shapes = "#pragma koffi include(fa)\n" + ShapeTypes;

    // A wrong declaration of a file that an attribute uses.
    [TestCase(
        "#define N (M + 1)\nint nil(void);",
        "[KoffiImport(\"int f(int a[N])\")] internal static partial int F(Span<int> a);",
        "Error KOFFI058 'N'"
    )]
    [TestCase(
        "#define N (M + 1)\nint nil(void);",
        "[KoffiImport(\"f\", \"int\", \"int *\", \"char[N]\")] internal static partial int F(Span<int> a, Span<byte> b);",
        "Error KOFFI058 'N'"
    )]
    [TestCase(
        "#pragma koffi include(nil)\n#define N (M + 1)\n#define TWICE (N * 2)\nint nil(void);",
        "[KoffiImport(\"int f(int a[TWICE])\")] internal static partial int F(Span<int> a);",
        "Error KOFFI058 'TWICE'"
    )]
    [TestCase(
        "#define N (M + 1)\nint nil(void);",
        "[KoffiImport(\"int f(_Out_writes_(N) char *a)\")] internal static partial int F(Span<byte> a);",
        "Error KOFFI058 'N'"
    )]
    [TestCase(
        "#define N (M + 1)\nint nil(void);",
        "[KoffiImport(\"int f(_Out_writes_bytes_(n * N) char *a, int n)\")] internal static partial int F(Span<byte> a, int n);",
        "Error KOFFI058 'N'"
    )]
    [TestCase(
        "#define N (M + 1)\nint nil(void);",
        "[KoffiImport(\"int f(_Out_writes_to_(4, N) char *a)\")] internal static partial int F(Span<byte> a);",
        "Error KOFFI058 'N'"
    )]
    [TestCase(
        "#pragma koffi include(nil)\ntypedef nope w;\nint nil(void);",
        "[KoffiImport(\"int g(w a)\")] internal static partial int G(int a);",
        "Error KOFFI058 'w'"
    )]
    [TestCase(
        "#pragma koffi include(nil)\ntypedef nope w, *v;\nint nil(void);",
        "[KoffiImport(\"v *g(int a)\")] internal static partial nint G(int a);",
        "Error KOFFI058 'v'"
    )]
    [TestCase(
        "#define N (M + 1)\nint nil(void);",
        "[KoffiSymbol(\"extern int v[N]\")] internal static partial ref int V { get; }",
        "Error KOFFI058 'N'"
    )]
    [TestCase(
        "#pragma koffi include(nil)\ntypedef nope w;\nint nil(void);",
        "[KoffiSymbol(\"extern w v\")] internal static partial ref int V { get; }",
        "Error KOFFI058 'w'"
    )]
    [TestCase(
        "typedef nope w;\nint nil(void);",
        "[KoffiSymbol(\"extern w v\")] internal static partial ref int V { get; }",
        "Error KOFFI101 'nope'"
    )]
    [TestCase(
        "#define N (M + 1)\nstruct s { int a[N]; };",
        "[KoffiSymbol(\"extern int v[N]\")] internal static partial Span<int> V { get; }",
        "Error KOFFI111 'M'"
    )]
    [TestCase(
        "#pragma koffi include(nil)\nstruct q { nope x; int y; };\nint nil(void);",
        "[KoffiImport(\"int h(char x[sizeof(struct q)])\")] internal static partial int H(Span<byte> x);",
        "Error KOFFI058 'struct q'"
    )]
    [TestCase(
        "#pragma koffi include(nil)\nenum e { A = NOPE, B };\nint nil(void);",
        "[KoffiImport(\"int f(int a[B])\")] internal static partial int F(Span<int> a);",
        "Error KOFFI058 'B'"
    )]
    [TestCase(
        "#pragma koffi disable(KOFFI101)\ntypedef nope w;\nint nil(void);",
        "[KoffiImport(\"int g(w a)\")] internal static partial int G(int a);",
        "Error KOFFI058 'w'"
    )]
    [TestCase(
        "typedef nope w;\nint nil(void);",
        "[KoffiImport(\"int g(w a)\")] internal static partial int G(int a);",
        "Error KOFFI101 'nope'"
    )]
    [TestCase(
        "#define N (M + 1)\nint nil(void);",
        "[KoffiCallback(\"int visit(int a[N])\")] internal delegate int Visit(Span<int> a);",
        "Error KOFFI111 'M'"
    )]
    [TestCase(
        "#pragma koffi include(nil)\ntypedef nope w;\nint nil(void);",
        "[KoffiCallback(\"int visit(w a)\")] internal delegate int Visit(int a);",
        "Error KOFFI101 'nope'"
    )]
    [TestCase(
        "#pragma koffi include(nil)\ntypedef nope w;\nint nil(void);",
        "} [KoffiDisposable(\"mine\", \"w *\")] internal static partial class D {",
        "Error KOFFI101 'nope'"
    )]
    [TestCase(
        "#pragma koffi include(nil)\n#define N 4\n#define OTHER (M + 1)\nstruct q { int x[N]; };\nint nil(void);",
        "[KoffiImport(\"int f(int a[N], char x[sizeof(struct q)])\")] internal static partial int F(Span<int> a, Span<byte> x);",
        ""
    )]
    [TestCase(
        Shapes,
        "[KoffiImport(\"int use(h *h, struct p *p)\")] internal static partial int Use(nint h, nint p);",
        "Error KOFFI059 'h'; Error KOFFI059 'struct p'"
    )]
    [TestCase(Shapes, "[KoffiImport(\"int use(struct p p)\")] internal static partial int Use(nint p);", "Error KOFFI059 'struct p'")]
    [TestCase(Shapes, "} [KoffiImport(\"int use(enum e e)\")] internal static partial class D {", "Error KOFFI059 'enum e'")]
    [TestCase(
        Shapes,
        "} [KoffiImport(\"use\", \"int\", \"int\", \"visit *\")] internal static partial class D {",
        "Error KOFFI059 'visit'"
    )]
    [TestCase(Shapes, "} [KoffiImport(\"h *!open(void)\")] internal static partial class D {", "Error KOFFI059 'open'")]
    [TestCase(Shapes, "} [KoffiImport(\"int each(void (*done)(struct p p))\")] internal static partial class D {", "Error KOFFI059 'void'")]
    [TestCase(Shapes, "[KoffiSymbol(\"extern struct p v\")] internal static partial ref int V { get; }", "Error KOFFI059 'v'")]
    [TestCase(Shapes, "} [KoffiImport(\"int use(struct unknown *p, struct mentioned *q)\")] internal static partial class D {", "")]
    [TestCase(Shapes, "} namespace Root { [KoffiImport(\"int fb(struct mentioned *m)\")] internal static partial class px { }", "")]
    [TestCase(
        "#pragma koffi exclude(h, p, e, visit)\n" + ShapeTypes,
        "} [KoffiImport(\"int use(h *h, struct p *p, enum e *e, visit *v)\")] internal static partial class D {",
        ""
    )]
    [TestCase(
        "#pragma koffi exclude(h, p, e, visit)\n" + ShapeTypes,
        "} [KoffiImport(\"int use(struct p p)\")] [KoffiImport(\"enum e get(void)\")] [KoffiImport(\"h *!open(void)\")] internal static partial class D {",
        "Error KOFFI059 'struct p'; Error KOFFI059 'get'; Error KOFFI059 'open'"
    )]
    [TestCase(
        "#pragma koffi include(h, p, e, visit)\n" + ShapeTypes,
        "} [KoffiImport(\"h *!use(struct p p, struct p *q, enum e e, visit *v)\")] internal static partial class D {",
        ""
    )]
    public async Task An_attribute_uses_a_declaration_of_a_file(string file, string member, string expected)
    {
        AnalyzerOptions options = new([new MemoryFile("/project/px.koffi", file)], new MemoryOptions("Root"));
        Compilation compilation = AnalyzerVerifier.Generate(
            options,
            $"using System;\nusing KoffiGen;\ninternal static partial class C {{ {member} }}"
        );
        IEnumerable<Diagnostic> errors = (await AnalyzerVerifier.AnalyzeAsync(compilation, options)).Where(static diagnostic =>
            diagnostic.Severity == DiagnosticSeverity.Error
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                string.Join(
                    "; ",
                    from diagnostic in errors
                    let source = diagnostic.Location.SourceTree?.ToString() ?? file
                    let span = diagnostic.Location.SourceSpan
                    select $"{diagnostic.Severity} {diagnostic.Id} '{source.Substring(span.Start, span.Length)}'"
                ),
                Is.EqualTo(expected)
            );
            Assert.That(
                compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning),
                Is.Empty
            );
        }
    }

    [Test]
    public async Task A_definition_reports_an_included_function_that_cannot_be_bound()
    {
        IEnumerable<Diagnostic> diagnostics = await AnalyzerVerifier.AnalyzeAsync(
            AnalyzerVerifier.Generate(
                true,
                "using KoffiGen;\n"
                    + "[KoffiDefine(\"#pragma koffi include(helper, f)\\nstatic int helper(void);\\nint f(void);\")] "
                    + "internal static partial class C;"
            )
        );
        Assert.That(
            diagnostics.Select(static diagnostic => $"{diagnostic.Severity} {diagnostic.Id}"),
            Is.EqualTo((string[])["Warning KOFFI055"])
        );
    }

    [Test]
    public async Task Warnings_as_errors_do_not_apply_to_unused_declarations()
    {
        AnalyzerOptions options = new(
            [
                new MemoryFile(
                    "/project/px.koffi",
                    "long double sine(long double x);\nstruct wide { long double x; };\n#define BROKEN (MISSING + 1)\nint sound(void);"
                ),
            ],
            new MemoryOptions("Root")
        );
        Compilation compilation = AnalyzerVerifier.Generate(options);
        compilation = compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error));
        Assert.That(
            (await AnalyzerVerifier.AnalyzeAsync(compilation, options)).Select(static diagnostic => diagnostic.Severity),
            Is.EqualTo(Enumerable.Repeat(DiagnosticSeverity.Info, 3))
        );
    }

    [Test]
    public async Task The_wrong_example_of_a_page_is_reported_and_the_right_one_is_not()
    {
        DiagnosticPage page = DiagnosticPage.Read("KOFFI057");
        await A_file_reports(page.Wrong, "Error KOFFI057 'style'");
        await A_file_reports(page.Right, "");
    }

    [TestCase(
        "#pragma koffi exclude(mark_t)\ntypedef struct mark_s { int x; } mark_t;\ntypedef struct tok_s { mark_t m; } tok_t;",
        "",
        "'tok_t' uses 'mark_t' by value, but 'exclude(mark_t)' excludes 'mark_t'. Change the directive so that it keeps 'mark_t', or exclude 'tok_t', too."
    )]
    [TestCase(
        "#pragma koffi exclude(mark_*)\ntypedef struct mark_s { int x; } mark_t;\nint f(mark_t m);",
        "",
        "'f' uses 'mark_t' by value, but 'exclude(mark_*)' excludes 'mark_t'. Change the directive so that it keeps 'mark_t', or exclude 'f', too."
    )]
    [TestCase(
        "#pragma koffi exclude(a)\ntypedef struct { int x; } a;",
        "int f(a x);",
        "'f' uses 'a' by value, but 'exclude(a)' in 'px.koffi' excludes 'a'. Change the directive so that it keeps 'a', or exclude 'f', too."
    )]
    [TestCase(
        "typedef struct { int x; } banned;\nint f(banned x);",
        "",
        "'f' uses 'banned' by value, but 'KoffiExclude=\"ban*\"' excludes 'banned'. Change the directive so that it keeps 'banned', or exclude 'f', too."
    )]
    public async Task A_message_names_the_directive_that_excludes_a_type(string text, string other, string expected)
    {
        AnalyzerOptions options = new(
            [
                new MemoryFile(
                    "/project/px.koffi",
                    text,
                    ("KoffiExclude", text.Contains("banned", StringComparison.Ordinal) ? "ban*" : "")
                ),
                new MemoryFile("/project/py.koffi", other),
            ],
            new MemoryOptions("Root")
        );
        IEnumerable<string> messages = (await AnalyzerVerifier.AnalyzeAsync(AnalyzerVerifier.Generate(options), options))
            .Where(static diagnostic => diagnostic.Id == "KOFFI057")
            .Select(static diagnostic => diagnostic.GetMessage());
        Assert.That(messages, Is.EqualTo((string[])[expected]));
    }

    [TestCase("struct p { int x; };\nint fb(struct p p);")]
    [TestCase("typedef struct { int x; } p;\nint fb(p p);")]
    public async Task An_excluded_type_leaves_its_name_to_another_file(string other)
    {
        AnalyzerOptions options = new(
            [
                new MemoryFile("/project/pa.koffi", "#pragma koffi exclude(p)\nstruct p { int x; };\nint fa(struct p p);"),
                new MemoryFile("/project/pb.koffi", other),
            ],
            new MemoryOptions("Root")
        );
        Compilation compilation = AnalyzerVerifier.Generate(options);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (await AnalyzerVerifier.AnalyzeAsync(compilation, options)).Select(static diagnostic => diagnostic.Id),
                Is.EqualTo((string[])["KOFFI057"])
            );
            Assert.That(
                compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning),
                Is.Empty
            );
        }
    }

    [TestCase(
        "#pragma koffi include(fa)\n",
        "'p' is declared in 'px.koffi', but the directives there leave it out. Add 'p' to the 'include' there."
    )]
    [TestCase(
        "#pragma koffi exclude(p*)\n",
        "'p' is declared in 'px.koffi', but the directives there leave it out. Change 'exclude(p*)' so that it keeps 'p'."
    )]
    public async Task A_message_says_how_to_keep_an_omitted_type(string directive, string expected)
    {
        AnalyzerOptions options = new(
            [new MemoryFile("/project/px.koffi", directive + "typedef struct _p { int x; } p; int fa(void);")],
            new MemoryOptions("Root")
        );
        IEnumerable<Diagnostic> diagnostics = await AnalyzerVerifier.AnalyzeAsync(
            AnalyzerVerifier.Generate(options, "using KoffiGen;\n[KoffiImport(\"int use(p p)\")] internal static partial class C;"),
            options
        );
        Assert.That(diagnostics.Select(static diagnostic => diagnostic.GetMessage()), Is.EqualTo((string[])[expected]));
    }

    [Test]
    public async Task A_message_says_why_and_what_to_do()
    {
        AnalyzerOptions options = new(
            [
                new MemoryFile(
                    "/project/px.koffi",
                    "#pragma koffi exclude(a*)\nstruct abc { int x; };\nint f(struct abc a);",
                    ("KoffiExclude", "b*")
                ),
                new MemoryFile("/project/py.koffi", "struct wide { long double x; };\nint g(struct wide w);"),
            ],
            new MemoryOptions("Root")
        );
        string[] messages =
        [
            .. (await AnalyzerVerifier.AnalyzeAsync(AnalyzerVerifier.Generate(options), options)).Select(static diagnostic =>
                diagnostic.GetMessage()
            ),
        ];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                messages,
                Has.Some.EqualTo(
                    "'f' uses 'abc' by value, but 'exclude(a*)' excludes 'abc'. "
                        + "Change the directive so that it keeps 'abc', or exclude 'f', too."
                )
            );
            Assert.That(
                messages,
                Has.Some.EqualTo(
                    ".NET cannot pass or return 'struct wide' by value: its member 'x' has the unsupported type 'long double'. "
                        + "Use a C function that takes a pointer to it."
                )
            );
        }
    }
}
