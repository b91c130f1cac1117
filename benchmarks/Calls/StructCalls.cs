using BenchmarkDotNet.Attributes;

namespace KoffiGen.Benchmarks.Calls;

/// <summary><c>struct vec2 turn(struct vec2)</c>: a hand-written struct of two doubles, as argument and result by value.</summary>
[CallBenchmark]
public class StructCalls
{
    private Vec2 _value = new() { X = 3, Y = 4 };

    [Benchmark(Baseline = true, Description = "hand-written")]
    public double Baseline() => HandWritten.Turn(_value).X;

    [Benchmark(Description = "KoffiGen")]
    public double Koffi() => Generated.Turn(_value).X;
}
