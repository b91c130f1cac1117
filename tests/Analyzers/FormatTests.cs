using CsCheck;
using KoffiGen.C;
using KoffiGen.C.Formats;

namespace KoffiGen.Tests.Analyzers;

/// <summary>Tests of formats and their arguments. Each mistake is reported at its conversion.</summary>
public sealed class FormatTests
{
    private static readonly string[] Pieces =
    [
        "%",
        "*",
        "l",
        "h",
        "d",
        "s",
        "[",
        "]",
        "^",
        ".",
        "5",
        "$",
        "m",
        "I64",
        "n",
        "%%",
        "%-+ #0",
        "L",
        "z",
    ];

    // Each kind of number, after C's promotions.
    [TestCase("%d %i %c %hd %hhd", "1, (short)2, 'x', (sbyte)3, true")]
    [TestCase("%u %x %X %o", "1u, 2, (byte)3, 4u")]
    [TestCase("%lld %llu %llx %jd", "1L, 2ul, 3L, 4L")]
    [TestCase("%ld %lu %lx", "new CLong(1), new CULong(2), new CLong(3)")]
    [TestCase("%zu %zd %td %zx", "(nuint)1, (nint)2, (nint)3, (nint)4")]
    [TestCase("%g %5.2f %-+e %la %G", "1.5, 2.5f, 3.5, 4.5, 5.5")]
    [TestCase("%s %s %.*s %*d", "\"a\", (string?)null, 3, \"b\", 4, 5")]
    [TestCase("%p %p", "(nint)1, default(Utf8Pointer)")]
    [TestCase("%ls %s %d", "KoffiArgument.Wide(\"a\"), argument, argument")]
    [TestCase("100%% of %d", "(int)DayOfWeek.Friday")]
    [TestCase("%2$d %1$d", "1L, 2L")]
    [TestCase("nothing", "")]
    [TestCase("open: %m, %d", "1")]
    [TestCase("%I64d %I64x %I32u", "1L, 2ul, 3u")]
    [TestCase("{|KOFFI510:%I64d|}", "1")]
    [TestCase("{|KOFFI511:%s|}", "null")]
    [TestCase("{|KOFFI511:%d|}", "default")]
    [TestCase("{|KOFFI511:%d|}", "[]")]
    [TestCase("%s %d", "[\"a\", 2]")]
    [TestCase("{|KOFFI510:%d|}", "1L")]
    [TestCase("{|KOFFI510:%d|} {|KOFFI510:%d|}", "1u, 2.5")]
    [TestCase("{|KOFFI510:%u|} {|KOFFI510:%u|}", "1, (short)2")]
    [TestCase("{|KOFFI510:%lld|} {|KOFFI510:%lld|}", "1, 2ul")]
    [TestCase("{|KOFFI510:%ld|}", "1L")]
    [TestCase("{|KOFFI510:%zu|}", "1ul")]
    [TestCase("{|KOFFI510:%g|} {|KOFFI510:%g|}", "1, \"a\"")]
    [TestCase("{|KOFFI510:%s|} {|KOFFI510:%s|}", "1, 2.5")]
    [TestCase("{|KOFFI510:%ls|}", "\"a\"")]
    [TestCase("{|KOFFI510:%p|}", "1")]
    [TestCase("{|KOFFI510:%Lf|}", "1.5")]
    [TestCase("%{|KOFFI510:*|}d", "1L, 2")]
    [TestCase("%d {|KOFFI511:%d|} {|KOFFI511:%s|}", "1")]
    [TestCase("%d", "1, {|KOFFI512:2|}, {|KOFFI512:\"three\"|}")]
    [TestCase("%d{|KOFFI513:%n|}", "1, (nint)0")]
    [TestCase("%d {|KOFFI513:%y|} %d", "1")]
    [TestCase("{|KOFFI513:%|}", "")]
    public Task Printf_arguments_that_do_not_match_are_reported(string format, string arguments) =>
        VerifyAsync($"Libc.printf(\"{format}\"{(arguments.Length == 0 ? "" : ", ")}{arguments})");

    // Parameters have the same types as arguments, so they are checked in the same way.
    [TestCase("Libc.Three(\"%d %g %s\", 1, 2, \"a\")")]
    [TestCase("Libc.Three(\"{|KOFFI510:%s|} %g {|KOFFI510:%d|}\", 1, 2, \"a\")")]
    [TestCase("Libc.Three(\"%d %g\", 1, 2, {|KOFFI512:\"a\"|})")]
    [TestCase("Libc.Three(\"%d %g %s {|KOFFI511:%s|}\", 1, 2, \"a\")")]
    [TestCase("Libc.Three(a: 1, b: 2, c: \"a\", format: \"{|KOFFI510:%lld|} %g %s\")")]
    [TestCase("Libc.Three(Format, 1, 2, \"a\")")]
    [TestCase("Libc.Three(\"%d \" + \"%g {|KOFFI510:%\" + \"d|}\", 1, 2, \"a\")")]
    [TestCase("Libc.Three(@\"%d \\ %g {|KOFFI510:%d|}\", 1, 2, \"a\")")]
    [TestCase("Libc.Three(changing, 1, 2, \"a\")")]
    public Task Typed_variadic_parameters_that_do_not_match_are_reported(string call) => VerifyAsync(call);

    [TestCase("Libc.Scan(\"1\", \"%d %lf %s\", out int a, out double b, buffer)")]
    [TestCase("Libc.Scan(\"1\", \"%*s %d%n %lf %5[a-z]]\", out int a, out int n, out double b, buffer)")]
    [TestCase("Libc.Scan(\"1\", \"{|KOFFI510:%ld|} {|KOFFI510:%f|} {|KOFFI510:%d|}\", out int a, out double b, buffer)")]
    [TestCase("Libc.Scan(\"1\", \"%d {|KOFFI510:%s|} %s\", out int a, out double b, buffer)")]
    [TestCase("Libc.Scan(\"1\", \"%d %lf %s {|KOFFI511:%[^]]|}\", out int a, out double b, buffer)")]
    public Task Scanf_arguments_that_do_not_match_are_reported(string call) => VerifyAsync(call);

    [TestCase("Own.log_message(1, \"{|KOFFI510:%d|}\", 1L)")]
    [TestCase("Own.read_message(\"{|KOFFI510:%d|}\", 1L)")]
    [TestCase("Own.late_message(\"{|KOFFI510:%d|}\", 1L)")]
    [TestCase("Own.other_message(\"%d\", 1L)")]
    [TestCase("default(Own.LoggerPointer).Invoke(\"%d\", 1L)")]
    public Task The_format_attribute_is_read(string call) => VerifyAsync(call);

    [Test]
    public void Any_format_string_is_read()
    {
        Gen<string> text = Gen.OneOf(
            Gen.String,
            Gen.Int[0, Pieces.Length - 1].Select(static index => Pieces[index]).Array[0, 12].Select(string.Concat)
        );
        text.Sample(
            static format =>
            {
                foreach (FormatKind kind in (FormatKind[])[FormatKind.Printf, FormatKind.Scanf])
                {
                    int end = 0;
                    foreach (FormatConversion conversion in FormatParser.Parse(format, kind) ?? [])
                    {
                        Assert.That(conversion.Span.Start, Is.GreaterThanOrEqualTo(conversion.Text == "*" ? 0 : end));
                        Assert.That(conversion.Span.End, Is.LessThanOrEqualTo(format.Length));
                        Assert.That(format.Substring(conversion.Span.Start, conversion.Span.Length), Is.EqualTo(conversion.Text));
                        end = conversion.Text == "*" ? end : conversion.Span.End;
                    }
                }
            },
            iter: 20_000
        );
    }

    [Test]
    public async Task A_message_proposes_the_conversion()
    {
        (string source, _) = AnalyzerVerifier.Parse(
            Source("Libc.printf(\"%d\", 1L); Libc.printf(\"%s\", 5); Libc.Scan(\"1\", \"%d %f %s\", out int a, out double b, buffer)")
        );
        Assert.That(
            (await AnalyzerVerifier.AnalyzeAsync(AnalyzerVerifier.Generate(true, source))).Select(static diagnostic =>
                diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)
            ),
            Is.EquivalentTo(
                (string[])
                    [
                        "'%d' expects the C type 'int', but the argument is 'long'. Write '%lld', or pass a value of type 'int'.",
                        "'%s' expects a string, but the argument is 'int'. Write '%d', or pass a 'string'.",
                        "'%f' expects a pointer to the C type 'float', but the argument is 'out double'. Write '%lf', or pass 'out float'.",
                    ]
            )
        );
    }

    private static Task VerifyAsync(string call) => AnalyzerVerifier.VerifyAsync(Source(call));

    private static string Source(string call) =>
        $$""""
            using System;
            using System.Runtime.InteropServices;
            using KoffiGen;

            [KoffiLibrary("c")]
            [KoffiImport("int printf(const char *format, ...)")]
            internal static partial class Libc
            {
                [KoffiImport("int printf(const char *format, ...)")] public static partial int Three(string format, int a, double b, string c);
                [KoffiImport("int sscanf(const char *text, const char *format, ...)")] public static partial int Scan(string text, string format, out int a, out double b, Span<byte> c);
                [KoffiImport("int sscanf(const char *text, const char *format, ...)")] public static partial int Scan(string text, string format, out int a, out int n, out double b, Span<byte> c);
            }

            [KoffiDefine("""
                void log_message(int level, const char *format, ...) __attribute__((format(printf, 2, 3)));
                __attribute__((__format__(__printf__, 1, 2))) void late_message(const char *format, ...);
                void read_message(const char *format, ...) __attribute__((format(scanf, 1, 2)));
                void other_message(const char *format, ...);
                typedef void Logger(const char *format, ...);
                """)]
            internal static partial class Own;

            internal static class Program
            {
                private const string Format = "%d %g %s";

                private static void Main(string[] values)
                {
                    KoffiArgument argument = 1;
                    string changing = values[0];
                    Span<byte> buffer = stackalloc byte[100];
                    {{call}};
                    _ = (argument, changing);
                }
            }
            """";
}
