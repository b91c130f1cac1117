using BenchmarkDotNet.Attributes;

namespace KoffiGen.Benchmarks.Calls;

/// <summary><c>void place(double, _Out_ struct point *)</c>: C fills a struct of the caller.</summary>
[CallBenchmark]
public class OutStructCalls
{
    private double _x = 3;

    [Benchmark(Baseline = true, Description = "hand-written")]
    public double Baseline()
    {
        HandWritten.Place(_x, out Vec2 placed);
        return placed.Y;
    }

    [Benchmark(Description = "KoffiGen")]
    public double Koffi()
    {
        Generated.Place(_x, out Generated.point placed);
        return placed.y;
    }
}
