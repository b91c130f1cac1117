using System.Text;
using System.Text.RegularExpressions;

namespace KoffiGen.Tests.Generator;

/// <summary>Tests of what is generated for a function type, which depends on its uses.</summary>
internal sealed class FunctionTypeUseTests
{
    [TestCase("typedef int cb(int x); void f(cb *a);", Use.Taken)]
    [TestCase("typedef int (*cb)(int x); void f(cb a[2]);", Use.Taken)]
    [TestCase("typedef int cb(int x); struct S { cb *a; }; void f(const struct S *s);", Use.Taken)]
    [TestCase("typedef int cb(int x); struct T { cb *a[2]; }; struct S { struct T *t; }; void f(struct S *s);", Use.Taken)]
    [TestCase("typedef int cb(int x); void f(void (*outer)(cb *inner));", Use.Taken)]
    [TestCase("typedef int cb(int x); void f(cb *(*outer)(void));", Use.Taken)]
    [TestCase("typedef int cb(int x); typedef void proc(cb *a);", Use.Taken)]
    [TestCase("typedef int cb(int x); extern cb *hook;", Use.Taken)]
    [TestCase("typedef int cb(int x); cb *f(void);", Use.Called)]
    [TestCase("typedef int cb(int x); struct S { cb *a; }; const struct S *f(void);", Use.Called)]
    [TestCase("typedef int cb(int x); struct S { cb *a; };", Use.Called)]
    [TestCase("typedef int cb(int x);", Use.Called)]
    [TestCase("typedef int cb(int x); int set(int option, ...);", Use.Registered)]
    [TestCase("typedef int cb(int x); cb *f(void); int set(int option, ...);", Use.Called)]
    [TestCase("typedef int cb(int x);\n#pragma koffi slots(cb, 4)", Use.Taken)]
    [TestCase("typedef int cb(int x); void f(cb *a);\n#pragma koffi slots(cb, 0)", Use.Called)]
    [TestCase("typedef int cb(int x); void f(cb *a);\n#pragma koffi exclude(f)", Use.Called)]
    public void The_declarations_of_a_file_decide(string declarations, Use use) =>
        Assert.That(FindUse(Generate(declarations)), Is.EqualTo(use));

    [TestCase("""[KoffiImport("void f(cb *a)")] static partial class Imports;""", Use.Taken)]
    [TestCase("""[KoffiImport("void f(struct S *s)")] static partial class Imports;""", Use.Taken)]
    [TestCase("""[KoffiImport("f", "void", "cb *")] static partial class Imports;""", Use.Taken)]
    [TestCase("""[KoffiImport("int set(int option, ...)")] static partial class Imports;""", Use.Called)]
    [TestCase("""[KoffiImport("int set(int option)")] static partial class Imports;""", Use.Called)]
    public void Attributes_of_the_project_count(string source, Use use) =>
        Assert.That(FindUse(Generate("typedef int cb(int x); struct S { cb *a; };", source)), Is.EqualTo(use));

    [Test]
    public void A_type_that_an_attribute_declares_for_the_program_can_be_registered() =>
        Assert.That(
            FindUse(Text(GeneratorHarness.Run("""[KoffiDefine("typedef int cb(int x);")] static partial class C;"""))),
            Is.EqualTo(Use.Registered)
        );

    [Test]
    public void Unused_function_types_cost_no_thunks()
    {
        StringBuilder header = new();
        for (int index = 0; index < 200; index++)
        {
            header.AppendLine($"typedef struct Object{index}Impl *Object{index};");
            header.AppendLine($"typedef void (*ProcObject{index}SetLabel)(Object{index} object, const char *label, uint32_t flags);");
            header.AppendLine($"void object{index}SetLabel(Object{index} object, const char *label, uint32_t flags);");
        }

        string text = Generate(header.ToString());

        Assert.That(Regex.Count(text, "UnmanagedCallersOnly"), Is.Zero);
        Assert.That(text, Has.Length.LessThan(1_200_000));
    }

    /// <summary>What the generated code lets a program do with the function type <c>cb</c>.</summary>
    internal enum Use
    {
        Called,
        Registered,
        Taken,
    }

    private static string Generate(string declarations, params string[] sources) =>
        Text(GeneratorHarness.Run([new MemoryFile("native.koffi", declarations)], sources));

    private static string Text(GeneratorRun run) =>
        string.Concat(run.Result.GeneratedSources.Select(static source => source.SourceText.ToString()));

    private static Use FindUse(string text)
    {
        Assert.That(text, Does.Contain("struct cbPointer").And.Contain(" Invoke("));
        bool isRegistered = text.Contains("delegate int cb(", StringComparison.Ordinal);
        Assert.That(text.Contains(" Register(", StringComparison.Ordinal), Is.EqualTo(isRegistered));
        return text.Contains("int Slot0(int x)", StringComparison.Ordinal) ? Use.Taken
            : isRegistered ? Use.Registered
            : Use.Called;
    }
}
