using System.Diagnostics;
using System.Globalization;
using KoffiGen.Benchmarks.Generator;
using KoffiGen.Benchmarks.Versions;

if (args.Length < 2)
{
    Console.Error.WriteLine("Usage: <the earlier working tree> <the later working tree> [rounds] [.koffi files ...]");
    return 1;
}

int rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 25;
GeneratorBuild before = new(args[0]);
GeneratorBuild after = new(args[1]);

Console.WriteLine($"Medians of {rounds} rounds, and of the ratios of all rounds");
Console.WriteLine("| run | ms before | ms after | ratio | MB before | MB after | ratio |");
Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
foreach (int count in (int[])[200, 2000])
{
    Compare($"{count} methods", build => build.CreateRun(revision => Declarations.Koffi(count, revision)), true);
    Compare($"{count} attributes of a class", build => build.CreateRun(_ => Declarations.Attributes(count)), false);
    CompareFile($"a file of {count} declarations", Declarations.KoffiFile(count));
}

foreach (string path in args.Skip(3))
{
    CompareFile(Path.GetFileName(path), File.ReadAllText(path));
}

return 0;

void CompareFile(string name, string text) =>
    Compare(name, build => build.CreateRun(static _ => ["internal static partial class Native;"], new KoffiText(text)), false);

void Compare(string name, Func<GeneratorBuild, GeneratorRun> create, bool hasEdit)
{
    GeneratorRun earlier = create(before);
    GeneratorRun later = create(after);
    CompareRuns(name + ", cold", earlier, later, static run => run.PrepareCold());
    CompareRuns(name + ", unrelated file edited", earlier, later, static run => run.PrepareUnrelatedEdit());
    if (hasEdit)
    {
        CompareRuns(name + ", one prototype edited", earlier, later, static run => run.PreparePrototypeEdit());
    }
}

void CompareRuns(string name, GeneratorRun earlier, GeneratorRun later, Action<GeneratorRun> prepare)
{
    Measurement[] befores = new Measurement[rounds];
    Measurement[] afters = new Measurement[rounds];
    for (int round = -3; round < rounds; round++)
    {
        // The two builds take turns in going first.
        bool earlierFirst = round % 2 == 0;
        Measurement first = Measure(earlierFirst ? earlier : later, prepare);
        Measurement second = Measure(earlierFirst ? later : earlier, prepare);
        if (round >= 0)
        {
            (befores[round], afters[round]) = earlierFirst ? (first, second) : (second, first);
        }
    }

    double time = Median(befores.Zip(afters, static (a, b) => b.Milliseconds / a.Milliseconds));
    double memory = Median(befores.Zip(afters, static (a, b) => b.Megabytes / a.Megabytes));
    double[] medians =
    [
        Median(befores.Select(static run => run.Milliseconds)),
        Median(afters.Select(static run => run.Milliseconds)),
        time,
        Median(befores.Select(static run => run.Megabytes)),
        Median(afters.Select(static run => run.Megabytes)),
        memory,
    ];
    Console.WriteLine(
        $"| {name} | {string.Join(" | ", medians.Select(static median => median.ToString("F2", CultureInfo.InvariantCulture)))} |"
    );
}

static Measurement Measure(GeneratorRun run, Action<GeneratorRun> prepare)
{
    prepare(run);
    GC.Collect();
    GC.WaitForPendingFinalizers();
    long allocated = GC.GetTotalAllocatedBytes(precise: true);
    long start = Stopwatch.GetTimestamp();
    run.Run();
    double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    return new Measurement(milliseconds, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1e6);
}

static double Median(IEnumerable<double> values)
{
    double[] sorted = [.. values.Order()];
    return sorted[sorted.Length / 2];
}

internal readonly record struct Measurement(double Milliseconds, double Megabytes);
