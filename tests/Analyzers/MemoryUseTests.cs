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
    public Task Losing_the_value_that_C_writes_is_reported(string call) => VerifyAsync(call);

    [TestCase("Libc.write(Libc.find())")]
    [TestCase("Libc.sum({|KOFFI221:Libc.find()|})")]
    [TestCase("Libc.sum(Libc.find().Span(2))")]
    [TestCase("Libc.four({|KOFFI221:Libc.find()|})")]
    [TestCase("Libc.KeptCount({|KOFFI221:Libc.find()|}, 3)")]
    [TestCase("NotImported(Libc.find())")]
    public Task Passing_one_object_for_several_is_reported(string call) => VerifyAsync(call);

    [Test]
    public async Task A_message_says_what_to_pass()
    {
        (string source, _) = AnalyzerVerifier.Parse(
            Source("Libc.write([number]); Libc.write([number, 1]); Libc.fill([1, 2]); Libc.sum(Libc.find())")
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
            [KoffiDefine("struct point { int x, y; };")]
            [KoffiImport("void write(int *values)")]
            [KoffiImport("void fill(_Out_ int values[2])")]
            [KoffiImport("void read(const int *values)")]
            [KoffiImport("void move(struct point *values)")]
            [KoffiImport("void show(const struct point *values)")]
            [KoffiImport("void raw(void *values)")]
            [KoffiImport("int *find(void)")]
            [KoffiImport("int sum(_In_reads_(count) const int *values, int count)")]
            [KoffiImport("int four(const int values[4])")]
            internal static partial class Libc
            {
                [KoffiImport("void own(int *values)")] public static partial void Own(Span<int> values);
                [KoffiImport("int kept(const int values[3], int count)")] public static partial int KeptCount(ReadOnlySpan<int> values, int count);
            }

            [KoffiDefine("void file_write(int *values);")]
            internal static partial class File;

            internal static class Program
            {
                private const int Constant = 1;
                private static int Field;

                private static int Compute() => Field;

                private static void NotImported(Span<int> values) { }

                private static void Main() => Run(1, [1], default);

                private static void Run(int number, int[] numbers, Libc.point point)
                {
                    number += numbers.Length + point.x;
                    Field = number;
                    {{call}};
                }
            }
            """";
}
