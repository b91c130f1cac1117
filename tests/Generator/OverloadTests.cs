using Microsoft.CodeAnalysis;

namespace KoffiGen.Tests.Generator;

/// <summary>Tests that the overloads generated for one prototype are never ambiguous, whatever a program passes for a pointer.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed partial class OverloadTests
{
    /// <summary>The arguments that programs pass for a pointer, besides a value of its own type.</summary>
    private static readonly string[] Arguments =
    [
        "null",
        "default",
        "0",
        "new int[2]",
        "new byte[2]",
        "ints",
        "bytes",
        "readable",
        "\"text\"",
        "[1, 2]",
        "[]",
    ];

    // Each prototype is followed by the arguments that compile. For all others, the only error is a wrong type.
    [TestCase("int f(const int *a)", "null", "default", "new int[2]", "ints", "readable", "[1, 2]", "[]")]
    [TestCase("int f(int *a)", "null", "default", "new int[2]", "ints", "[1, 2]", "[]")]
    [TestCase("int f(_In_reads_(n) const int *a, int n)", "null", "default", "new int[2]", "ints", "readable", "[1, 2]", "[]")]
    [TestCase("int f(_Out_writes_opt_(n) int *a, size_t n)", "null", "default", "new int[2]", "ints", "[1, 2]", "[]")]
    [TestCase("int f(uint8_t *a)", "null", "default", "new byte[2]", "bytes", "[1, 2]", "[]")]
    [TestCase("int f(double a[3])", "null", "default", "[1, 2]", "[]")]
    [TestCase("int f(struct Vec2 *a)", "null", "default", "[]")]
    [TestCase("int f(const char *a)", "null", "default", "\"text\"")]
    [TestCase("int f(char *a)", "null", "default", "new byte[2]", "bytes", "[1, 2]", "[]")]
    [TestCase("int f(_In_ char *a)", "null", "default", "\"text\"")]
    [TestCase("int f(const uint8_t a[2])", "null", "default", "new byte[2]", "bytes", "[1, 2]", "[]")]
    [TestCase("int f(_Out_ int a[2])", "null", "default", "new int[2]", "ints", "[1, 2]", "[]")]
    [TestCase("int f(const char16_t *a)", "null", "default", "\"text\"")]
    [TestCase("int f(_Out_ char *a)", "null", "default", "new byte[2]", "bytes", "[1, 2]", "[]")]
    [TestCase("int f(const char *const *a)", "null", "default", "[]")]
    [TestCase("int f(void *a)", "default", "0", "new int[2]", "new byte[2]", "ints", "bytes", "[1, 2]")]
    [TestCase("int f(const void *a)", "default", "0", "new int[2]", "new byte[2]", "ints", "bytes", "readable", "[1, 2]")]
    [TestCase("int f(_Out_ void *a)", "default", "0", "new int[2]", "new byte[2]", "ints", "bytes", "[1, 2]")]
    [TestCase(
        "int f(_In_reads_bytes_(n) const void *a, int n)",
        "null",
        "default",
        "new int[2]",
        "new byte[2]",
        "ints",
        "bytes",
        "readable",
        "[1, 2]",
        "[]"
    )]
    [TestCase(
        "int f(_Out_writes_bytes_(n) void *a, int n)",
        "null",
        "default",
        "new int[2]",
        "new byte[2]",
        "ints",
        "bytes",
        "[1, 2]",
        "[]"
    )]
    [TestCase("int f(FILE *a)", "default")]
    [TestCase("int f(db *a)", "null", "default")]
    [TestCase("int f(db *!a)", "null", "default")]
    [TestCase("int f(struct Surface *a)", "null", "default")]
    [TestCase("int f(struct Surface *!a)", "null", "default")]
    [TestCase("int f(const struct Surface *a)", "null", "default", "[]")]
    [TestCase("int f(struct unknown *a)", "default")]
    [TestCase("int f(void (*a)(int))", "null", "default")]
    [TestCase("int f(void **a)", "default", "0")]
    [TestCase("int f(int **a)", "null", "default", "[]")]
    [TestCase("int f(int *a, _Out_opt_ int *b)", "null", "default", "new int[2]", "ints", "[1, 2]", "[]")]
    [TestCase("int f(const char *a, _Out_opt_ struct Vec2 *b)", "null", "default", "\"text\"")]
    public void One_argument_is_never_ambiguous(string prototype, params string[] compiling)
    {
        Assert.That(Fitting(prototype, Arguments, "C.f({0})"), Is.EqualTo(compiling));
    }

    [TestCase(
        "int f(void *a, const void *b)",
        "default|default",
        "default|0",
        "0|default",
        "0|0",
        "ints|ints",
        "ints|bytes",
        "bytes|readable",
        "new int[2]|bytes"
    )]
    [TestCase(
        "int f(void *a, const int *b)",
        "default|null",
        "0|default",
        "0|ints",
        "ints|null",
        "ints|default",
        "ints|ints",
        "bytes|readable",
        "new int[2]|ints"
    )]
    [TestCase(
        "int f(_In_reads_bytes_(n) const void *a, int n, void *b)",
        "null|default",
        "null|0",
        "default|default",
        "default|0",
        "bytes|0",
        "bytes|default",
        "ints|ints",
        "readable|bytes"
    )]
    [TestCase("int f(db *a, FILE *b)", "null|default", "default|default")]
    [TestCase("int f(const char *a, const char *b)", "null|null", "null|default", "default|default", "\"text\"|null", "\"text\"|\"text\"")]
    public void Two_arguments_are_never_ambiguous(string prototype, params string[] compiling)
    {
        string[] some = ["null", "default", "0", "ints", "bytes", "readable", "new int[2]", "\"text\""];
        string[] pairs = [.. some.SelectMany(first => some.Select(second => $"{first}|{second}"))];
        string[] fitting = Fitting(prototype, pairs, "C.f({0})");
        Assert.That(compiling, Is.SubsetOf(fitting));
    }

    [TestCase("int f(const char *a, _Out_opt_ int *b)", "C.f(null)", "C.f(default)", "C.f(null, out _)", "C.f(null, out int b)")]
    [TestCase("int f(void *a, _Out_opt_ int *b)", "C.f(0, out _)", "C.f(default, out _)", "C.f(ints, out _)")]
    [TestCase("int f(_Out_opt_ int *b)", "C.f()", "C.f(out _)")]
    [TestCase("void Surface_free(struct Surface *a)", "C.Surface_free(null)", "C.Surface_free(handle)", "C.Surface_free(borrowed)")]
    [TestCase("void Surface_free(_Inout_ struct Surface *a)", "C.Surface_free(null)", "C.Surface_free(handle)")]
    [TestCase("void Surface_free(_In_opt_ const struct Surface *a)", "C.Surface_free(null)", "C.Surface_free(handle)")]
    [TestCase(
        "int f(void *a)",
        "C.f(a: 0)",
        "C.f<int>(default)",
        "C.f<int>(null)",
        "C.f<long>([1])",
        "C.f((nint)1)",
        "C.f(IntPtr.Zero)",
        "C.f(new UserVec2[1])"
    )]
    public void A_call_is_never_ambiguous(string prototype, params string[] calls)
    {
        Assert.That(Fitting(prototype, calls, "{0}"), Is.EqualTo(calls));
    }

    // C uses a context after the call, when no array is pinned any more.
    [TestCase("int f(int (*callback)(void *), void *user_data)", false)]
    [TestCase("int f(int (*callback)(void *), void *userData)", false)]
    [TestCase("int f(int (*callback)(void *), void *ctx)", false)]
    [TestCase("int f(int (*callback)(_Context_ void *own), _Context_ void *own)", false)]
    [TestCase("int f(int (*callback)(void *), void *buffer)", true)]
    [TestCase("int f(int number, void *user_data)", true)]
    public void A_context_is_not_an_array(string prototype, bool takesArray)
    {
        string[] fitting = Fitting(prototype, ["new byte[2]"], "C.f(default, {0})");
        Assert.That(fitting, Has.Length.EqualTo(takesArray ? 1 : 0));
    }

    /// <summary>
    /// Returns the arguments with which the call compiles, and asserts that the call is not ambiguous with any of the others.
    /// </summary>
    private static string[] Fitting(string prototype, string[] arguments, string call)
    {
        string[] calls =
        [
            .. arguments.Select(argument =>
                string.Format(
                    System.Globalization.CultureInfo.InvariantCulture,
                    call,
                    argument.Replace("|", ", ", StringComparison.Ordinal)
                )
            ),
        ];
        GeneratorRun run = Compile(prototype, calls);
        const int FirstLine = 4;
        Diagnostic[] errors = FindErrors(run);
        HashSet<int> wrong = [.. errors.Select(static error => error.Location.GetLineSpan().StartLinePosition.Line - FirstLine)];
        return [.. arguments.Where((_, index) => !wrong.Contains(index))];
    }

    private static GeneratorRun Compile(string prototype, string[] calls)
    {
        return GeneratorHarness.RunOnce(
            GeneratorHarness.CreateCompilation([
                $$"""
                public struct UserVec2 { public double X; public double Y; }

                [KoffiLibrary("c")]
                [KoffiDefine("struct Vec2 { double x, y; }; opaque FILE; opaque db !(db_close); struct Surface { int width; }; struct Surface !(Surface_free); struct Big { _Alignas(32) int i; }; struct Big !(Big_free);")]
                [KoffiImport("{{prototype}}")]
                public static partial class C;
                """,
                $$"""
                static class Program
                {
                    public static void Run(Span<int> ints, Span<byte> bytes, ReadOnlySpan<int> readable, int number, C.Vec2 vector, Pointer<C.Vec2> pointer, Pointer<int> numbers, C.SurfaceHandle handle, C.Surface surface, Pointer<C.Surface> borrowed, C.BigHandle big, C.Big value)
                    {
                {{string.Join("\n", calls.Select(static text => $"        {{ {text}; }}"))}}
                    }
                }
                """,
            ])
        );
    }

    /// <summary>Returns the errors of the calls, and asserts that no call is ambiguous and that the generated code has no errors.</summary>
    private static Diagnostic[] FindErrors(GeneratorRun run)
    {
        Diagnostic[] errors = [.. run.Output.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Assert.That(errors.Where(static error => error.Id == "CS0121").Select(static error => error.ToString()), Is.Empty);
        Assert.That(
            errors.Where(static error => error.Location.SourceTree?.FilePath != "Source2.cs").Select(static error => error.ToString()),
            Is.Empty
        );
        return errors;
    }
}
