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
    public static async Task Outputs_come_with_the_result()
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
    public static async Task Memory_stays_where_it_is_whatever_happens_meanwhile()
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
    public static async Task A_handle_that_C_takes_over_is_closed_when_the_call_begins()
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
    public static async Task Handles_that_C_takes_over_are_the_calls_while_it_waits()
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

    [NativeCase]
    public static async Task Calls_beyond_the_limit_wait()
    {
        Native.CloseGate(Limits);
        Task<int>[] calls = [.. Enumerable.Range(0, 12).Select(number => Native.WaitAsThreeAsync(Limits, number))];
        KoffiQueue queue = KoffiQueue.Get("koffigen_test", KoffiDispatcher.ThreadPool, 3);
        Check.Equal(1, Native.AwaitWaiting(Limits, 3));
        Check.Equal(9, queue.WaitingCount);
        Check.Equal(3, queue.RunningCount);
        Native.OpenGate(Limits);
        int[] twelve = await Task.WhenAll(calls);
        Check.Sequence<int>([.. Enumerable.Range(0, 12)], twelve);
        Check.Equal(3, Native.MostAtGate(Limits));

        Native.CloseGate(Limits);
        calls = [.. Enumerable.Range(0, 8).Select(number => Native.WaitAsTwoAsync(Limits, number))];
        Check.Equal(1, Native.AwaitWaiting(Limits, 2));
        Native.OpenGate(Limits);
        int[] eight = await Task.WhenAll(calls);
        Check.Sequence<int>([.. Enumerable.Range(0, 8)], eight);
        Check.Equal(2, Native.MostAtGate(Limits));
    }

    [NativeCase]
    public static async Task What_has_not_begun_can_be_cancelled()
    {
        Native.CloseGate(Cancelled);
        using CancellationTokenSource source = new();
        Task<int>[] running = [.. Enumerable.Range(0, 3).Select(number => Native.WaitAsThreeAsync(Cancelled, number, source.Token))];
        Check.Equal(1, Native.AwaitWaiting(Cancelled, 3));
        Task<int>[] waiting = [.. Enumerable.Range(3, 5).Select(number => Native.WaitAsThreeAsync(Cancelled, number, source.Token))];
        source.Cancel();
        foreach (Task<int> call in waiting)
        {
            Check.Equal(source.Token, (await Check.ThrowsAsync<OperationCanceledException>(() => call)).CancellationToken);
        }

        Check.True(waiting.All(static call => call.IsCanceled));
        Native.OpenGate(Cancelled);

        // Calls that run in C are not affected.
        int[] results = await Task.WhenAll(running);
        Check.Sequence<int>([0, 1, 2], results);
        Check.True(Native.WaitAsThreeAsync(Cancelled, 1, source.Token).IsCanceled);
    }

    [NativeCase]
    public static async Task Exceptions_arrive_in_the_task()
    {
        Native.OpenGate(Callbacks);
        InvalidOperationException thrown = await Check.ThrowsAsync<InvalidOperationException>(async () =>
            await Native.CallAtGateAsync(Callbacks, static _ => throw new InvalidOperationException("from the callback"), 1)
        );
        Check.Equal("from the callback", thrown.Message);
        Check.True(thrown.StackTrace!.Contains(nameof(Exceptions_arrive_in_the_task), StringComparison.Ordinal));
        Check.Equal(
            "text",
            (await Check.ThrowsAsync<ArgumentException>(async () => await Native.LengthAtGateAsync(Callbacks, "a\0b"))).ParamName
        );
    }

    [NativeCase]
    public static async Task Callbacks_call_C_and_see_the_callers_flow()
    {
        Native.OpenGate(Callbacks);
        AsyncLocal<string> flow = new() { Value = "flows" };
        using Native.BoxHandle box = Native.NewBox("called");
        Check.Equal(12, await Native.CallAtGateAsync(Callbacks, value => flow.Value == "flows" ? Native.AddToBox(box, value) : -1, 12));
        using Registered<Native.StepCallback> registered = Native.StepCallbackPointer.Register(static value => value * 2);
        Check.Equal(8, await Native.CallAtGateAsync(Callbacks, registered, 4));
        Check.Equal(9, await Native.CallAtGateAsync(Callbacks, value => Native.WaitAtGateAsync(Callbacks, value).AsTask().Result, 9));
    }

    [NativeCase]
    public static async Task A_dedicated_thread_is_always_the_same_and_keeps_the_order()
    {
        Native.CloseGate(Order);
        List<int> order = [];
        HashSet<int> threads = [];
        Task<int>[] calls =
        [
            .. Enumerable
                .Range(0, 50)
                .Select(number =>
                    Native.CallAloneAsync(
                        Order,
                        value =>
                        {
                            order.Add(value);
                            threads.Add(Environment.CurrentManagedThreadId);
                            return value;
                        },
                        number
                    )
                ),
        ];
        Native.OpenGate(Order);
        await Task.WhenAll(calls);
        Check.Sequence<int>([.. Enumerable.Range(0, 50)], order.ToArray());
        Check.Equal(1, threads.Count);
        Check.True(!threads.Contains(Environment.CurrentManagedThreadId));
    }

    [NativeCase]
    public static void The_end_is_told_to_a_delegate()
    {
        Native.OpenGate(Done);
        using CallbackErrors errors = new();
        using CountdownEvent ended = new(4);
        (Exception? Error, int Result) outcome = default;
        Native.WaitAtGate(
            Done,
            31,
            (exception, result) =>
            {
                outcome = (exception, result);
                ended.Signal();
            }
        );
        Exception? failure = new InvalidOperationException();
        Native.OpenGate(
            Done,
            exception =>
            {
                failure = exception;
                ended.Signal();
            }
        );
        Exception? cancelled = null;
        Native.OpenGate(
            Done,
            exception =>
            {
                cancelled = exception;
                ended.Signal();
            },
            new CancellationToken(canceled: true)
        );
        Native.WaitAtGate(
            Done,
            1,
            (_, _) =>
            {
                ended.Signal();
                throw new InvalidOperationException("lost");
            }
        );
        Check.True(ended.Wait(TimeSpan.FromSeconds(30)));
        Check.Equal((null, 31), outcome);
        Check.True(failure is null);
        Check.True(cancelled is OperationCanceledException);
        Check.Equal("lost", errors.Await(KoffiCallbackErrorKind.Exception, "Native.WaitAtGate").Exception.Message);
        Check.Throws<ArgumentNullException>(static () => Native.WaitAtGate(Done, 1, null!));
    }

    [NativeCase]
    public static void A_call_allocates_one_object()
    {
        Native.OpenGate(Open);
        for (int round = 0; round < 200; round++)
        {
            Make();
        }

        // Other threads of the process may allocate at the same time, so the least of several measurements is the call itself.
        long allocated = Enumerable.Range(0, 5).Min(static _ => Measure());
        Check.True(allocated < 256, $"{allocated} bytes for a call");

        static long Measure()
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int round = 0; round < 1000; round++)
            {
                Make();
            }

            return (GC.GetTotalAllocatedBytes(precise: true) - before) / 1000;
        }

        static void Make()
        {
            ValueTask<int> call = Native.WaitAtGateAsync(Open, 1);
            while (!call.IsCompleted)
            {
                Thread.Yield();
            }

            Check.Equal(1, call.Result);
        }
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
