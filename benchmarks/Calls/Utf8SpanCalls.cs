using BenchmarkDotNet.Attributes;

namespace KoffiGen.Benchmarks.Calls;

/// <summary><c>int first(const char *)</c> with a literal that ends with a NUL: passed in place.</summary>
[CallBenchmark]
public class Utf8SpanCalls
{
    [Benchmark(Baseline = true, Description = "hand-written")]
    public int Baseline() => HandWritten.First("native text\0"u8);

    [Benchmark(Description = "KoffiGen")]
    public int Koffi() => Generated.First("native text\0"u8);
}
