using System.Collections.Concurrent;
using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

public sealed partial class QueueTests
{
    [TestCaseSource(nameof(Dispatchers))]
    public async Task Two_callers_of_a_queue_with_a_limit_of_one_do_not_deadlock(KoffiDispatcher dispatcher)
    {
        KoffiQueue queue = Create(dispatcher, 1);
        using CancellationTokenSource stop = new(TimeSpan.FromSeconds(3));
        await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (!stop.IsCancellationRequested)
                        {
                            Task<int> first = Start(queue, static () => 1);
                            Task<int> second = Start(queue, static () => 2);
                            Assert.That(
                                await first.WaitAsync(TimeSpan.FromSeconds(20)) + await second.WaitAsync(TimeSpan.FromSeconds(20)),
                                Is.EqualTo(3)
                            );
                        }
                    })
                )
        );
    }

    [TestCaseSource(nameof(Dispatchers))]
    public async Task A_shutdown_waits_for_completion_delegates(KoffiDispatcher dispatcher)
    {
        KoffiQueue queue = Create(dispatcher, 1);
        ManualResetEventSlim gate = CreateGate();
        int told = 0;
        AsyncLocal<int> local = new() { Value = 5 };
        for (int number = 0; number < 3; number++)
        {
            new Call(static () => 1).Start(
                queue,
                (_, _) =>
                {
                    gate.Wait();
                    Interlocked.Add(ref told, local.Value);
                },
                "Told",
                default
            );
        }

        Task ended = queue.ShutDownAsync();
        WaitFor(() => queue.FinishedCount > 0);
        Assert.That(ended.IsCompleted, Is.False);
        gate.Set();
        await ended;
        Assert.That(Volatile.Read(ref told), Is.EqualTo(15));

        // A call that never begins reports its end in the caller's execution context, too.
        using ManualResetEventSlim refused = new();
        new Call(static () => 1).Start(
            queue,
            (exception, _) =>
            {
                if (exception is ObjectDisposedException)
                {
                    Interlocked.Add(ref told, local.Value);
                }

                refused.Set();
            },
            "Told",
            default
        );
        Assert.That(refused.Wait(TimeSpan.FromSeconds(20)));
        Assert.That(Volatile.Read(ref told), Is.EqualTo(20));
    }

    [TestCaseSource(nameof(Dispatchers))]
    public async Task The_execution_context_of_the_caller_flows_to_the_call(KoffiDispatcher dispatcher)
    {
        KoffiQueue queue = Create(dispatcher, 1);
        AsyncLocal<string?> local = new() { Value = "first" };
        Assert.That(await Start(queue, () => local.Value == "first" ? 1 : 0), Is.EqualTo(1));
        local.Value = null;
        Assert.That(await Start(queue, () => local.Value is null ? 1 : 0), Is.EqualTo(1));
        using (ExecutionContext.SuppressFlow())
        {
            Assert.That(Start(queue, () => local.Value is null ? 1 : 0).Result, Is.EqualTo(1));
        }
    }

    [Test]
    public void A_continuation_does_not_block_the_thread_of_the_queue()
    {
        KoffiQueue queue = Create(KoffiDispatcher.Dedicated, 1);
        ManualResetEventSlim gate = CreateGate();
        ManualResetEventSlim begun = new();
        Task first = (
            (Func<Task>)(
                async () =>
                {
                    await new Call(() => Wait(gate, 1)).Start(queue, default);
                    begun.Set();
                    Assert.That(Start(queue, static () => 2).Wait(TimeSpan.FromSeconds(20)));
                }
            )
        )();
        gate.Set();
        Assert.That(begun.Wait(TimeSpan.FromSeconds(20)));
        Assert.That(Start(queue, static () => 3).Wait(TimeSpan.FromSeconds(20)));
        Assert.That(first.Wait(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public void A_dedicated_thread_is_a_named_background_thread()
    {
        KoffiQueue queue = Create(KoffiDispatcher.Threads, 1);
        Thread? thread = null;
        Start(
                queue,
                () =>
                {
                    thread = Thread.CurrentThread;
                    return 0;
                }
            )
            .Wait();
        Assert.That((thread!.IsBackground, thread.Name), Is.EqualTo((true, "KoffiGen " + queue.Library)));
        queue.ShutDownAsync().Wait();
        Assert.That(thread.Join(TimeSpan.FromSeconds(20)));
    }

    [TestCaseSource(nameof(Dispatchers))]
    public async Task Calls_from_many_threads_that_are_cancelled_at_random_all_end(KoffiDispatcher dispatcher)
    {
        KoffiQueue queue = Create(dispatcher, 4);
        ConcurrentBag<Call> made = [];
        int results = 0;
        int cancellations = 0;
        Task[] callers =
        [
            .. Enumerable
                .Range(0, 8)
                .Select(seed =>
                    Task.Run(async () =>
                    {
                        Random random = new(seed);
                        for (int round = 0; round < 300; round++)
                        {
                            using CancellationTokenSource source = new();
                            Call call = new(static () => 1);
                            made.Add(call);
                            ValueTask<int> task = call.Start(queue, source.Token);
                            if (random.Next(2) == 0)
                            {
                                await source.CancelAsync();
                            }
                            try
                            {
                                Interlocked.Add(ref results, await task);
                            }
                            catch (OperationCanceledException)
                            {
                                Interlocked.Increment(ref cancellations);
                            }
                        }
                    })
                ),
        ];
        await Task.WhenAll(callers);
        Assert.That(results + cancellations, Is.EqualTo(2400));
        WaitFor(() => queue.RunningCount == 0);
        Assert.That((queue.FinishedCount, queue.CancelledCount, queue.WaitingCount), Is.EqualTo(((long)results, (long)cancellations, 0)));
        Assert.That(made.Sum(static call => call.Acquired - call.Released), Is.Zero);
        await queue.ShutDownAsync();
    }
}
