using Microsoft.CodeAnalysis;

namespace KoffiGen.Tests.Generator;

/// <summary>Tests that a disposer that only a function names is that of the handles of its type.</summary>
internal sealed class NamedDisposerTests
{
    private const string Use = "int S_use(S *s);";

    [TestCase("typedef struct S S; S *!(S_close) S_new(void);")]
    [TestCase("typedef struct S S; int S_new(_Out_ S *!(S_close)*s);")]
    [TestCase("typedef struct S S; typedef S *!(S_close) S_owned; S_owned S_new(void);")]
    [TestCase("opaque S; S *!(S_close) S_new(void);")]
    [TestCase("typedef struct S S; opaque S !(S_close); S *! S_new(void);")]
    [TestCase("opaque S !(S_close); typedef struct S S; S *! S_new(void);")]
    [TestCase("typedef struct _S S; opaque S !(S_close); S *! S_new(void);")]
    [TestCase("#pragma koffi owned(S_n*)\ntypedef struct S S; opaque S !(S_close); S *S_new(void);")]
    public void The_handle_closes_with_the_function(string declarations)
    {
        string text = Generate(declarations + Use);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain("class SHandle :"));
            Assert.That(text, Does.Contain("int S_use(global::Root.S.Argument s)"));
            Assert.That(text, Does.Contain("S_close.Address;"));
            Assert.That(text, Does.Contain("SHandle S_new()").Or.Contain("int S_new(out global::Root.SHandle s)"));
        }
    }

    // Each handle has the address of its own disposer, unless it is the one that the class calls itself.
    [TestCase("opaque S !(S_close); S *! S_new(void); S *!(S_end) S_open(void);", 1)]
    [TestCase("opaque S !(S_close); S *!(S_close) S_new(void); int S_open(_Out_ S *!(S_end)*s);", 1)]
    [TestCase("opaque S; S *!(S_close) S_new(void); S *!(S_end) S_open(void); S *!(lib:S_free) S_lend(void);", 2)]
    [TestCase("opaque S !; S *! S_new(void); S *!(S_end) S_open(void);", 1)]
    public void Several_functions_close_the_handles_of_one_type(string declarations, int passed)
    {
        string text = Generate(declarations + "int S_close(S *s); int S_end(S *s);");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.Split("_disposer);"), Has.Length.EqualTo(passed + 1), text);
            Assert.That(text, Does.Match(@"int S_end\(global::Root\.S\.Argument s\)[\s\S]{0,600}Consume\("));
        }
    }

    [TestCase("[KoffiImport(\"struct S *!(S_close) S_new(void)\"), KoffiImport(\"int S_use(struct S *s)\")]", "C.S.Argument")]
    [TestCase("[KoffiImport(\"int S_use(struct S *s)\"), KoffiImport(\"S_new\", \"struct S *!(S_close)\")]", "C.S.Argument")]
    [TestCase(
        "[KoffiDefine(\"typedef struct S S;\"), KoffiImport(\"S *!(S_close) S_new(void)\"), KoffiImport(\"int S_use(S *s)\")]",
        "C.S.Argument"
    )]
    [TestCase(
        "[assembly: KoffiDefine(\"typedef struct S S;\")] [KoffiImport(\"S *!(S_close) S_new(void)\"), KoffiImport(\"int S_use(S *s)\")]",
        "S.Argument"
    )]
    public void Attributes_name_disposers_in_any_order(string attributes, string argument)
    {
        GeneratorRun run = GeneratorHarness.Run(attributes + " static partial class C;");
        string text = string.Concat(run.Result.GeneratedSources.Select(static source => source.SourceText.ToString()));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain("class SHandle :"));
            Assert.That(text, Does.Contain($"int S_use(global::{argument} s)"));
            Assert.That(text, Does.Contain("SHandle S_new()"));
        }
    }

    [Test]
    public void A_prototype_of_a_method_names_the_disposer()
    {
        GeneratorRun run = GeneratorHarness.Run(
            """
            static partial class C
            {
                [KoffiImport("int S_use(struct S *s)")]
                public static partial int Use(SHandle s);

                [KoffiImport("struct S *!(S_close) S_new(void)")]
                public static partial SHandle New();
            }
            """
        );
        Assert.That(run.Text("C.g.cs"), Does.Contain("class SHandle :").And.Not.Contain("errors, which the build reports"));
    }

    [TestCase("Owned S_new(void)", "SHandle S_new()", "Initialize(__result, global::C.Free);")]
    [TestCase("int S_new(_Out_ Owned *s)", "int S_new(out global::C.SHandle s)", "Initialize(__s_native, global::C.Free);")]
    [TestCase("S *!(S_close) S_new(void)", "SHandle S_new()", "Initialize(__result);")]
    public void A_method_closes_the_handles_of_its_type(string prototype, string signature, string initialization)
    {
        foreach (string type in (string[])["typedef struct S S;", "typedef struct S { int a; } S;"])
        {
            GeneratorRun run = GeneratorHarness.Run(
                $$"""
                [KoffiDefine("{{type}}")]
                [KoffiDisposable("Owned", "S *", nameof(Free))]
                [KoffiImport("{{prototype}}")]
                [KoffiImport("int S_use(S *s)", Async = true)]
                [KoffiImport("int S_each(int (*take)(Owned s))")]
                static partial class C { private static void Free(nint address) { } }
                """
            );
            string text = string.Concat(run.Result.GeneratedSources.Select(static source => source.SourceText.ToString()));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(text, Does.Contain(signature).And.Contain(initialization).And.Contain("int S_use(global::C.S.Argument s)"));
                Assert.That(text, Does.Contain("if (TryReleaseByMethod())"));
                Assert.That(Errors(run), Is.Empty);
            }
        }
    }

    private static IEnumerable<Diagnostic> Errors(GeneratorRun run) =>
        run.Output.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static string Generate(string declarations) =>
        string.Concat(
            GeneratorHarness
                .Run([new MemoryFile("s.koffi", declarations)])
                .Result.GeneratedSources.Select(static source => source.SourceText.ToString())
        );
}
