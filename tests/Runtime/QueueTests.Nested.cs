namespace KoffiGen.Tests.Runtime;

/// <summary>Calls that a call of the same queue begins and waits for, as a callback can.</summary>
public sealed partial class QueueTests
{
    [Test]
    public async Task A_call_that_waits_for_another_of_its_queue_ends(
        [ValueSource(nameof(Dispatchers))] KoffiDispatcher dispatcher,
        [Values(1, 2)] int limit
    )
    {
        KoffiQueue queue = Create(dispatcher, limit);
        Task<int>[] calls = [.. Enumerable.Range(0, 5).Select(_ => Start(queue, () => Nest(queue, 4)))];
        foreach (Task<int> call in calls)
        {
            Assert.That(await call.WaitAsync(TimeSpan.FromSeconds(20)), Is.EqualTo(4));
        }

        Assert.That((queue.FinishedCount, queue.WaitingCount), Is.EqualTo((25L, 0)));
        WaitFor(() => queue.RunningCount == 0);
        await queue.ShutDownAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    [TestCase(KoffiDispatcher.Dedicated, 1, true)]
    [TestCase(KoffiDispatcher.Threads, 1, true)]
    [TestCase(KoffiDispatcher.ThreadPool, 1, true)]
    [TestCase(KoffiDispatcher.Threads, 2, false)]
    [TestCase(KoffiDispatcher.ThreadPool, 2, false)]
    public async Task A_call_runs_within_another_only_if_no_thread_is_free(KoffiDispatcher dispatcher, int limit, bool isNested)
    {
        KoffiQueue queue = Create(dispatcher, limit);
        int[] threads = new int[2];
        int running = 0;
        await Start(
                queue,
                () =>
                {
                    threads[0] = Environment.CurrentManagedThreadId;
                    return Start(
                            queue,
                            () =>
                            {
                                threads[1] = Environment.CurrentManagedThreadId;
                                return running = queue.RunningCount;
                            }
                        )
                        .GetAwaiter()
                        .GetResult();
                }
            )
            .WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(threads[0] == threads[1], Is.EqualTo(isNested));
        Assert.That(running, Is.EqualTo(2));
    }

    [TestCaseSource(nameof(Dispatchers))]
    public async Task The_delegate_of_a_nested_call_runs_on_another_thread(KoffiDispatcher dispatcher)
    {
        KoffiQueue queue = Create(dispatcher, 1);
        ManualResetEventSlim told = CreateGate();
        int result = 0;
        Task<int> outer = Start(
            queue,
            () =>
            {
                new Call(static () => 3).Start(
                    queue,
                    (_, value) =>
                    {
                        result = value;
                        told.Set();
                    },
                    "Told",
                    default
                );
                return Wait(told, 5);
            }
        );
        Assert.That(await outer.WaitAsync(TimeSpan.FromSeconds(20)), Is.EqualTo(5));
        Assert.That(result, Is.EqualTo(3));
        await queue.ShutDownAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    // A delegate runs on a thread of the queue, which is busy meanwhile. On the thread pool, another one takes the next call.
    [TestCaseSource(nameof(Dispatchers))]
    public void A_delegate_can_wait_for_a_call(KoffiDispatcher dispatcher)
    {
        KoffiQueue queue = Create(dispatcher, 1);
        ManualResetEventSlim ended = CreateGate();
        int result = 0;
        new Call(static () => 1).Start(
            queue,
            (_, value) =>
            {
                result = value + Start(queue, static () => 2).GetAwaiter().GetResult();
                ended.Set();
            },
            "Told",
            default
        );
        Assert.That(ended.Wait(TimeSpan.FromSeconds(20)));
        Assert.That(result, Is.EqualTo(3));
    }

    [TestCaseSource(nameof(Dispatchers))]
    public async Task A_nested_call_can_fail_and_be_cancelled(KoffiDispatcher dispatcher)
    {
        KoffiQueue queue = Create(dispatcher, 1);
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Exception?[] failures = new Exception?[2];
        await Start(
                queue,
                () =>
                {
                    failures[0] = Assert.Catch(() => Start(queue, static () => throw new NotSupportedException()).GetAwaiter().GetResult());
                    failures[1] = Assert.Catch(() => Start(queue, static () => 1, cancelled.Token).GetAwaiter().GetResult());
                    return 0;
                }
            )
            .WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(failures[0], Is.TypeOf<NotSupportedException>());
        Assert.That(failures[1], Is.InstanceOf<OperationCanceledException>());
        Assert.That(queue.CancelledCount, Is.EqualTo(1));
    }

    [Test]
    public async Task Many_callers_and_nested_calls_never_wait_for_ever(
        [ValueSource(nameof(Dispatchers))] KoffiDispatcher dispatcher,
        [Values(1, 3)] int limit
    )
    {
        KoffiQueue queue = Create(dispatcher, limit);
        Task[] callers =
        [
            .. Enumerable
                .Range(0, 6)
                .Select(caller =>
                    Task.Run(async () =>
                    {
                        for (int round = 0; round < 500; round++)
                        {
                            int depth = (caller + round) % 4;
                            int reached = await Start(queue, () => Nest(queue, depth)).WaitAsync(TimeSpan.FromSeconds(30));
                            Assert.That(reached, Is.EqualTo(depth));
                        }
                    })
                ),
        ];
        await Task.WhenAll(callers);
        Assert.That(queue.FinishedCount, Is.EqualTo(6 * 500 * 2.5));
        await queue.ShutDownAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(queue.RunningCount, Is.Zero);
    }

    private static int Nest(KoffiQueue queue, int depth) =>
        depth == 0 ? 0 : 1 + Start(queue, () => Nest(queue, depth - 1)).GetAwaiter().GetResult();
}
