using System.Globalization;
using System.Text;

namespace KoffiGen.Benchmarks.Generator;

/// <summary>The same methods as imports of KoffiGen and of LibraryImport, with every kind of parameter that both support.</summary>
internal static class Declarations
{
    /// <summary>The number of methods in one class, which is one file.</summary>
    public const int MethodsPerClass = 100;

    private static readonly (string Prototype, string Method)[] _shapes =
    [
        ("int {0}(int a, int b)", "int {0}(int a, int b)"),
        ("double {0}(double x, float y)", "double {0}(double x, float y)"),
        ("size_t {0}(const char *text)", "nuint {0}(string text)"),
        ("int {0}(void *memory, size_t size)", "int {0}(nint memory, nuint size)"),
        ("void {0}(const char *name, int value, const char *unit)", "void {0}(string name, int value, string unit)"),
        ("struct vec2 {0}(struct vec2 v, double by)", "global::Vec2 {0}(global::Vec2 v, double by)"),
        ("uint64_t {0}(uint8_t a, int16_t b, uint32_t c)", "ulong {0}(byte a, short b, uint c)"),
        ("int {0}(_Out_ int *value)", "int {0}(out int value)"),
        ("int {0}(const double *values, int count)", "int {0}(double* values, int count)"),
        ("void {0}(_Inout_ long long *counter)", "void {0}(ref long counter)"),
    ];

    /// <summary>The declarations that both sets of methods use.</summary>
    public const string Common = """
        [KoffiGen.KoffiType("struct vec2")]
        public struct Vec2 { public double X; public double Y; }
        """;

    public static IEnumerable<string> Koffi(int count, int revision = 0) =>
        Files(
            count,
            "[KoffiGen.KoffiLibrary(\"bench\")]",
            (index, name) => $"[KoffiGen.KoffiImport(\"{Format(Shape(index, revision).Prototype, name)}\")]",
            revision
        );

    public static IEnumerable<string> LibraryImport(int count, int revision = 0) =>
        Files(
            count,
            "",
            (_, name) =>
                $"[System.Runtime.InteropServices.LibraryImport(\"bench\", EntryPoint = \"{name}\", "
                + "StringMarshalling = System.Runtime.InteropServices.StringMarshalling.Utf8)]",
            revision
        );

    /// <summary>Returns the prototypes as attributes of classes, whose methods KoffiGen generates.</summary>
    public static IEnumerable<string> Attributes(int count)
    {
        StringBuilder text = new("[KoffiGen.KoffiLibrary(\"bench\")]\n");
        foreach (string prototype in Prototypes(count))
        {
            text.Append(CultureInfo.InvariantCulture, $"[KoffiGen.KoffiImport(\"{prototype}\")]\n");
        }

        yield return text.Append("internal static partial class Native;\n").ToString();
    }

    /// <summary>Returns the same prototypes as a <c>.koffi</c> file.</summary>
    public static string KoffiFile(int count) =>
        "#pragma koffi library(\"bench\") class(Native)\n" + string.Concat(Prototypes(count).Select(static prototype => prototype + ";\n"));

    private static IEnumerable<string> Prototypes(int count) =>
        Enumerable.Range(0, count).Select(static index => Format(Shape(index, 0).Prototype, $"bench_function_{index}"));

    private static IEnumerable<string> Files(int count, string classAttribute, Func<int, string, string> attribute, int revision)
    {
        for (int start = 0; start < count; start += MethodsPerClass)
        {
            StringBuilder text = new();
            text.Append(
                CultureInfo.InvariantCulture,
                $"namespace Bindings;\n\n{classAttribute}\npublic static unsafe partial class Native{start}\n{{\n"
            );
            for (int index = start; index < Math.Min(count, start + MethodsPerClass); index++)
            {
                string name = $"bench_function_{index}";
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"    {attribute(index, name)}\n    public static partial {Format(Shape(index, revision).Method, name)};\n\n"
                );
            }

            yield return text.Append("}\n").ToString();
        }
    }

    // The first prototype is the edited one.
    private static (string Prototype, string Method) Shape(int index, int revision) =>
        _shapes[(index + (index == 0 ? revision : 0)) % _shapes.Length];

    private static string Format(string shape, string name) => string.Format(CultureInfo.InvariantCulture, shape, name);
}
