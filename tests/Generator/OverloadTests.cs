using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen.Tests.Generator;

/// <summary>Tests that the overloads generated for one prototype are never ambiguous, whatever a program passes for a pointer.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class OverloadTests
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

    /// <summary>Which overload a call takes, for all ways to write an argument.</summary>
    [TestCase(
        "int f(int *a)",
        """
            null => Span<int>
            default => Span<int>
            new int[2] => Span<int>
            ints => Span<int>
            stackalloc int[2] => Span<int>
            [1, 2] => Span<int>
            [] => Span<int>
            numbers => Span<int>
            ref number => ref int
            """
    )]
    [TestCase(
        "int f(const int *a)",
        """
            null => ReadOnlySpan<int>
            default => ReadOnlySpan<int>
            new int[2] => ReadOnlySpan<int>
            ints => ReadOnlySpan<int>
            readable => ReadOnlySpan<int>
            stackalloc int[2] => ReadOnlySpan<int>
            [1, 2] => ReadOnlySpan<int>
            [] => ReadOnlySpan<int>
            numbers => ReadOnlySpan<int>
            """
    )]
    [TestCase(
        "int f(struct Vec2 *a)",
        """
            null => Span<Vec2>
            default => Span<Vec2>
            new C.Vec2[2] => Span<Vec2>
            stackalloc C.Vec2[2] => Span<Vec2>
            [vector] => Span<Vec2>
            [] => Span<Vec2>
            pointer => Span<Vec2>
            ref vector => ref Vec2
            """
    )]
    [TestCase(
        "int f(const struct Vec2 *a)",
        """
            null => ReadOnlySpan<Vec2>
            default => ReadOnlySpan<Vec2>
            new C.Vec2[2] => ReadOnlySpan<Vec2>
            stackalloc C.Vec2[2] => ReadOnlySpan<Vec2>
            [vector] => ReadOnlySpan<Vec2>
            [] => ReadOnlySpan<Vec2>
            pointer => ReadOnlySpan<Vec2>
            vector => in Vec2
            in vector => in Vec2
            ref vector => in Vec2
            new C.Vec2() => in Vec2
            default(C.Vec2) => in Vec2
            """
    )]
    [TestCase(
        "int f(uint8_t *a)",
        """
            null => Span<byte>
            default => Span<byte>
            new byte[2] => Span<byte>
            bytes => Span<byte>
            stackalloc byte[2] => Span<byte>
            [1, 2] => Span<byte>
            [] => Span<byte>
            """
    )]
    [TestCase("int f(int *a, int n)", "new int[2], 2 => Span<int>, int", "[1, 2], 2 => Span<int>, int")]
    [TestCase(
        "int f(const struct Vec2 *a, void *b)",
        """
            default, 0 => ReadOnlySpan<Vec2>, nint
            default, default => ReadOnlySpan<Vec2>, nint
            default, bytes => ReadOnlySpan<Vec2>, Span<byte>
            null, new int[2] => ReadOnlySpan<Vec2>, Span<int>
            pointer, 0 => ReadOnlySpan<Vec2>, nint
            [vector], ints => ReadOnlySpan<Vec2>, Span<int>
            vector, 0 => in Vec2, nint
            vector, default => in Vec2, nint
            in vector, ints => in Vec2, Span<int>
            """
    )]
    [TestCase(
        "int f(int *a, const struct Vec2 *b, _Out_opt_ int *c)",
        """
            default, default => Span<int>, ReadOnlySpan<Vec2>
            default, default, out number => Span<int>, ReadOnlySpan<Vec2>, out int
            ref number, vector => ref int, in Vec2
            ref number, default => ref int, in Vec2
            ref number, vector, out number => ref int, in Vec2, out int
            """
    )]
    [TestCase(
        "int f(struct Surface *a)",
        """
            null => Argument
            default => Argument
            handle => Argument
            borrowed => Argument
            new C.Surface[2] => Argument
            stackalloc C.Surface[2] => Argument
            new Span<C.Surface>(ref surface) => Argument
            ref surface => ref Surface
            ref handle.Value => ref Surface
            """
    )]
    [TestCase(
        "int f(const struct Surface *a)",
        """
            null => Argument
            default => Argument
            handle => Argument
            borrowed => Argument
            new C.Surface[2] => Argument
            surface => in Surface
            in surface => in Surface
            handle.Value => in Surface
            """
    )]
    [TestCase(
        "int f(struct Surface *a, const struct Vec2 *b, struct Surface *c, void *d)",
        """
            handle, default, handle, 0 => Argument, ReadOnlySpan<Vec2>, Argument, nint
            handle, vector, handle, 0 => Argument, in Vec2, Argument, nint
            handle, vector, borrowed, bytes => Argument, in Vec2, Argument, Span<byte>
            null, pointer, default, default => Argument, ReadOnlySpan<Vec2>, Argument, nint
            ref surface, vector, ref surface, 0 => ref Surface, in Vec2, ref Surface, nint
            """
    )]
    [TestCase("int f(struct Surface *a, int count)", "new C.Surface[2], 2 => Span<Surface>, int", "borrowed, 1 => Span<Surface>, int")]
    [TestCase("int f(_Inout_ struct Surface *a)", "ref surface => ref Surface", "ref handle.Value => ref Surface")]
    public void Each_argument_takes_the_expected_overload(string prototype, params string[] rows)
    {
        string[][] expected =
        [
            .. rows.SelectMany(static row => row.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                .Select(static row => row.Split(" => ")),
        ];
        string[] all =
        [
            .. expected.Select(static row => row[0]),
            .. Arguments.SelectMany(static argument => new[] { argument, $"{argument}, 0", $"{argument}, {argument}" }),
        ];
        GeneratorRun run = Compile(prototype, [.. all.Select(static argument => $"C.f({argument})")]);
        FindErrors(run);
        SyntaxTree tree = run.Output.SyntaxTrees.Single(static tree => tree.FilePath == "Source2.cs");
        SemanticModel model = run.Output.GetSemanticModel(tree);
        string[] chosen =
        [
            .. tree.GetRoot()
                .DescendantNodes()
                .OfType<InvocationExpressionSyntax>()
                .Take(expected.Length)
                .Select(invocation => Display(model.GetSymbolInfo(invocation).Symbol as IMethodSymbol)),
        ];
        Assert.That(
            expected.Zip(chosen, static (row, symbol) => $"{row[0]}: {symbol}"),
            Is.EqualTo(expected.Select(static row => $"{row[0]}: {row[1]}"))
        );
    }

    private static string Display(IMethodSymbol? method) =>
        method is null
            ? "none"
            : string.Join(
                ", ",
                method.Parameters.Select(static parameter =>
                    (
                        parameter.RefKind switch
                        {
                            RefKind.Ref => "ref ",
                            RefKind.Out => "out ",
                            RefKind.In => "in ",
                            _ => "",
                        }
                    ) + parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)
                )
            );

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
                [KoffiDefine("struct Vec2 { double x, y; }; opaque FILE; opaque db !(db_close); struct Surface { int width; }; struct Surface !(Surface_free);")]
                [KoffiImport("{{prototype}}")]
                public static partial class C;
                """,
                $$"""
                static class Program
                {
                    public static void Run(Span<int> ints, Span<byte> bytes, ReadOnlySpan<int> readable, int number, C.Vec2 vector, Pointer<C.Vec2> pointer, Pointer<int> numbers, C.SurfaceHandle handle, C.Surface surface, Pointer<C.Surface> borrowed)
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
