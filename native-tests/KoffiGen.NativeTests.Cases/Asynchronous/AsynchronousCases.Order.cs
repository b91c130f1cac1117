using System.Runtime.CompilerServices;

namespace KoffiGen.NativeTests;

public static partial class AsynchronousCases
{
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
    public static async Task A_call_that_has_not_begun_can_be_cancelled()
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
    public static void A_delegate_receives_the_result_of_the_call()
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
        Check.Equal("lost", errors.Await(KoffiCallbackErrorKind.Exception, "(Native.WaitAtGate)").Exception.Message);
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
}
