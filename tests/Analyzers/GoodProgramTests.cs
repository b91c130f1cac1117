namespace KoffiGen.Tests.Analyzers;

/// <summary>Tests that correct programs have no diagnostics, neither from KoffiGen nor from the compiler in the generated code.</summary>
public sealed class GoodProgramTests
{
    [TestCase("Libc.cs")]
    [TestCase("Sqlite.cs")]
    public Task The_samples_have_no_diagnostics(string file) =>
        AnalyzerVerifier.VerifyAsync(File.ReadAllText(Path.Combine(Repository.Root, "samples", "Quickstart", file)));

    [Test]
    public Task Types_of_the_assembly_a_class_and_the_user_are_known_in_every_import() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [assembly: KoffiDefine("typedef struct Point { int x, y; } Point;")]
            [assembly: KoffiDefine("enum Color { Red, Green };")]

            namespace Drawing;

            [KoffiType("rect_t")]
            public struct Rect { public int Left, Top, Right, Bottom; }

            [KoffiDefine("typedef struct Line { Point from, to; } Line; opaque canvas !(canvas_free);")]
            [KoffiImport("void canvas_clear(canvas *c, enum Color color)")]
            [KoffiImport("canvas *! canvas_new(int width, int height)")]
            internal static partial class Canvas
            {
                [KoffiImport("int line_length(const Line *line)")]
                public static partial int Length(in Line line);

                [KoffiImport("rect_t line_bounds(Line line)")]
                public static partial Rect Bounds(Line line);

                [KoffiImport("int canvas_name(canvas *c, _Out_ unsigned char *text, int size)")]
                public static partial int Name(canvas c, System.Span<byte> text, int size);
            }
            """
        );

    [Test]
    public Task A_wrong_import_does_not_affect_other_imports() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            internal static partial class Imports
            {
                [KoffiImport("int F({|KOFFI101:Nope|} x, {|KOFFI101:Never|} y)")]
                public static partial int F(int x, int y);

                [KoffiImport("int G({|KOFFI006:|}")]
                public static partial string G(int x);

                [KoffiImport("int H(int x)")]
                public static partial int H(int x);

                public static int All() => F(1, 2) + H(3);
            }
            """
        );

    [Test]
    public Task A_program_without_imports_is_not_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            [System.Obsolete("int F(Nope x)")]
            internal static class Nothing;
            """,
            allowsUnsafe: false
        );
}
