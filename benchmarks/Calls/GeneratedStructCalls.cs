using BenchmarkDotNet.Attributes;

namespace KoffiGen.Benchmarks.Calls;

/// <summary><c>struct point turn(struct point)</c>: a generated struct, as argument and result by value.</summary>
[CallBenchmark]
public class GeneratedStructCalls
{
    private Vec2 _value = new() { X = 3, Y = 4 };
    private Generated.point _point = new() { x = 3, y = 4 };

    [Benchmark(Baseline = true, Description = "hand-written")]
    public double Baseline() => HandWritten.Turn(_value).X;

    [Benchmark(Description = "KoffiGen")]
    public double Koffi() => Generated.Turn(_point).x;
}
