using KoffiGen.Benchmarks.Calls;

namespace KoffiGen.Benchmarks.Ratios;

/// <summary>Asynchronous calls, each in a loop of its own.</summary>
internal static class AsynchronousLoops
{
    private static int _int;

    public static void TaskRunAwaited(int count)
    {
        LoopAsync().GetAwaiter().GetResult();

        async Task LoopAsync()
        {
            for (int index = 0; index < count; index++)
            {
                int number = index;
                _int = await Task.Run(() => HandWritten.Add(number, 2)).ConfigureAwait(false);
            }
        }
    }

    public static void KoffiAwaited(int count)
    {
        LoopAsync().GetAwaiter().GetResult();

        async Task LoopAsync()
        {
            for (int index = 0; index < count; index++)
            {
                _int = await Generated.AddAsync(index, 2).ConfigureAwait(false);
            }
        }
    }

    public static void TaskRunBatch(int count)
    {
        Task<int>[] tasks = new Task<int>[count];
        for (int index = 0; index < count; index++)
        {
            int number = index;
            tasks[index] = Task.Run(() => HandWritten.Add(number, 2));
        }

        Task.WaitAll(tasks);
    }

    public static void KoffiBatch(int count)
    {
        Task<int>[] tasks = new Task<int>[count];
        for (int index = 0; index < count; index++)
        {
            tasks[index] = Generated.AddAsync(index, 2).AsTask();
        }

        Task.WaitAll(tasks);
    }
}
