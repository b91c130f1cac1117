using System.Globalization;

namespace KoffiGen.NativeTests;

/// <summary>
/// Callbacks of C that begin further calls of the same queue and wait for them, while all threads of the queue are busy. The environment
/// variable KOFFIGEN_STRESS_SECONDS changes the number of rounds.
/// </summary>
public static partial class QueueStressCases
{
    private const int Callers = 6;
    private const int Depth = 4;
    private const int Gate = 13;
    private const double RoundsPerSecond = 200;

    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("typedef int NestedStep(int value);")]
    [KoffiImport("void OpenGate(int gate)")]
    internal static partial class Native
    {
        [KoffiAsync(KoffiDispatcher.Dedicated)]
        [KoffiImport("int CallAtGate(int gate, NestedStep *step, int value)")]
        public static partial Task<int> CallAloneAsync(int gate, NestedStep step, int value);

        [KoffiAsync(KoffiDispatcher.Threads, limit: 1)]
        [KoffiImport("int CallAtGate(int gate, NestedStep *step, int value)")]
        public static partial Task<int> CallAsOneAsync(int gate, NestedStep step, int value);

        [KoffiAsync(KoffiDispatcher.Threads, limit: 4)]
        [KoffiImport("int CallAtGate(int gate, NestedStep *step, int value)")]
        public static partial Task<int> CallAsFourAsync(int gate, NestedStep step, int value);

        [KoffiAsync(KoffiDispatcher.ThreadPool, limit: 3)]
        [KoffiImport("int CallAtGate(int gate, NestedStep *step, int value)")]
        public static partial Task<int> CallAsThreeAsync(int gate, NestedStep step, int value);
    }

    private delegate Task<int> NestedCall(int gate, Native.NestedStep step, int value);

    [NativeCase]
    public static Task Callbacks_on_the_dedicated_thread_can_wait() => RunAsync(Native.CallAloneAsync);

    [NativeCase]
    public static Task Callbacks_on_the_only_thread_can_wait() => RunAsync(Native.CallAsOneAsync);

    [NativeCase]
    public static Task Callbacks_on_all_threads_can_wait() => RunAsync(Native.CallAsFourAsync);

    [NativeCase]
    public static Task Callbacks_on_the_thread_pool_can_wait() => RunAsync(Native.CallAsThreeAsync);

    /// <summary>
    /// Makes more calls at a time than the queue has threads. C calls back during each, and most callbacks wait for a further call.
    /// </summary>
    private static async Task RunAsync(NestedCall call)
    {
        double seconds = double.Parse(Environment.GetEnvironmentVariable("KOFFIGEN_STRESS_SECONDS") ?? "10", CultureInfo.InvariantCulture);
        int rounds = (int)(seconds * RoundsPerSecond);
        Native.OpenGate(Gate);
        int callbacks = 0;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(CallManyAsync));
        Check.Equal(Callers * rounds / Depth * (1 + 2 + 3 + 4), callbacks);

        async Task CallManyAsync(int caller)
        {
            for (int round = 0; round < rounds; round++)
            {
                int depth = (caller + round) % Depth;
                Check.Equal(depth, await call(Gate, Nest, depth).WaitAsync(TimeSpan.FromSeconds(60)));
            }
        }

        int Nest(int depth)
        {
            Interlocked.Increment(ref callbacks);
            return depth == 0 ? 0 : 1 + call(Gate, Nest, depth - 1).WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();
        }
    }
}
