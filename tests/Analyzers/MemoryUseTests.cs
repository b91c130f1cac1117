namespace KoffiGen.Tests.Analyzers;

/// <summary>Tests of memory that C# code passes to imported functions: what C writes must not be lost, and lengths must be right.</summary>
public sealed class MemoryUseTests
{
    // A variable in a collection expression keeps its old value.
    [TestCase("Libc.write({|KOFFI220:[number]|})")]
    [TestCase("Libc.write({|KOFFI220:[1, number]|})")]
    [TestCase("Libc.write({|KOFFI220:[numbers[0]]|})")]
    [TestCase("Libc.write({|KOFFI220:[Field]|})")]
    [TestCase("Libc.write([1, 2])")]
    [TestCase("Libc.write([])")]
    [TestCase("Libc.write([Constant])")]
    [TestCase("Libc.write([Compute()])")]
    [TestCase("Libc.write(ref number)")]
    [TestCase("Libc.write(numbers)")]
    [TestCase("Libc.write(new[] { number })")]
    [TestCase("Libc.Own({|KOFFI220:[number]|})")]
    [TestCase("Libc.fill({|KOFFI220:[0, 0]|})")]
    [TestCase("Libc.fill([])")]
    [TestCase("Libc.read([number])")]
    [TestCase("Libc.move({|KOFFI220:[point]|})")]
    [TestCase("Libc.show([point])")]
    [TestCase("Libc.raw<int>({|KOFFI220:[number]|})")]
    [TestCase("File.file_write({|KOFFI220:[number]|})")]
    [TestCase("NotImported([number])")]
    [TestCase("Libc.size({|KOFFI220:[number]|}, {|KOFFI220:[numbers[0]]|})")]
    [TestCase("Libc.size(default, new(ref number))")]
    [TestCase("Libc.OwnArray({|KOFFI220:[number]|})")]
    [TestCase("Libc.OwnArray([1, 2])")]
    [TestCase("Libc.FillArray({|KOFFI220:[1, 2]|})")]
    [TestCase("Libc.ReadArray([number])")]
    [TestCase("Libc.ReadSpan([number])")]
    [TestCase("Libc.WriteNames([\"text\", Text])")]
    [TestCase("Libc.Load({|KOFFI220:[person]|})")]
    [TestCase("Libc.Save([person])")]
    [TestCase("plugin.write({|KOFFI220:[number]|})")]
    [TestCase("plugin.Own({|KOFFI220:[number]|})")]
    public Task Losing_the_value_that_C_writes_is_reported(string call) => VerifyAsync(call);

    [TestCase("Libc.write(Libc.find())")]
    [TestCase("Libc.sum({|KOFFI221:Libc.find()|})")]
    [TestCase("Libc.sum(Libc.find().Span(2))")]
    [TestCase("Libc.four({|KOFFI221:Libc.find()|})")]
    [TestCase("Libc.KeptCount({|KOFFI221:Libc.find()|}, 3)")]
    [TestCase("Libc.one(Libc.find())")]
    [TestCase("Libc.sum((ReadOnlySpan<int>){|KOFFI221:Libc.find()|})")]
    [TestCase("Libc.sum(values: {|KOFFI221:Libc.find()|})")]
    [TestCase("plugin.sum({|KOFFI221:Libc.find()|})")]
    [TestCase("plugin.Scaled({|KOFFI221:Libc.find()|}, 2)")]
    [TestCase("NotImported(Libc.find())")]
    public Task Passing_one_object_for_several_is_reported(string call) => VerifyAsync(call);

    [TestCase("Libc.line({|KOFFI222:default|}, point)")]
    [TestCase("Libc.line(to: point, from: {|KOFFI222:default|})")]
    [TestCase("Libc.find_line({|KOFFI222:default|}, ref number)")]
    [TestCase("plugin.line(new Plugin.point(), {|KOFFI222:default|})")]
    [TestCase("Libc.line(default, default)")]
    [TestCase("Libc.line(default, [point])")]
    [TestCase("Libc.line(default(Libc.point), point)")]
    [TestCase("Libc.line(new(), point)")]
    [TestCase("Libc.find_line(default, new(ref number))")]
    [TestCase("Libc.OwnLine(default, point)")]
    [TestCase("Libc.draw({|KOFFI222:default|}, in surface)")]
    [TestCase("Libc.draw(default, surface)")]
    [TestCase("Libc.draw(default, new[] { surface })")]
    public Task Zeros_in_place_of_NULL_are_reported(string call) => VerifyAsync(call);

    [Test]
    public async Task A_message_says_what_to_pass()
    {
        (string source, _) = AnalyzerVerifier.Parse(
            Source(
                "Libc.write([number]); Libc.write([number, 1]); Libc.fill([1, 2]); Libc.sum(Libc.find()); "
                    + "Libc.size([number], default); Libc.line(default, point); Libc.find_line(default, ref number)"
            )
        );
        Assert.That(
            (await AnalyzerVerifier.AnalyzeAsync(AnalyzerVerifier.Generate(true, source))).Select(static diagnostic =>
                diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)
            ),
            Is.EquivalentTo(
                (string[])
                    [
                        "C may write to the memory of 'values', but the values of a collection expression are lost after the call. "
                            + "Pass 'ref number'.",
                        "C may write to the memory of 'values', but the values of a collection expression are lost after the call. "
                            + "Pass an array or a span, and read the values there.",
                        "C may write to the memory of 'values', but the values of a collection expression are lost after the call. "
                            + "Pass an array or a span, and read the values there.",
                        "C may write to the memory of 'width', but the values of a collection expression are lost after the call. "
                            + "Pass 'new(ref number)'.",
                        "'default' passes an object of zeros for 'from' instead of NULL. "
                            + "Pass '[point]' to pass NULL, or 'default(Libc.point)' to pass zeros.",
                        "'default' passes an object of zeros for 'from' instead of NULL. "
                            + "Pass 'new(ref number)' to pass NULL, or 'default(Libc.point)' to pass zeros.",
                        "The declaration states the length of 'values', but the pointer converts to a span of one element. "
                            + "Pass 'Libc.find().Span(length)'.",
                    ]
            )
        );
    }

    private static Task VerifyAsync(string call) => AnalyzerVerifier.VerifyAsync(Source(call));

    private static string Source(string call) =>
        $$""""
            using System;
            using KoffiGen;

            [KoffiLibrary("c")]
            [KoffiDefine("struct point { int x, y; }; struct surface { int width; }; struct surface !(surface_free); struct person { const char *name; };")]
            [KoffiImport("void write(int *values)")]
            [KoffiImport("void fill(_Out_ int values[2])")]
            [KoffiImport("void read(const int *values)")]
            [KoffiImport("void move(struct point *values)")]
            [KoffiImport("void show(const struct point *values)")]
            [KoffiImport("void raw(void *values)")]
            [KoffiImport("int *find(void)")]
            [KoffiImport("int sum(_In_reads_(count) const int *values, int count)")]
            [KoffiImport("int four(const int values[4])")]
            [KoffiImport("int one(_In_reads_(1) const int *values)")]
            [KoffiImport("void size(int *width, int *height)")]
            [KoffiImport("void line(const struct point *from, const struct point *to)")]
            [KoffiImport("void find_line(const struct point *from, int *steps)")]
            [KoffiImport("void draw(const struct point *at, const struct surface *image)")]
            internal static partial class Libc
            {
                [KoffiImport("void own(int *values)")] public static partial void Own(Span<int> values);
                [KoffiImport("int kept(const int values[3], int count)")] public static partial int KeptCount(ReadOnlySpan<int> values, int count);
                [KoffiImport("void own(int *values)")] public static partial void OwnArray(int[] values);
                [KoffiImport("void fill(_Out_ int values[2])")] public static partial void FillArray(int[] values);
                [KoffiImport("void read(const int *values)")] public static partial void ReadArray(int[] values);
                [KoffiImport("void read(const int *values)")] public static partial void ReadSpan(Span<int> values);
                [KoffiImport("void line(const struct point *from, const struct point *to)")] public static partial void OwnLine(in point from, in point to);
                [KoffiImport("void names(const char **names)")] public static partial void WriteNames(string?[] names);
                [KoffiImport("void load(struct person *people)")] public static partial void Load(person.Managed[] people);
                [KoffiImport("void save(const struct person *people)")] public static partial void Save(person.Managed[] people);
            }

            [KoffiDefine("void file_write(int *values);")]
            internal static partial class File;

            [KoffiLibrary("plugin")]
            [KoffiDefine("struct point { int x, y; };")]
            [KoffiImport("void line(const struct point *from, const struct point *to)")]
            [KoffiImport("void write(int *values)")]
            [KoffiImport("int sum(_In_reads_(count) const int *values, int count)")]
            internal sealed partial class Plugin
            {
                [KoffiImport("void own(int *values)")] public partial void Own(Span<int> values);
                [KoffiImport("int scaled(_In_reads_(n * 2) const int *values, int n)")] public partial int Scaled(ReadOnlySpan<int> values, int n);
            }

            internal static class Program
            {
                private const int Constant = 1;
                private static int Field;
                private static string? Text;

                private static int Compute() => Field;

                private static void NotImported(Span<int> values) { }

                private static void Main() => Run(1, [1], default, default, new Plugin(), default);

                private static void Run(int number, int[] numbers, Libc.point point, Libc.person.Managed person, Plugin plugin, Libc.surface surface)
                {
                    number += numbers.Length + point.x;
                    Field = number;
                    Text = person.name + plugin + surface.width;
                    {{call}};
                }
            }
            """";
}
