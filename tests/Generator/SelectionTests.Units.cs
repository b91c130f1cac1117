using System.Reflection;
using KoffiGen.Analyzers;
using KoffiGen.Binding;
using KoffiGen.Binding.Units;
using KoffiGen.Declarations.Units;
using KoffiGen.Diagnostics;
using KoffiGen.Emit;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Pipeline;
using KoffiGen.Tests.Proof;
using KoffiGen.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.Tests.Generator;

internal sealed partial class SelectionTests
{
    [Test]
    public void Declarations_that_another_file_needs_are_kept()
    {
        MemoryFile shapes = new(
            "shapes.koffi",
            "#pragma koffi include(area)\nstruct point { int x; }; struct unused { int x; }; int area(void);"
        );
        MemoryFile app = new("app.koffi", "struct window { struct point corner; };");
        Assert.That(Names(GeneratorHarness.Load(GeneratorHarness.Run([shapes, app]))), Is.EqualTo((string[])["area", "point", "window"]));
    }

    [Test]
    public void A_declaration_that_one_file_excludes_may_be_in_another_file()
    {
        MemoryFile shapes = new("shapes.koffi", "#pragma koffi exclude(point)\nstruct point { int x; };");
        MemoryFile app = new("app.koffi", "#include \"shapes.koffi\"\ntypedef struct point corner; int use(corner c);");
        Assert.That(Names(GeneratorHarness.Load(GeneratorHarness.Run([shapes, app]))), Is.EqualTo((string[])["corner", "use"]));
    }

    [Test]
    public void A_declaration_that_cannot_be_bound_is_omitted() =>
        Assert.That(
            Generate(
                """
                struct wide { long double x; };
                struct around { struct wide inside; };
                struct link { struct wide *wide; struct around *around; };
                typedef void (*callback)(struct wide w);
                long double sine(long double x);
                int log_it(const char *format, va_list arguments);
                int take(struct around a, void (*done)(int x));
                int look(const struct around *a, callback c);
                struct wide *!(free_wide) make(void);
                extern struct wide global;
                extern _Complex double sum;
                #define BROKEN (MISSING + 1)
                #define SOUND 1
                int sound(struct link *l);
                """
            ),
            Is.EqualTo((string[])["SOUND", "callbackPointer", "link", "look", "make", "sound"])
        );

    [Test]
    public void A_declaration_that_the_front_end_cannot_bind_is_omitted() =>
        Assert.That(
            Generate(
                """
                typedef off_t position;
                typedef struct { position at; int whence; } mark, *mark_p;
                struct marks { mark first; mark *more; mark_p rest; };
                struct links { mark *more; mark_p rest; position *places; };
                typedef position (*mover)(position by);
                enum width { WIDTH = sizeof(long) };
                struct table { mover move; enum width width; int (*inner)(off_t x); };
                opaque file !(file_close);
                void file_close(file *f);
                file *!file_open(position at);
                int file_seek(file *f, position at);
                int file_each(file *f, void (*visit)(position at));
                int file_move(file *f, mover move, mark *mark, enum width width);
                extern position origin;
                extern mark marks_of_all[2];
                extern mark *current;
                int pad[sizeof(long)];
                int take(mark m);
                """
            ),
            Is.EqualTo((string[])["current", "file", "fileHandle", "file_close", "file_move"])
        );

    [TestCase(
        "#pragma koffi case(pascal)\nlong double get_x(void); int getX(void);",
        "GetX",
        TestName = "A function that cannot be bound leaves its C# name to another function"
    )]
    [TestCase(
        "struct px { int x; }; long double f(void);",
        "px",
        TestName = "A struct may have the name of a class that would have no members"
    )]
    public void A_declaration_that_cannot_be_bound_does_not_occupy_its_name(string text, string expected) =>
        Assert.That(string.Join(", ", Generate(text)), Is.EqualTo(expected));

    [TestCase("N", "8 * sizeof(unsigned long)", "(ulong)(global::System.OperatingSystem.IsWindows() ? 32 : 64)")]
    [TestCase("N", "(unsigned)sizeof(long)", "(uint)(global::System.OperatingSystem.IsWindows() ? 4 : 8)")]
    [TestCase("N", "(long)sizeof(long) - 5", "(long)(global::System.OperatingSystem.IsWindows() ? -1 : 3)")]
    [TestCase("N", "1.5 * sizeof(long)", "(double)(global::System.OperatingSystem.IsWindows() ? 6d : 12d)")]
    public void A_macro_may_differ_between_platforms(string name, string value, string expected) =>
        Assert.That(
            GeneratorHarness.Run([new MemoryFile("px.koffi", $"#define {name} ({value})")]).Text("px.koffi.g.cs"),
            Does.Contain(expected)
        );

    [Test]
    public void The_rest_is_generated_for_every_exclusion()
    {
        string[] pairs = [.. HeaderNames.SelectMany((first, index) => HeaderNames.Skip(index + 1).Select(second => first + ", " + second))];
        using (Assert.EnterMultipleScope())
        {
            foreach (string exclusion in HeaderNames.Concat(pairs))
            {
                string directive = $"#pragma koffi exclude({exclusion})\n";
                Assert.That(
                    Bind(directive)
                        .Where(static diagnostic => diagnostic.Severity == RuleSeverity.Error)
                        .Select(static diagnostic => diagnostic.Rule.Id),
                    Is.All.EqualTo("KOFFI057"),
                    directive
                );
            }

            ProofRun proof = new("pairs of exclusions", 20);
            Random random = new((int)proof.Seed);
            foreach (
                string exclusion in HeaderNames.Concat(
                    proof.Count < pairs.Length ? Enumerable.Range(0, proof.Count).Select(_ => pairs[random.Next(pairs.Length)]) : pairs
                )
            )
            {
                Compile($"#pragma koffi exclude({exclusion})\n");
            }
        }
    }

    [Test]
    public void Every_inclusion_is_generated_without_an_error()
    {
        Random random = new(7);
        string[][] choices =
        [
            .. HeaderNames.Select(static name => new[] { name }),
            .. Enumerable.Range(0, 30).Select(_ => HeaderNames.Where(_ => random.Next(6) == 0).Append("px_*_of").ToArray()),
        ];
        using (Assert.EnterMultipleScope())
        {
            foreach (string[] included in choices)
            {
                string directive = $"#pragma koffi include({string.Join(", ", included)})\n";
                Compile(directive);
                Assert.That(Bind(directive).Where(static diagnostic => diagnostic.Severity == RuleSeverity.Error), Is.Empty, directive);
            }
        }
    }
}
