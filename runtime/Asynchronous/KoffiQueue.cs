using System.Collections.Concurrent;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>
/// The asynchronous calls of one library that share a dispatcher and a limit: those that wait for a thread, in the order in which they were made, and those that
/// run. Every member may be used from any thread.
/// </summary>
/// <example><code>
/// // When the program ends: what runs ends, what waits is cancelled.
/// await KoffiQueue.Get("sqlite3", KoffiDispatcher.Dedicated).ShutDownAsync(KoffiShutdown.Cancel);
/// </code></example>
#pragma warning disable CA1711 // It is a queue.
public sealed class KoffiQueue
#pragma warning restore CA1711
{
    /// <summary>How long a thread of <see cref="KoffiDispatcher.Threads"/> stays when there is nothing to do.</summary>
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(20);

    private static readonly ConcurrentDictionary<(string Library, KoffiDispatcher Dispatcher, int Limit), KoffiQueue> Queues = new();

    private AsynchronousCall? _first;
    private AsynchronousCall? _last;
    private TaskCompletionSource? _ended;
    private int _waiting;
    private int _running;

    // The calls that have ended, or were cancelled, and whose callers are just being told so.
    private int _telling;
    private long _finished;
    private long _cancelled;

    private KoffiQueue(string library, KoffiDispatcher dispatcher, int limit)
    {
        Library = library;
        Dispatcher = dispatcher;
        Limit = limit;
        Workers = dispatcher switch
        {
            KoffiDispatcher.ThreadPool => new PoolWorkers(this, limit),
            KoffiDispatcher.Threads => new ThreadWorkers(this, limit, IdleTime),
            _ => new ThreadWorkers(this, 1, idleTime: null),
        };
    }

    /// <summary>All queues that were made, by the first call or by <see cref="Get"/>.</summary>
    public static IReadOnlyCollection<KoffiQueue> All => [.. Queues.Values];

    /// <summary>The name of the library, as its <see cref="KoffiLibraryAttribute"/> gives it; empty for the process itself.</summary>
    public string Library { get; }

    /// <summary>The threads that the calls run on.</summary>
    public KoffiDispatcher Dispatcher { get; }

    /// <summary>How many calls run at a time.</summary>
    public int Limit { get; }

    /// <summary>How many calls wait for a thread.</summary>
    public int WaitingCount => Volatile.Read(ref _waiting);

    /// <summary>How many calls have begun, and not ended.</summary>
    public int RunningCount => Volatile.Read(ref _running);

    /// <summary>How many calls have ended, with a result or with an exception.</summary>
    public long FinishedCount => Volatile.Read(ref _finished);

    /// <summary>How many calls were cancelled before they began.</summary>
    public long CancelledCount => Volatile.Read(ref _cancelled);

    /// <summary>What guards the calls that wait, and the workers' own counts. Calls that need not wait do without.</summary>
    internal object Gate { get; } = new();

    internal CallWorkers Workers { get; }

    internal bool IsShutDown => Volatile.Read(ref _ended) is not null;

    internal bool HasWaiting => Volatile.Read(ref _waiting) > 0;

    /// <summary>The queue of a library's calls with this dispatcher and this limit; the first to ask makes it.</summary>
    /// <param name="library">The name of the library, as its <see cref="KoffiLibraryAttribute"/> gives it; empty for the process itself.</param>
    /// <param name="dispatcher">The threads.</param>
    /// <param name="limit">How many calls run at a time; of a dedicated thread it is always 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dispatcher, or the limit is less than 1.</exception>
    public static KoffiQueue Get(string library, KoffiDispatcher dispatcher, int limit = 256)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (!Enum.IsDefined(dispatcher))
            throw new ArgumentOutOfRangeException(nameof(dispatcher), dispatcher, "There is no such dispatcher.");

        return Queues.GetOrAdd(
            (library, dispatcher, dispatcher == KoffiDispatcher.Dedicated ? 1 : limit),
            static key => new KoffiQueue(key.Library, key.Dispatcher, key.Limit)
        );
    }

    /// <summary>
    /// Ends the queue for good: calls that are made from now on fail with an <see cref="ObjectDisposedException"/>, in their tasks. A second shutdown may cancel what
    /// the first one wanted to finish.
    /// </summary>
    /// <param name="mode">What happens to the calls that have not begun. Those that have are waited for in any case: C can't be interrupted.</param>
    /// <returns>
    /// A task that ends when the last call has ended, and the delegate that is told so has returned. Don't block on it in a callback of such a call, or in such a delegate.
    /// </returns>
    public Task ShutDownAsync(KoffiShutdown mode = KoffiShutdown.Finish)
    {
        AsynchronousCall? cancelled = null;
        Task ended;
        lock (Gate)
        {
            if (_ended is null)
            {
                // From here on no call begins that this does not see, or that does not see this.
                Interlocked.Exchange(ref _ended, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                Workers.Stop();
            }

            ended = _ended.Task;
            if (mode == KoffiShutdown.Cancel)
            {
                cancelled = _first;
                for (AsynchronousCall? call = _first; call is not null; call = call.Next)
                    call.Phase = CallPhase.Cancelled;
                Interlocked.Add(ref _cancelled, _waiting);
                Interlocked.Add(ref _telling, _waiting);
                Volatile.Write(ref _waiting, 0);
                _first = null;
                _last = null;
            }

            CompleteIfEnded();
        }

        while (cancelled is { } call)
        {
            cancelled = call.Next;
            call.Next = null;
            call.Previous = null;
            call.CompleteCancelled();
        }

        return ended;
    }

    /// <summary>Lets the call begin, or wait for a thread, unless it was cancelled before.</summary>
    /// <returns>Whether it does.</returns>
    /// <exception cref="ObjectDisposedException">The queue is shut down.</exception>
    /// <exception cref="OutOfMemoryException">The library's first thread cannot be made.</exception>
    internal bool TryAdd(AsynchronousCall call) => Workers.TryBegin(call) ?? TryWait(call);

    private bool TryWait(AsynchronousCall call)
    {
        lock (Gate)
        {
            if (IsShutDown)
                throw CreateShutDownException();
            if (!call.TryEnter(CallPhase.Waiting))
                return CountCancelled();

            call.Previous = _last;
            if (_last is null)
                _first = call;
            else
                _last.Next = call;
            _last = call;
            Interlocked.Increment(ref _waiting);
            try
            {
                Workers.Wake();
                return true;
            }
            catch
            {
                // Nobody would ever take it.
                Unlink(call);
                call.Phase = CallPhase.Cancelled;
                throw;
            }
        }
    }

    /// <summary>Takes the call back, unless it has begun or ended.</summary>
    /// <returns>Whether the call waited, and does no longer.</returns>
    internal bool TryCancel(AsynchronousCall call)
    {
        // Whoever is about to add it, sees it.
        if (call.TryEnter(CallPhase.Cancelled))
            return false;

        lock (Gate)
        {
            if (call.Phase != CallPhase.Waiting)
                return false;

            BeginTelling();
            Unlink(call);
            call.Phase = CallPhase.Cancelled;
            CountCancelled();
            return true;
        }
    }

    /// <summary>Takes a place among those that run, whatever their number.</summary>
    internal void Reserve() => Interlocked.Increment(ref _running);

    /// <summary>Takes a place among those that run, if fewer do.</summary>
    internal bool TryReserve(int limit)
    {
        for (int running = Volatile.Read(ref _running); running < limit; )
        {
            int known = Interlocked.CompareExchange(ref _running, running + 1, running);
            if (known == running)
                return true;
            running = known;
        }

        return false;
    }

    /// <summary>The first call that waits, for a place that was taken. The caller holds the lock.</summary>
    internal AsynchronousCall? Take()
    {
        if (_first is not { } call)
            return null;

        Unlink(call);
        call.Phase = CallPhase.Begun;
        return call;
    }

    internal void CountFinished() => Interlocked.Increment(ref _finished);

    internal bool CountCancelled()
    {
        Interlocked.Increment(ref _cancelled);
        return false;
    }

    /// <summary>Gives a place back.</summary>
    internal void Release()
    {
        Interlocked.Decrement(ref _running);
        CompleteIfEnded();
    }

    /// <summary>The caller is told the end of a call, which a shutdown waits for: begun before the call leaves those that wait, or run.</summary>
    internal void BeginTelling() => Interlocked.Increment(ref _telling);

    internal void EndTelling()
    {
        Interlocked.Decrement(ref _telling);
        CompleteIfEnded();
    }

    private void Unlink(AsynchronousCall call)
    {
        if (call.Previous is null)
            _first = call.Next;
        else
            call.Previous.Next = call.Next;

        if (call.Next is null)
            _last = call.Previous;
        else
            call.Next.Previous = call.Previous;

        call.Next = null;
        call.Previous = null;
        Volatile.Write(ref _waiting, _waiting - 1);
    }

    // A call is always counted somewhere: it is counted where it goes before it is no longer where it was.
    private void CompleteIfEnded()
    {
        if (Volatile.Read(ref _ended) is { } ended && HasEnded())
            ended.TrySetResult();
    }

    private bool HasEnded() => Volatile.Read(ref _waiting) == 0 && Volatile.Read(ref _running) == 0 && Volatile.Read(ref _telling) == 0;

    internal ObjectDisposedException CreateShutDownException() =>
        new(nameof(KoffiQueue), $"The queue of asynchronous calls of '{Library}' ({Dispatcher}) is shut down.");
}
