using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen.Tests.Generator;

// The table of overload resolution: the overload that each way to write an argument takes.
internal sealed partial class OverloadTests
{
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
            null => ReadOnlyArgument
            default => ReadOnlyArgument
            handle => ReadOnlyArgument
            borrowed => ReadOnlyArgument
            new C.Surface[2] => ReadOnlyArgument
            stackalloc C.Surface[2] => ReadOnlyArgument
            new Span<C.Surface>(ref surface) => ReadOnlyArgument
            new ReadOnlySpan<C.Surface>(in surface) => ReadOnlyArgument
            new C.Surface.Argument() => ReadOnlyArgument
            [surface] => ReadOnlyArgument
            [surface, handle.Value] => ReadOnlyArgument
            [] => ReadOnlyArgument
            surface => ReadOnlyArgument
            handle.Value => ReadOnlyArgument
            new C.Surface() => ReadOnlyArgument
            in surface => in Surface
            ref surface => in Surface
            in handle.Value => in Surface
            """
    )]
    [TestCase(
        "int f(_In_opt_ struct Surface *a, _Inout_ struct Surface *b, int count)",
        """
            handle, handle, 1 => ReadOnlyArgument, Argument, int
            [surface], borrowed, 1 => ReadOnlyArgument, Argument, int
            surface, ref surface, 1 => ReadOnlyArgument, ref Surface, int
            handle, ref handle.Value, 1 => ReadOnlyArgument, ref Surface, int
            """
    )]
    [TestCase(
        "int f(struct Surface *a, const struct Vec2 *b, const struct Surface *c, void *d)",
        """
            handle, default, handle, 0 => Argument, ReadOnlySpan<Vec2>, ReadOnlyArgument, nint
            handle, vector, surface, 0 => Argument, in Vec2, ReadOnlyArgument, nint
            handle, vector, [surface], bytes => Argument, in Vec2, ReadOnlyArgument, Span<byte>
            null, pointer, default, default => Argument, ReadOnlySpan<Vec2>, ReadOnlyArgument, nint
            ref surface, vector, handle, 0 => ref Surface, in Vec2, ReadOnlyArgument, nint
            ref surface, vector, surface, ints => ref Surface, in Vec2, ReadOnlyArgument, Span<int>
            """
    )]
    [TestCase(
        "int f(const struct Surface *a, const struct Surface *b)",
        """
            handle, surface => ReadOnlyArgument, ReadOnlyArgument
            [surface], null => ReadOnlyArgument, ReadOnlyArgument
            in surface, in surface => in Surface, in Surface
            """
    )]
    [TestCase(
        "int f(struct Big *a, const struct Big *b)",
        """
            big, big => Argument, ReadOnlyArgument
            ref value, value => ref Big, in Big
            ref value, in value => ref Big, in Big
            new Span<C.Big>(ref value), [value] => Argument, ReadOnlyArgument
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
    [TestCase("int f(_Inout_ struct Surface *a)", "ref surface => ref Surface", "ref handle.Value => ref Surface", "handle => Argument")]
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
}
