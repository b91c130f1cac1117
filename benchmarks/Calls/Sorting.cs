using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;

namespace KoffiGen.Benchmarks.Calls;

/// <summary><c>qsort</c> of 1,000 numbers with a closure as comparer.</summary>
[CallBenchmark]
public class Sorting
{
    private readonly int[] _source = new int[1000];
    private readonly int[] _values = new int[1000];
    private int _sign = 1;

    [GlobalSetup]
    public void SetUp()
    {
        // An unsorted sequence that is the same in each run.
        uint state = 12345;
        for (int index = 0; index < _source.Length; index++)
        {
            state = (state * 1664525) + 1013904223;
            _source[index] = (int)(state >> 1);
        }
    }

    [Benchmark(Baseline = true, Description = "C's own comparer")]
    public int C()
    {
        _source.CopyTo(_values, 0);
        GeneratedCallbacks.Sort(_values);
        return _values[0];
    }

    [Benchmark(Description = "delegate's function pointer")]
    public unsafe int Delegate()
    {
        _source.CopyTo(_values, 0);
        int sign = _sign;
        HandWrittenCallbacks.Compare compare = (left, right) => sign * (*left).CompareTo(*right);
        HandWrittenCallbacks.SortBy(_values, Marshal.GetFunctionPointerForDelegate(compare));
        GC.KeepAlive(compare);
        return _values[0];
    }

    [Benchmark(Description = "KoffiGen")]
    public int Koffi()
    {
        _source.CopyTo(_values, 0);
        int sign = _sign;
        GeneratedCallbacks.SortBy(_values, (left, right) => sign * left.Value.CompareTo(right.Value));
        return _values[0];
    }
}
