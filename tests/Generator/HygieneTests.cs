using System.Collections.Immutable;
using KoffiGen.Tests.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KoffiGen.Tests.Generator;

/// <summary>Tests that names of C do not change what generated code means.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class HygieneTests
{
    [TestCase("enum E { A }; typedef int cb(_Inout_ enum E *value);", TestName = "A cast of a value behind a pointer")]
    [TestCase("struct kv { char key[32]; char value[64]; };", TestName = "A member named value")]
    [TestCase(
        "struct person { const char *native; int scope; int index; const char *managed; const char *function; const char *elements[2]; };",
        TestName = "Members named as locals of the managed form"
    )]
    [TestCase("struct flags { unsigned value : 3; unsigned bits : 30; };", TestName = "Bit-fields named as parameters of setters")]
    [TestCase("#pragma koffi async(f)\nint f(_Out_ int *_);", TestName = "An output named as a discard")]
    [TestCase("typedef const char *text(_Out_ const char **_);", TestName = "A parameter of a callback named as a discard")]
    [TestCase("struct extension { int a; }; struct extension f(void);", TestName = "A type named extension")]
    [TestCase("typedef double nint(void); typedef int cb(_Out_ const char **a);", TestName = "A function type named nint")]
    [TestCase("struct nuint { size_t nint; void *a; };", TestName = "A struct named nuint with a member named nint")]
    [TestCase("typedef int (*unmanaged)(void); int f(_Out_ void *a);", TestName = "A type named unmanaged")]
    [TestCase("typedef enum _ { A } _; struct s { char *!(release) a; };", TestName = "A type named as a discard")]
    [TestCase("typedef struct not not; opaque partial; opaque record; opaque where;", TestName = "Types named as words of C#")]
    [TestCase("opaque System; opaque KoffiGen; int f(const char *text);", TestName = "Types named as the namespaces of generated code")]
    [TestCase("void nint(void); int f(void **p, int (*callback)(int));", TestName = "A function named nint")]
    [TestCase("opaque name !(name_close); typedef void nameHandle(void);", TestName = "A delegate named as a SafeHandle class")]
    [TestCase("struct Release !(release);", TestName = "A SafeHandle class named as one of its members")]
    [TestCase("struct counted { int n; char _[] __counted_by(n); };", TestName = "An array at the end that has no member")]
    [TestCase("struct counted { int _; double *a __counted_by(_); };", TestName = "A counter that has no member")]
    [TestCase("struct counted { union { int n; float f; }; double *a __counted_by(n); };", TestName = "A counter in an anonymous union")]
    [TestCase("void free_nint(void *p); struct s { char *!(nint) a; int *!(nuint) b; };", TestName = "Disposers named as native integers")]
    [TestCase(
        "struct s { int get_next; const char *next __counted_by(get_next); bool set_flag, flag; };",
        TestName = "Members named as accessors"
    )]
    [TestCase(
        "typedef void (*f)(_Out_writes_(_) wchar_t *a, int _, _In_reads_(n) const double *b, int n);",
        TestName = "A count of a callback named as a discard"
    )]
    [TestCase(
        "typedef void f(_Out_writes_(n) wchar_t *a, int n, _Context_ void *user, _In_reads_(m) const int *b, int m);",
        TestName = "Counted wide characters beside a context pointer"
    )]
    public void Declarations_compile(string declarations) =>
        Assert.That(Compile($"#pragma koffi namespace(App)\n{declarations}"), Is.Empty);

    [TestCase("System")]
    [TestCase("System.Text")]
    [TestCase("KoffiGen")]
    public void Types_cannot_be_in_the_namespaces_of_the_framework(string name) =>
        Assert.That(
            Compile(
                $"#pragma koffi namespace({name})\nopaque Guid; struct Span {{ int a; }}; opaque Text; int f(Guid *guid, const char *text);"
            ),
            Is.EqualTo([$"KOFFI044: '{name}' is not a valid argument of 'namespace'. Write a namespace that .NET and KoffiGen do not use."])
        );

    [TestCase("typedef int cb(_Inout_updates_(n) uint32_be_t *a, int n);", "Span<global::KoffiGen.BigEndian<uint>> a")]
    [TestCase("typedef int cb(_Out_writes_(n) uint16_le_t *a, int n);", "Span<global::KoffiGen.LittleEndian<ushort>> a")]
    [TestCase("void f(const uint32_be_t *a);", "ReadOnlySpan<global::KoffiGen.BigEndian<uint>> a")]
    public void Memory_of_endian_integers_is_a_span(string declaration, string parameter)
    {
        string[] problems = Compile($"#pragma koffi namespace(App)\n{declaration}", out string generated);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problems, Is.Empty);
            Assert.That(generated, Does.Contain(parameter));
        }
    }

    [Test]
    public void Two_types_of_one_name_are_an_error_beside_which_everything_compiles() =>
        Assert.That(
            Compile(
                "#pragma koffi namespace(App) case(pascal)\n"
                    + "struct a_b { int x; char text[4]; }; struct A_b { double y; struct { int z; } inner; }; "
                    + "int f(struct a_b *p, struct A_b *q); "
                    + "struct holder { struct A_b nested; };"
            ),
            Has.All.StartsWith("KOFFI053").And.Exactly(1).Items
        );

    [TestCase("Dispose")]
    [TestCase("Load")]
    public void Types_of_an_instance_class_do_not_have_the_names_of_its_members(string name)
    {
        GeneratorRun run = GeneratorHarness.RunOnce(
            GeneratorHarness.CreateCompilation([
                $"[KoffiLibrary(\"lib\")] [KoffiDefine(\"struct {name} {{ int a; }};\")] [KoffiImport(\"int f(struct {name} *a)\")] "
                    + "internal partial class Plugin;",
            ])
        );
        Assert.That(run.Warnings, Is.Empty);
    }

    private static string[] Compile(string file) => Compile(file, out _);

    /// <summary>Returns the compiler's warnings and errors, and KoffiGen's errors.</summary>
    private static string[] Compile(string file, out string generated)
    {
        MemoryFile[] files = [new MemoryFile("/project/names.koffi", file)];
        MemoryOptions options = new("Root");
        GeneratorRun run = GeneratorHarness.RunOnce(GeneratorHarness.CreateCompilation([]), GeneratorHarness.CreateDriver(files, options));
        generated = string.Concat(run.Result.GeneratedSources.Select(static source => source.SourceText.ToString()));
        ImmutableArray<Diagnostic> own = AnalyzerVerifier
            .AnalyzeAsync(run.Output, new AnalyzerOptions([.. files], options))
            .GetAwaiter()
            .GetResult();
        return
        [
            .. run
                .Warnings.Select(static warning => warning.ToString())
                .Concat(
                    own.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                        .Select(static diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage(null)}")
                ),
        ];
    }
}
