using BenchmarkDotNet.Attributes;

namespace KoffiGen.Benchmarks.Calls;

/// <summary><c>int add(int, int)</c>: a call without marshalling.</summary>
[CallBenchmark]
public class NumberCalls
{
    private int _a = 3;
    private int _b = 4;

    [Benchmark(Baseline = true, Description = "hand-written")]
    public int Baseline() => HandWritten.Add(_a, _b);

    [Benchmark(Description = "KoffiGen")]
    public int Koffi() => Generated.Add(_a, _b);
}
