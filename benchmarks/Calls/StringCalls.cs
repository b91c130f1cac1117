using BenchmarkDotNet.Attributes;

namespace KoffiGen.Benchmarks.Calls;

/// <summary><c>size_t slen(const char *)</c>: a string is converted to UTF-8 for the call.</summary>
[CallBenchmark]
public class StringCalls
{
    private string _text = "";

    [Params(12, 200)]
    public int Length { get; set; }

    [GlobalSetup]
    public void CreateText() => _text = new string('x', Length);

    [Benchmark(Baseline = true, Description = "LibraryImport")]
    public nuint Baseline() => HandWritten.Slen(_text);

    [Benchmark(Description = "KoffiGen")]
    public nuint Koffi() => Generated.Slen(_text);
}
