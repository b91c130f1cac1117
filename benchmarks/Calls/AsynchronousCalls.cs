using BenchmarkDotNet.Attributes;

namespace KoffiGen.Benchmarks.Calls;

/// <summary><c>int add(int, int)</c>, called asynchronously: one call after the other, and ten thousand at once.</summary>
[CallBenchmark]
public class AsynchronousCalls
{
    private const int Batch = 10_000;

    private readonly Task<int>[] _tasks = new Task<int>[Batch];

    [Benchmark(Baseline = true, Description = "Task.Run, awaited")]
    public async Task<int> AwaitedBaseline() => await Task.Run(static () => HandWritten.Add(1, 2));

    [Benchmark(Description = "KoffiGen, awaited")]
    public async Task<int> AwaitedKoffi() => await Generated.AddAsync(1, 2);

    [Benchmark(Description = "Task.Run, ten thousand", OperationsPerInvoke = Batch)]
    public Task<int[]> BatchBaseline()
    {
        for (int index = 0; index < Batch; index++)
        {
            int number = index;
            _tasks[index] = Task.Run(() => HandWritten.Add(number, 2));
        }

        return Task.WhenAll(_tasks);
    }

    [Benchmark(Description = "KoffiGen, ten thousand", OperationsPerInvoke = Batch)]
    public Task<int[]> BatchKoffi()
    {
        for (int index = 0; index < Batch; index++)
        {
            _tasks[index] = Generated.AddAsync(index, 2).AsTask();
        }

        return Task.WhenAll(_tasks);
    }
}
