using BenchmarkDotNet.Attributes;

namespace KoffiGen.Benchmarks.Calls;

/// <summary><c>double sum(const struct point *, size_t)</c>: C reads 1,000 structs in place.</summary>
[CallBenchmark]
public class StructSpanCalls
{
    private const int Count = 1000;

    private readonly Vec2[] _values = new Vec2[Count];
    private readonly Generated.point[] _points = new Generated.point[Count];

    [Benchmark(Baseline = true, Description = "hand-written")]
    public double Baseline() => HandWritten.Sum(_values, Count);

    [Benchmark(Description = "KoffiGen")]
    public double Koffi() => Generated.Sum(_points, Count);
}
