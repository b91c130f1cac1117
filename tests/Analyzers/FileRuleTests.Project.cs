using System.Text;
using KoffiGen.Tests.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace KoffiGen.Tests.Analyzers;

public sealed partial class FileRuleTests
{
    [Test]
    public async Task Wrong_project_settings_are_reported_at_the_start_of_the_file()
    {
        MemoryFile file = new(
            "/project/marked.koffi",
            "int sound(void);",
            ("KoffiCase", "snake"),
            ("KoffiRename", "soud=Sound"),
            ("KoffiExclude", "x_*")
        );
        await AnalyzerVerifier.VerifyFileAsync(file, [("KOFFI044", default), ("KOFFI046", default), ("KOFFI046", default)]);
    }

    [Test]
    public Task A_file_directive_on_a_class_is_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiDefine("#pragma koffi {|KOFFI045:library|}(\"m\")\ndouble hypot(double x, double y);")]
            internal static partial class Maths;
            """
        );

    [Test]
    public Task A_function_on_the_assembly_is_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [assembly: KoffiDefine("int {|KOFFI051:abs|}(int x); extern int {|KOFFI051:daylight|};")]
            """
        );

    [Test]
    public Task A_directive_in_the_second_of_two_strings_is_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiDefine("int first(int x); int second(int x); int third(int x);")]
            [KoffiDefine("#pragma koffi optional({|KOFFI046:fourth|})")]
            internal static partial class Numbers;
            """
        );

    [Test]
    public Task A_rule_is_not_reported_after_the_second_of_two_strings_disables_it() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiDefine("int first(int x); int second({|KOFFI101:nope|} x);")]
            [KoffiDefine("#pragma koffi disable(KOFFI101)\nint third(nope x);")]
            internal static partial class Numbers;
            """
        );

    [Test]
    public async Task A_correction_is_proposed_for_a_misspelled_name()
    {
        Diagnostic unknown = (await AnalyzeAsync(new MemoryFile("a.koffi", "struct point { int x; };\nint move(poitn *p);"))).Single();
        Diagnostic word = (await AnalyzeAsync(new MemoryFile("a.koffi", "#pragma koffi libary(\"m\")"))).Single();
        Diagnostic target = (await AnalyzeAsync(new MemoryFile("a.koffi", "#pragma koffi optional(muve)\nint move(int x);"))).Single();
        Diagnostic file = (
            await AnalyzeAsync(new MemoryFile("a.koffi", "#include \"shapse.koffi\""), new MemoryFile("shapes.koffi", ""))
        ).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(unknown.GetMessage(), Does.EndWith("Did you mean 'struct point'?"));
            Assert.That(word.GetMessage(), Does.EndWith("Did you mean 'library'?"));
            Assert.That(target.GetMessage(), Does.EndWith("Did you mean 'move'?"));
            Assert.That(file.GetMessage(), Does.EndWith("Did you mean 'shapes.koffi'?"));
        }
    }

    [TestCase(
        "struct s { char a[AN]; }; enum { AN = 4 };",
        "'AN' is not a known constant. It is declared further down. Move its declaration up."
    )]
    [TestCase("int f(late x); typedef int late;", "'late' is not a known type. It is declared further down. Move its declaration up.")]
    [TestCase("int f(late *x); struct late { int x; };", "'late' is not a known type. Did you mean 'struct late'?")]
    [TestCase(
        "struct Hello { int x; }; int f(struct Helo h);",
        "'struct Helo' is incomplete, so a parameter cannot have this type. Did you mean 'struct Hello'?"
    )]
    [TestCase(
        "struct Hello { int x; }; int f(struct Helo *h); int g(Helo *h);",
        "'Helo' is not a known type. Did you mean 'struct Hello'?"
    )]
    [TestCase(
        "struct Hello { int x; }; int f(sturct Hello *h);",
        "'sturct' is not a keyword, an annotation or a known type. Did you mean 'struct'?"
    )]
    [TestCase(
        "struct s; int f(struct s x);",
        "'struct s' is incomplete, so a parameter cannot have this type. Declare its members first, or use a pointer, 'struct s *'."
    )]
    [TestCase("extern void x;", "'void' is incomplete, so a variable cannot have this type. Write 'void *' for a pointer.")]
    [TestCase(
        "extern int x[2][];",
        "'int[]' is incomplete, so an array element cannot have this type. Write its length. Only the first length may be missing."
    )]
    [TestCase(
        "extern int x[18446744073709551616];",
        "The value does not fit in 'unsigned long long'. C has no wider integer type, so write a smaller value."
    )]
    [TestCase("#define A -9223372036854775808", "The value does not fit in 'long long'. Write '(-9223372036854775807LL - 1)'.")]
    [TestCase(
        "int __stdcall printf(const char *format, ...);",
        "The variadic function 'printf' cannot use the convention '__stdcall'. Remove it, because C calls variadic functions with '__cdecl'."
    )]
    [TestCase(
        "struct S { int x; }; int f(struct S s, ...);",
        "'struct S' cannot be passed to or returned from a variadic function by value. Use a C function that takes a pointer to it."
    )]
    [TestCase(
        "#pragma koffi disable(CS0108)",
        "'CS0108' is not a valid argument of 'disable'. Write the id of a KoffiGen rule, such as 'KOFFI101'."
    )]
    [TestCase(
        "int ZEXPORT f(void);",
        "'ZEXPORT' is not a keyword, an annotation or a known type. If it is a macro, define it before this declaration; otherwise, remove it."
    )]
    public async Task A_message_says_what_to_do(string text, string message) =>
        Assert.That(
            (await AnalyzeAsync(new MemoryFile("a.koffi", text))).Select(static diagnostic => diagnostic.GetMessage()),
            Is.EqualTo((string[])[message])
        );

    [Test]
    public async Task Messages_about_project_settings_name_the_project_property()
    {
        MemoryFile file = new(
            "a.koffi",
            "int sound(void);",
            ("KoffiCase", "snake"),
            ("KoffiRename", "soud=Sound"),
            ("KoffiExclude", "x_*"),
            ("KoffiStrip", "y_")
        );
        Assert.That(
            (await AnalyzeAsync(file)).Select(static diagnostic => diagnostic.GetMessage()),
            Is.EquivalentTo(
                (string[])
                    [
                        "'snake' is not a valid argument of 'KoffiCase'. Write 'pascal', 'camel' or 'keep'.",
                        "No declaration in this file or class matches 'soud', which the project file names. Did you mean 'sound'?",
                        "No declaration in this file or class matches 'x_*', which the project file names. Correct or remove the name.",
                        "No declaration in this file or class matches 'y_…', which the project file names. Correct or remove the name.",
                    ]
            )
        );
    }

    [Test]
    public Task Invalid_bytes_are_reported_once()
    {
        (string text, List<(string Id, TextSpan Span)> expected) = AnalyzerVerifier.Parse("int {|KOFFI048:\uFFFD|}\uFFFD sound(void);");
        return AnalyzerVerifier.VerifyFileAsync(new MemoryFile("/project/marked.koffi", text), expected);
    }

    [Test]
    public Task An_unknown_count_is_reported_once() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            internal static partial class Numbers
            {
                [KoffiImport("int *!__counted_by(*{|KOFFI126:q|}) cf(_Out_ int *n)")]
                public static partial int[]? Count(out int n);
            }
            """
        );

    [Test]
    public Task A_type_that_two_other_files_declare_is_ambiguous() =>
        AnalyzerVerifier.VerifyFileAsync(
            "int show(struct window *w, {|KOFFI050:image|} *i);\nint sound(void);",
            new MemoryFile("/project/gif.koffi", "#pragma koffi namespace(Gif)\ntypedef struct { int frames; } image;"),
            new MemoryFile("/project/png.koffi", "#pragma koffi namespace(Png)\ntypedef struct { int depth; } image;")
        );

    [Test]
    public Task A_type_that_another_file_declares_in_the_same_namespace_is_reported() =>
        AnalyzerVerifier.VerifyFileAsync(
            "struct {|KOFFI053:image|} { int frames; };\nint sound(void);",
            new MemoryFile("/project/a.koffi", "struct image { int depth; };")
        );
}
