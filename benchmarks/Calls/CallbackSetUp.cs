using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;

namespace KoffiGen.Benchmarks.Calls;

/// <summary>A call with a callback that C does not invoke: the cost of passing the pointer of a new closure and releasing it.</summary>
[CallBenchmark]
public class CallbackSetUp
{
    private int _offset = 1;

    [Benchmark(Baseline = true, Description = "delegate's function pointer")]
    public int Baseline()
    {
        int offset = _offset;
        HandWrittenCallbacks.Step step = value => value + offset;
        int result = HandWrittenCallbacks.Repeat(Marshal.GetFunctionPointerForDelegate(step), 0);
        GC.KeepAlive(step);
        return result;
    }

    [Benchmark(Description = "KoffiGen")]
    public int Koffi()
    {
        int offset = _offset;
        return GeneratedCallbacks.Repeat(value => value + offset, 0);
    }

    [Benchmark(Description = "KoffiGen, by context")]
    public int KoffiContext()
    {
        int offset = _offset;
        return GeneratedCallbacks.RepeatWith(value => value + offset, 0);
    }

    [Benchmark(Description = "KoffiGen, the same delegate each time")]
    public int KoffiCached() => GeneratedCallbacks.Repeat(static value => value + 1, 0);
}
