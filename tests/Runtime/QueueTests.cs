using System.Collections.Concurrent;
using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

/// <summary>Tests of the queues of asynchronous calls, with calls written in C#.</summary>
public sealed class QueueTests
{
    private static int s_number;

    private static readonly KoffiDispatcher[] Dispatchers = Enum.GetValues<KoffiDispatcher>();

    private readonly List<ManualResetEventSlim> _gates = [];

    [TearDown]
    public void OpenAllGates()
    {
        foreach (ManualResetEventSlim gate in _gates)
        {
            gate.Set();
        }
    }

    [Test]
    public void A_queue_belongs_to_a_library_a_dispatcher_and_a_limit()
    {
        KoffiQueue queue = KoffiQueue.Get("queues", KoffiDispatcher.Threads, 4);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(KoffiQueue.Get("queues", KoffiDispatcher.Threads, 4), Is.SameAs(queue));
            Assert.That(KoffiQueue.Get("queues", KoffiDispatcher.Threads, 5), Is.Not.SameAs(queue));
            Assert.That(KoffiQueue.Get("queues", KoffiDispatcher.ThreadPool, 4), Is.Not.SameAs(queue));
            Assert.That(KoffiQueue.Get("others", KoffiDispatcher.Threads, 4), Is.Not.SameAs(queue));
            Assert.That(
                KoffiQueue.Get("queues", KoffiDispatcher.Dedicated, 4),
                Is.SameAs(KoffiQueue.Get("queues", KoffiDispatcher.Dedicated))
            );
            Assert.That(KoffiQueue.All, Does.Contain(queue));
            Assert.That((queue.Library, queue.Dispatcher, queue.Limit), Is.EqualTo(("queues", KoffiDispatcher.Threads, 4)));
            Assert.That(() => KoffiQueue.Get("queues", KoffiDispatcher.Threads, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => KoffiQueue.Get("queues", (KoffiDispatcher)3), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => KoffiQueue.Get(null!, KoffiDispatcher.Threads), Throws.TypeOf<ArgumentNullException>());
        }
    }

    [TestCaseSource(nameof(Dispatchers))]
    public async Task Calls_begin_in_order_and_no_more_than_the_limit_at_a_time(KoffiDispatcher dispatcher)
    {
        KoffiQueue queue = Create(dispatcher, 3);
        ConcurrentQueue<int> begun = [];
        int running = 0;
        int most = 0;
        Task<int>[] calls =
        [
            .. Enumerable
                .Range(0, 200)
                .Select(number =>
                    Start(
                        queue,
                        () =>
                        {
                            begun.Enqueue(number);
                            int now = Interlocked.Increment(ref running);
                            InterlockedMax(ref most, now);
                            Thread.SpinWait(200);
                            Interlocked.Decrement(ref running);
                            return number;
                        }
                    )
                ),
        ];
        Assert.That(await Task.WhenAll(calls), Is.EqualTo(Enumerable.Range(0, 200)));
        Assert.That(most, Is.LessThanOrEqualTo(queue.Limit));
        if (dispatcher == KoffiDispatcher.Dedicated)
        {
            Assert.That(begun, Is.EqualTo(Enumerable.Range(0, 200)));
        }

        WaitFor(() => queue.RunningCount == 0);
        Assert.That((queue.WaitingCount, queue.FinishedCount, queue.CancelledCount), Is.EqualTo((0, 200L, 0L)));
    }

    [TestCaseSource(nameof(Dispatchers))]
    public async Task Counters_tell_what_waits_runs_and_was_cancelled(KoffiDispatcher dispatcher)
    {
        KoffiQueue queue = Create(dispatcher, 2);
        ManualResetEventSlim gate = CreateGate();
        using CancellationTokenSource source = new();
        Task<int>[] calls = [.. Enumerable.Range(0, 6).Select(number => Start(queue, () => Wait(gate, number), source.Token))];
        WaitFor(() => queue.RunningCount == queue.Limit);
        Assert.That(queue.WaitingCount, Is.EqualTo(6 - queue.Limit));
        await source.CancelAsync();
        Assert.That((queue.WaitingCount, queue.CancelledCount), Is.EqualTo((0, 6L - queue.Limit)));
        Assert.That(Start(queue, static () => 1, source.Token).IsCanceled);
        gate.Set();
        await Task.WhenAll(calls.Take(queue.Limit));
        Assert.That(calls.Skip(queue.Limit), Has.All.Property(nameof(Task.IsCanceled)).True);
        WaitFor(() => queue.RunningCount == 0);
        Assert.That((queue.FinishedCount, queue.CancelledCount), Is.EqualTo(((long)queue.Limit, 7L - queue.Limit)));
    }

    [TestCaseSource(nameof(Dispatchers))]
    public async Task A_shutdown_finishes_what_waits(KoffiDispatcher dispatcher)
    {
        KoffiQueue queue = Create(dispatcher, 2);
        ManualResetEventSlim gate = CreateGate();
        Task<int>[] calls = [.. Enumerable.Range(0, 10).Select(number => Start(queue, () => Wait(gate, number)))];
        Task ended = queue.ShutDownAsync();
        ObjectDisposedException? refused = await Assert.ThrowsAsync<ObjectDisposedException>(() => Start(queue, static () => 1));
        Assert.That(refused!.Message, Does.Contain(queue.Library));
        Assert.That(ended.IsCompleted, Is.False);
        gate.Set();
        await ended;
        Assert.That(await Task.WhenAll(calls), Is.EqualTo(Enumerable.Range(0, 10)));
        Assert.That(queue.ShutDownAsync().IsCompleted);
    }

    [TestCaseSource(nameof(Dispatchers))]
    public async Task A_shutdown_cancels_what_waits_and_waits_for_what_runs(KoffiDispatcher dispatcher)
    {
        KoffiQueue queue = Create(dispatcher, 2);
        ManualResetEventSlim gate = CreateGate();
        Call[] made = [.. Enumerable.Range(0, 10).Select(number => new Call(() => Wait(gate, number)))];
        Task<int>[] calls = [.. made.Select(call => call.Start(queue, default).AsTask())];
        WaitFor(() => queue.RunningCount == queue.Limit);
        Task finishing = queue.ShutDownAsync();
        Task cancelling = queue.ShutDownAsync(KoffiShutdown.Cancel);
        WaitFor(() => calls.Count(static call => call.IsCompleted) == 10 - queue.Limit);
        Assert.That(calls[9].IsCanceled);
        Assert.That(cancelling.IsCompleted, Is.False);
        gate.Set();
        await finishing;
        await cancelling;
        Assert.That(await Task.WhenAll(calls.Take(queue.Limit)), Is.EqualTo(Enumerable.Range(0, queue.Limit)));
        Assert.That(made.Select(static call => call.Released), Is.All.EqualTo(1));
    }

    [Test]
    public void A_shutdown_of_an_empty_queue_has_ended()
    {
        KoffiQueue queue = Create(KoffiDispatcher.Dedicated, 1);
        Assert.That(queue.ShutDownAsync(KoffiShutdown.Cancel).IsCompletedSuccessfully);
    }

    [TestCaseSource(nameof(Dispatchers))]
    public void What_was_acquired_is_released_once_whatever_happens(KoffiDispatcher dispatcher)
    {
        KoffiQueue queue = Create(dispatcher, 1);
        Call sound = new(static () => 1);
        Assert.That(sound.Start(queue, default).AsTask().Result, Is.EqualTo(1));
        Call failing = new(static () => throw new InvalidOperationException("in the call"));
        Assert.That(async () => await failing.Start(queue, default), Throws.InvalidOperationException.With.Message.EqualTo("in the call"));
        Call closed = new(static () => 1) { Refusal = new ObjectDisposedException("handle") };
        Assert.That(async () => await closed.Start(queue, default), Throws.TypeOf<ObjectDisposedException>());
        Call cancelled = new(static () => 1);
        Assert.That(
            async () => await cancelled.Start(queue, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>()
        );
        queue.ShutDownAsync().Wait();
        Call late = new(static () => 1);
        Assert.That(async () => await late.Start(queue, default), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(new[] { sound, failing, closed, cancelled, late }.Select(static call => call.Acquired - call.Released), Is.All.Zero);
        Assert.That((sound.Acquired, failing.Acquired, cancelled.Acquired), Is.EqualTo((1, 1, 0)));
    }

    [Test]
    public void Memory_that_throws_when_it_is_let_go_ends_the_task_and_not_the_process()
    {
        KoffiQueue queue = Create(KoffiDispatcher.Threads, 1);
        Call sound = new(static () => 1) { ReleaseFailure = new InvalidOperationException("in the release") };
        Assert.That(async () => await sound.Start(queue, default), Throws.InvalidOperationException.With.Message.EqualTo("in the release"));
        Call failing = new(static () => throw new InvalidOperationException("in the call"))
        {
            ReleaseFailure = new InvalidOperationException("in the release"),
        };
        Assert.That(async () => await failing.Start(queue, default), Throws.InvalidOperationException.With.Message.EqualTo("in the call"));
        Assert.That(Start(queue, static () => 2).Result, Is.EqualTo(2));
    }

    [TestCaseSource(nameof(Dispatchers))]
    public async Task A_call_that_is_cancelled_at_the_last_moment_holds_nobody_up(KoffiDispatcher dispatcher)
    {
        KoffiQueue queue = Create(dispatcher, 1);
        using CancellationTokenSource stop = new(TimeSpan.FromSeconds(2));
        Task cancelling = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                using CancellationTokenSource source = new();
                Call call = new(static () => 1) { Acquiring = source.Cancel };
                try
                {
                    await call.Start(queue, source.Token);
                }
                catch (OperationCanceledException) { }
            }
        });
        for (int round = 0; !stop.IsCancellationRequested; round++)
        {
            Assert.That(await Start(queue, () => round).WaitAsync(TimeSpan.FromSeconds(20)), Is.EqualTo(round));
        }

        await cancelling;
    }

    [TestCaseSource(nameof(Dispatchers))]
    public async Task Two_callers_of_a_queue_for_one_never_wait_for_ever(KoffiDispatcher dispatcher)
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
    public async Task A_shutdown_waits_for_the_delegates_that_are_told(KoffiDispatcher dispatcher)
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
    public async Task The_callers_flow_is_there_and_that_of_others_is_not(KoffiDispatcher dispatcher)
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
    public void What_goes_on_after_a_call_does_not_hold_up_the_thread()
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
    public void A_thread_of_its_own_is_of_the_background_and_has_a_name()
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

    private static KoffiQueue Create(KoffiDispatcher dispatcher, int limit) =>
        KoffiQueue.Get($"queue{Interlocked.Increment(ref s_number)}", dispatcher, limit);

    private static Task<int> Start(KoffiQueue queue, Func<int> function, CancellationToken cancel = default) =>
        new Call(function).Start(queue, cancel).AsTask();

    private static int Wait(ManualResetEventSlim gate, int result)
    {
        gate.Wait();
        return result;
    }

    private static void InterlockedMax(ref int place, int value)
    {
        for (int known = Volatile.Read(ref place); known < value; known = Volatile.Read(ref place))
        {
            Interlocked.CompareExchange(ref place, value, known);
        }
    }

    private static void WaitFor(Func<bool> condition) => Assert.That(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(30)));

    private ManualResetEventSlim CreateGate()
    {
        ManualResetEventSlim gate = new();
        _gates.Add(gate);
        return gate;
    }

    private sealed class Call(Func<int> function) : AsynchronousCall<int>
    {
        public int Acquired { get; private set; }

        public int Released { get; private set; }

        public Exception? Refusal { get; init; }

        public Exception? ReleaseFailure { get; init; }

        public Action? Acquiring { get; init; }

        protected override void Acquire()
        {
            Acquired++;
            Acquiring?.Invoke();
            if (Refusal is not null)
            {
                throw Refusal;
            }
        }

        protected override void Release()
        {
            Released++;
            if (ReleaseFailure is not null)
            {
                throw ReleaseFailure;
            }
        }

        protected override int Invoke() => function();
    }
}
