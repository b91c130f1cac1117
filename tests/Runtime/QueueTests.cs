using System.Collections.Concurrent;
using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

/// <summary>Tests of the queues of asynchronous calls, with calls written in C#.</summary>
public sealed partial class QueueTests
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
    public async Task Counters_count_waiting_running_and_cancelled_calls(KoffiDispatcher dispatcher)
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
    public async Task A_shutdown_finishes_waiting_calls(KoffiDispatcher dispatcher)
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
    public async Task A_shutdown_cancels_waiting_calls_and_waits_for_running_calls(KoffiDispatcher dispatcher)
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
    public void Arguments_that_were_acquired_are_released_once(KoffiDispatcher dispatcher)
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
    public void An_exception_of_a_release_fails_the_task_and_not_the_process()
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
    public async Task A_call_that_is_cancelled_at_the_last_moment_does_not_block_the_queue(KoffiDispatcher dispatcher)
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
