using System.Runtime.CompilerServices;

namespace KoffiGen.NativeTests;

/// <summary>
/// Asynchronous calls: their arguments and results, and that no memory that they use moves or is freed before they have ended.
/// </summary>
public static partial class AsynchronousCases
{
    // Each case has a gate of its own, because cases may run in parallel.
    private const int Arguments = 0;
    private const int Memory = 1;
    private const int Handles = 2;
    private const int Disposal = 3;
    private const int Limits = 4;
    private const int Cancelled = 5;
    private const int Errors = 6;
    private const int Callbacks = 7;
    private const int Done = 8;
    private const int Order = 9;
    private const int Outputs = 10;
    private const int Open = 11;
    private const int Taken = 12;

    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            opaque Box !(CloseBox);
            typedef int StepCallback(int value);
            typedef struct { int32_t x, y; } Step;
            """
    )]
    [KoffiImport("void OpenGate(int gate)")]
    [KoffiImport("void CloseGate(int gate)")]
    [KoffiImport("int AwaitWaiting(int gate, int count)")]
    [KoffiImport("int MostAtGate(int gate)")]
    [KoffiImport("Box *! NewBox(const char *name)")]
    [KoffiImport("int BoxesClosed(void)")]
    [KoffiImport("int CloseBox(Box *box)", Async = true)]
    [KoffiImport("int AddToBox(Box *box, int value)", Async = true)]
    [KoffiImport("int WaitAtGate(int gate, int value)", Async = true)]
    [KoffiImport("int64_t SumAtGate(int gate, _In_reads_(count) const int32_t *values, int count)", Async = true)]
    [KoffiImport("int FillAtGate(int gate, _Out_writes_(count) int32_t *values, int count, _Out_ int32_t *last)", Async = true)]
    [KoffiImport("int LengthAtGate(int gate, const char *text)", Async = true)]
    [KoffiImport("int AddToBoxAtGate(int gate, Box *box, int value)", Async = true)]
    [KoffiImport("int CallAtGate(int gate, StepCallback *callback, int value)", Async = true)]
    [KoffiImport("int FailAtGate(int gate, int code)", Async = true, LastError = true)]
    [KoffiImport("Step StepAtGate(int gate, Step step, _Inout_ int32_t *steps, _Out_ const char **name)", Async = true)]
    [KoffiImport("int OpenBox(const char *name, _Out_ Box *!*box)", Async = true, ThrowOn = KoffiThrowOn.Negative)]
    internal static partial class Native
    {
        [KoffiImport("int WaitAtGate(int gate, int value)")]
        public static partial void WaitAtGate(int gate, int value, Action<Exception?, int> done);

        [KoffiImport("void OpenGate(int gate)")]
        public static partial void OpenGate(int gate, Action<Exception?> done, CancellationToken cancel = default);

        [KoffiImport("void OpenGate(int gate)")]
        public static partial Task OpenGateAsync(int gate);

        [KoffiImport("int AddToBoxAtGate(int gate, Box *box, int value)")]
        public static partial Task<int> AddToOwnedAsync(int gate, BoxHandle? box, int value);

        [KoffiImport("int64_t SumAtGate(int gate, const int32_t *values, int count)")]
        public static partial ValueTask<long> SumAsync(int gate, KoffiMemory<int>? values, int count);

        [KoffiImport("int64_t SumAtGate(int gate, const int32_t *values, int count)")]
        public static partial ValueTask<long> SumAsync(int gate, int[] values, int count);

        [KoffiImport("int64_t SumAtGate(int gate, _In_reads_(count) const int32_t *values, int count)")]
        public static partial ValueTask<long> SumAsync(int gate, ReadOnlyMemory<int> values, CancellationToken cancel);

        [KoffiImport("int LengthAtGate(int gate, const char *text)")]
        public static partial Task<int> LengthAsync(int gate, ReadOnlyMemory<byte> text);

        [KoffiAsync(KoffiDispatcher.ThreadPool, limit: 3)]
        [KoffiImport("int WaitAtGate(int gate, int value)")]
        public static partial Task<int> WaitAsThreeAsync(int gate, int value, CancellationToken cancel = default);

        [KoffiAsync(KoffiDispatcher.Threads, limit: 2)]
        [KoffiImport("int WaitAtGate(int gate, int value)")]
        public static partial Task<int> WaitAsTwoAsync(int gate, int value);

        [KoffiAsync(KoffiDispatcher.Threads, limit: 1)]
        [KoffiImport("int WaitAtGate(int gate, int value)")]
        public static partial Task<int> WaitAsOneAsync(int gate, int value);

        [KoffiAsync(KoffiDispatcher.Threads, limit: 1)]
        [KoffiImport("int CloseTwoBoxes(Box *! first, Box *! second)")]
        public static partial Task<int> CloseTwoAsync(BoxHandle? first, Box.Argument second, CancellationToken cancel = default);

        [KoffiAsync(KoffiDispatcher.Dedicated)]
        [KoffiImport("int CallAtGate(int gate, StepCallback *callback, int value)")]
        public static partial Task<int> CallAloneAsync(int gate, Func<int, int> callback, int value);
    }

    [NativeCase]
    public static async Task Arguments_and_results_of_every_kind()
    {
        Native.OpenGate(Arguments);
        Check.Equal(7, await Native.WaitAtGateAsync(Arguments, 7));
        Check.Equal(6L, await Native.SumAtGateAsync(Arguments, Enumerable.Range(1, 3).ToArray()));
        Check.Equal(6L, await Native.SumAsync(Arguments, [1, 2, 3], 3));
        Check.Equal(0L, await Native.SumAtGateAsync(Arguments, ReadOnlyMemory<int>.Empty));
        Check.Equal(4, await Native.LengthAtGateAsync(Arguments, "text"));
        Check.Equal(-1, await Native.LengthAtGateAsync(Arguments, null));
        Check.Equal(4, await Native.LengthAsync(Arguments, "text"u8.ToArray()));
        Check.Equal(1 << 20, await Native.LengthAtGateAsync(Arguments, new string('x', 1 << 20)));
        await Native.OpenGateAsync(Arguments);
    }

    [NativeCase]
    public static async Task Outputs_are_returned_with_the_result()
    {
        Native.OpenGate(Outputs);
        int[] values = new int[3];
        (int result, int last) = await Native.FillAtGateAsync(Outputs, values);
        Check.Equal((0, 3), (result, last));
        Check.Sequence<int>([1, 2, 3], values);

        var outcome = await Native.StepAtGateAsync(Outputs, new Native.Step { x = 1, y = 2 }, 41);
        Check.Equal((2, 1), (outcome.result.x, outcome.result.y));
        Check.Equal(42, outcome.steps);
        Check.Equal("step", outcome.name);

        var opened = await Native.OpenBoxAsync("opened");
        using (opened.box)
        {
            Check.Equal(5, await Native.AddToBoxAsync(opened.box, 5));
        }

        Check.Equal(-1L, (await Check.ThrowsAsync<KoffiErrorException>(async () => await Native.OpenBoxAsync(""))).Code);
    }

    [NativeCase]
    public static async Task The_error_is_that_of_the_workers_thread()
    {
        Native.OpenGate(Errors);
        Koffi.LastError = 99;
        Check.Equal((-1, 12), await Native.FailAtGateAsync(Errors, 12));
        (int result, int lastError) = await Native.FailAtGateAsync(Errors, 3);
        Check.Equal((-1, 3), (result, lastError));
    }

    [NativeCase]
    public static async Task Memory_is_not_moved_during_the_call()
    {
        Native.CloseGate(Memory);
        ValueTask<long> sum = Start();
        Check.Equal(1, Native.AwaitWaiting(Memory, 1));
        Collect();
        Native.OpenGate(Memory);
        Check.Equal(500500L, await sum);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static ValueTask<long> Start() => Native.SumAtGateAsync(Memory, Enumerable.Range(1, 1000).ToArray());
    }

    [NativeCase]
    public static async Task Memory_that_is_disposed_of_lives_until_the_call_ends()
    {
        Native.CloseGate(Disposal);
        KoffiMemory<int> memory = Koffi.Alloc<int>(3);
        memory.Span.Fill(5);
        ValueTask<long> sum = Native.SumAsync(Disposal, memory, 3);
        ValueTask<long> second = Native.SumAsync(Disposal, memory, 2);
        Check.Throws<InvalidOperationException>(() => memory.Detach());
        memory.Dispose();
        memory.Dispose();
        Check.Throws<ObjectDisposedException>(() => memory.Span.Clear());
        Collect();
        Native.OpenGate(Disposal);
        Check.Equal(15L, await sum);
        Check.Equal(10L, await second);
        await Check.ThrowsAsync<ObjectDisposedException>(async () => await Native.SumAsync(Disposal, memory, 3));
    }

    [NativeCase]
    public static async Task A_handle_that_is_disposed_of_is_closed_when_the_call_ends()
    {
        Native.CloseGate(Handles);
        Native.BoxHandle box = Native.NewBox("waiting");
        int closed = Native.BoxesClosed();
        ValueTask<int> first = Native.AddToBoxAtGateAsync(Handles, box, 2);
        Task<int> second = Native.AddToOwnedAsync(Handles, box, 3);
        Check.Equal(1, Native.AwaitWaiting(Handles, 2));
        box.Dispose();
        Collect();
        Native.OpenGate(Handles);
        Check.Equal(5, Math.Max(await first, await second));
        Check.Equal(closed + 1, Native.BoxesClosed());
        await Check.ThrowsAsync<ObjectDisposedException>(async () => await Native.AddToBoxAsync(box, 1));
        await Check.ThrowsAsync<ObjectDisposedException>(() => Native.AddToOwnedAsync(Handles, box, 1));
    }

    [NativeCase]
    public static async Task A_handle_whose_ownership_is_transferred_is_closed_when_the_call_begins()
    {
        Native.BoxHandle box = Native.NewBox("taken");
        using CancellationTokenSource source = new();
        source.Cancel();
        await Check.ThrowsAsync<OperationCanceledException>(async () => await Native.CloseBoxAsync(box, source.Token));
        Check.True(!box.IsClosed);
        Check.Equal(0, await Native.CloseBoxAsync(box));
        Check.True(box.IsClosed);
        await Check.ThrowsAsync<ObjectDisposedException>(async () => await Native.CloseBoxAsync(box));
    }

    [NativeCase]
    public static async Task A_waiting_call_owns_the_handles_that_it_transfers()
    {
        Native.CloseGate(Taken);
        Task<int> blocking = Native.WaitAsOneAsync(Taken, 0);
        Check.Equal(1, Native.AwaitWaiting(Taken, 1));
        Native.BoxHandle first = Native.NewBox("first");
        Native.BoxHandle second = Native.NewBox("second");
        Native.BoxHandle third = Native.NewBox("third");
        Native.BoxHandle fourth = Native.NewBox("fourth");
        int closed = Native.BoxesClosed();
        Task<int> taking = Native.CloseTwoAsync(first, second);
        first.Dispose();
        second.Dispose();
        Collect();
        await Check.ThrowsAsync<ObjectDisposedException>(() => Native.CloseTwoAsync(third, second));
        await Check.ThrowsAsync<ObjectDisposedException>(() => Native.CloseTwoAsync(third, third));
        Check.Throws<ObjectDisposedException>(() => Native.CloseBox(first));
        Check.Equal(closed, Native.BoxesClosed());

        // A cancelled call has no effect.
        using CancellationTokenSource source = new();
        Task<int> cancelled = Native.CloseTwoAsync(third, fourth, source.Token);
        third.Dispose();
        Check.Throws<ObjectDisposedException>(() => Native.CloseBox(fourth));
        await source.CancelAsync();
        await Check.ThrowsAsync<OperationCanceledException>(() => cancelled);
        Check.Equal(closed + 1, Native.BoxesClosed());
        Check.Equal(3, Native.AddToBox(fourth, 3));
        Check.Equal(0, Native.CloseBox(fourth));
        Check.Equal(closed + 2, Native.BoxesClosed());

        Native.OpenGate(Taken);
        Check.Equal(0, await taking);
        await blocking;
        Check.Equal(closed + 4, Native.BoxesClosed());
    }

    private static void Collect()
    {
        for (int round = 0; round < 3; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
    }
}
