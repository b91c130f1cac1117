using System.Globalization;
using System.Text.RegularExpressions;

namespace KoffiGen.Tests.Generator;

/// <summary>
/// Tests that generated code, which has no usings, finds the types of a signature wherever they are declared: the user's types and the
/// generated ones in one namespace, in two, and in nested ones.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class NamespaceTests
{
    private const string Declarations = """
        struct Vec2 { double x, y; }; enum Color { Red, Green }; opaque FILE; opaque db !(db_close);
        struct Named { short id; bool flags[2]; int row[4]; enum Color color; }; struct Held { struct Vec2 at; FILE *file; };
        struct Large { char bytes[32769]; }; struct Aligned { _Alignas(16) int a[4]; };
        struct Person { int id; const char *name; char *!(person_free) note; };
        typedef int Each(int); typedef int Other(long); typedef double pair[2]; typedef float matrix[2][3];
        struct point { int x, y; }; typedef int Visit(struct point *p, _Context_ void *context);
        """;

    private const string Types = """
        public enum Number : int { One = 1 }
        public enum Small : byte { One = 1 }
        public struct UserVec2 { public double X; public double Y; }
        public struct UserVec4 { public UserVec2 Left; public UserVec2 Right; }
        public struct WithBool { public bool On; public int Count; }
        [System.Runtime.CompilerServices.InlineArray(4)] public struct Row { private int _first; }
        public unsafe struct WithArrays { public short Id; public fixed bool Flags[2]; public Row Row; public Color Color; }
        public struct WithGenerated { public Vec2 At; public FILE File; }
        public struct Box<T> where T : unmanaged { public T Value; }
        public delegate int Callback(Pointer<point> p, Color color);
        """;

    // Prototype and signature; the parts of a type that can be the name of a generated one.
    private static readonly (string Prototype, string Signature)[] Shapes =
    [
        ("struct point **!list(void)", "Pointer<point>? F()"),
        ("int walk(int (*visit)(struct point *p))", "unsafe int F(delegate* unmanaged[Cdecl]<point*, int> visit)"),
        ("int walk(enum Color (*visit)(struct point *p))", "unsafe int F(delegate* unmanaged[Cdecl]<Pointer<point>, Color> visit)"),
        (
            "int walk(int (*visit)(int (*inner)(struct point *p)))",
            "unsafe int F(delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<point*, int>, int> visit)"
        ),
        ("int walk(void *visit)", "unsafe int F(delegate* unmanaged[Stdcall, SuppressGCTransition]<point, ref int, void> visit)"),
        ("int f(struct point **p)", "unsafe int F(point** p)"),
        ("int f(struct point *p, int n)", "int F(Span<point> p, int n)"),
        ("int f(const struct point *p, int n)", "int F(ReadOnlySpan<point> p, int n)"),
        ("int f(const struct point *p, int n)", "int F(point[]? p, int n)"),
        ("int f(const struct point *p)", "int F(KoffiMemory<point>? p)"),
        ("int f(const struct point **p, int n)", "int F(ReadOnlySpan<Pointer<point>> p, int n)"),
        ("int f(struct point *p, int n)", "Task<int> F(Memory<point> p, int n)"),
        ("int f(const struct point *p, int n)", "ValueTask<int> F(ReadOnlyMemory<point> p, int n, CancellationToken cancel)"),
        ("struct point f(_Out_ struct Vec2 *a)", "Task<(point, Vec2)> F()"),
        ("struct point f(_Out_ struct Vec2 *a)", "ValueTask<(point first, Vec2 second)> F()"),
        ("struct point f(_Out_ struct Vec2 *a)", "void F(Action<Exception?, (point, Vec2)> done)"),
        ("struct point f(int a)", "void F(int a, Action<Exception?, point> done)"),
        ("int f(int (*visit)(struct point *p, enum Color c))", "int F(Func<Pointer<point>, Color, int> visit)"),
        ("int f(int (*visit)(struct point *p, enum Color c))", "int F(Callback visit)"),
        ("int f(int (*visit)(struct point *p, enum Color c))", "int F(f_visit? visit)"),
        ("int f(Visit *visit, _Context_ void *context)", "int F(Visit visit)"),
        ("int f(Visit *visit, _Context_ void *context)", "int F(VisitPointer visit, nint context)"),
        ("int f(Visit *visit, _Context_ void *context)", "int F(Registered<Visit> visit, nint context)"),
        ("db *!f(db *a)", "dbHandle? F(db.Argument a)"),
        ("int f(const struct Person *a)", "int F(in Person.Managed a)"),
        ("int f(const void *a)", "int F(in Box<point> a)"),
        ("int f(const void *a)", "int F(Span<Box<Vec2>> a)"),
        ("int f(const void *a)", "int F(Span<(point, Vec2 second)> a)"),
    ];

    // Signatures that do not match their prototypes. Their bodies throw, but the generated part must still repeat the types.
    private static readonly (string Prototype, string Signature)[] RefusedShapes =
    [
        ("int f(int a)", "int F(Box<point>? a)"),
        ("int f(int a)", "int F(point[,] a)"),
        ("int f(int a)", "int F(System.Collections.Generic.List<point>? a)"),
    ];

    private static readonly (string Prototype, string Signature)[] Rows =
    [
        .. SignatureTests.Rows.Select(static row => (row.Prototype, row.Signature)),
        .. Shapes,
        .. RefusedShapes,
    ];

    // One compilation has all rows. The tests of each row check the pipeline's values and steps.
    [TestCase("App", "App", "")]
    [TestCase("Shapes", "App", "using Shapes;")]
    [TestCase("Shapes", "App.Inner", "using Shapes;")]
    [TestCase("App", "App.Inner", "")]
    [TestCase("App.Inner", "App", "using App.Inner;")]
    [TestCase("", "App", "")]
    public void Signatures_find_types_of_any_namespace(string types, string user, string usings)
    {
        string pragma = types.Length == 0 ? "#pragma koffi access(public)\n" : $"#pragma koffi namespace({types}) access(public)\n";
        string members = string.Concat(
            Rows.Select(static (row, index) => $"public static partial class C{index} {{ {Member(row.Prototype, row.Signature)} }}\n")
        );
        GeneratorRun run = GeneratorHarness.RunOnce(
            GeneratorHarness.CreateCompilation([$"{usings}\nnamespace {user}\n{{\n{Types}\n{members}\n}}"]),
            GeneratorHarness.CreateDriver([new MemoryFile("/project/shapes.koffi", pragma + Declarations)], new MemoryOptions())
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Result.Exception, Is.Null);
            Assert.That(string.Join("\n", run.Warnings), Is.Empty);
            Assert.That(
                run.Result.GeneratedSources.Where(static source =>
                        source.SourceText.ToString().Contains("has errors, which the build reports", StringComparison.Ordinal)
                    )
                    .Select(static source =>
                        int.Parse(Regex.Match(source.HintName, @"C(\d+)\.g\.cs$").Groups[1].Value, CultureInfo.InvariantCulture)
                    )
                    .Order()
                    .Select(static index => Rows[index]),
                Is.EqualTo(RefusedShapes)
            );
        }
    }

    private static string Member(string prototype, string signature)
    {
        bool isUnsafe = signature.StartsWith("unsafe ", StringComparison.Ordinal);
        string rest = Regex.Replace(isUnsafe ? signature["unsafe ".Length..] : signature, @"(global::)?\bC\.", "");
        return $"[KoffiImport(\"{prototype}\")] public static {(isUnsafe ? "unsafe " : "")}partial {rest};";
    }
}
