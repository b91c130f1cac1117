using System.Globalization;
using System.Text;
using KoffiGen;

// Typed parameters for the variable arguments cost as much as any other call. The build checks the format, because it is a constant: write
// "%d" for the double to see the diagnostic.
Libc.Printf("Integer %d, double %g, str %s\n", 6, 8.5, "THE END");

Flush();
Console.WriteLine("Twenty arguments, numbers and text in turn:");

Libc.Printf(
    "%s %d | %s %g | %s %d | %s %g | %s %d | %s %g | %s %d | %s %g | %s %d | %s %g\n",
    "one",
    1,
    "half",
    0.5,
    "two",
    2,
    "third",
    1 / 3.0,
    "three",
    3,
    "quarter",
    0.25f,
    "four",
    4,
    "fifth",
    0.2,
    "five",
    5,
    "tenth",
    0.1
);
Flush();

// A list of arguments that is known only at run time, as if a user had typed it.
foreach (string line in (string[])["%s is %lld years old|Ada|36", "%.3f and %.1f|3.14159|2.71828", "%s, %s and %s|red|green|blue"])
{
    Console.WriteLine($"{line} => {Format(line.Split('|'))}");
}

Span<byte> month = stackalloc byte[20];
int count = Libc.Scan("12 December 1815", "%d %19s %d", out int day, month, out int year);
Console.WriteLine($"scanned {count}: day {day}, month {Encoding.UTF8.GetString(month[..month.IndexOf((byte)0)])}, year {year}");

// printf and Console have separate buffers, so both are flushed between them. On Windows, msvcrt has another buffer than the C runtime that
// FlushC flushes.
static void Flush()
{
    Koffi.FlushC();
    _ = Libc.Flush(0);
}

static string Format(string[] parts)
{
    // Numbers are passed as numbers, everything else as text. C does not check the format: a program must check one that comes from
    // outside.
    KoffiArgument[] arguments =
    [
        .. parts
            .Skip(1)
            .Select(static part =>
                long.TryParse(part, CultureInfo.InvariantCulture, out long whole) ? whole
                : double.TryParse(part, CultureInfo.InvariantCulture, out double real) ? (KoffiArgument)real
                : part
            ),
    ];
    Span<byte> buffer = stackalloc byte[200];
    int length = Libc.Format(buffer, parts[0], arguments);
    return Encoding.UTF8.GetString(buffer[..Math.Min(length, buffer.Length - 1)]);
}
