using System.Collections.Concurrent;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>
/// The asynchronous calls of one library that share a dispatcher and a limit. Calls beyond the limit wait in the order in which they were
/// made. Any thread may use any member.
/// </summary>
/// <example><code>
/// // When the program ends: running calls finish, waiting calls are cancelled.
/// await KoffiQueue.Get("sqlite3", KoffiDispatcher.Dedicated).ShutDownAsync(KoffiShutdown.Cancel);
/// </code></example>
#pragma warning disable CA1711 // It is a queue.
public sealed class KoffiQueue
#pragma warning restore CA1711
{
    /// <summary>How long an idle thread of <see cref="KoffiDispatcher.Threads"/> lives.</summary>
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(20);

    private static readonly ConcurrentDictionary<(string Library, KoffiDispatcher Dispatcher, int Limit), KoffiQueue> Queues = new();

    private AsynchronousCall? _first;
    private AsynchronousCall? _last;
    private TaskCompletionSource? _ended;
    private int _waiting;
    private int _running;

    // The calls that run within another call on the same thread. They do not count for the limit.
    private int _nested;

    // The calls that have ended or were cancelled, and whose callers are being notified.
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

    /// <summary>Gets all queues that have been created, by a call or by <see cref="Get"/>.</summary>
    public static IReadOnlyCollection<KoffiQueue> All => [.. Queues.Values];

    /// <summary>Gets the name of the library, as in its <see cref="KoffiLibraryAttribute"/>; empty for the process itself.</summary>
    public string Library { get; }

    /// <summary>Gets the kind of threads that run the calls.</summary>
    public KoffiDispatcher Dispatcher { get; }

    /// <summary>
    /// Gets the largest number of calls that run at a time. A call that a callback makes on a thread of the queue, while the limit is
    /// reached, does not wait: it runs within the callback's call, on the same thread.
    /// </summary>
    public int Limit { get; }

    /// <summary>Gets the number of calls that wait for a thread.</summary>
    public int WaitingCount => Volatile.Read(ref _waiting);

    /// <summary>
    /// Gets the number of calls that have begun and not ended. It can exceed the limit while calls run within others (see
    /// <see cref="Limit"/>).
    /// </summary>
    public int RunningCount => Volatile.Read(ref _running) + Volatile.Read(ref _nested);

    /// <summary>Gets the number of calls that have ended, with a result or an exception.</summary>
    public long FinishedCount => Volatile.Read(ref _finished);

    /// <summary>Gets the number of calls that were cancelled before they began.</summary>
    public long CancelledCount => Volatile.Read(ref _cancelled);

    /// <summary>The lock for the waiting calls and the state of the workers. A call that need not wait does not take it.</summary>
    internal object Gate { get; } = new();

    internal CallWorkers Workers { get; }

    internal bool IsShutDown => Volatile.Read(ref _ended) is not null;

    internal bool HasWaiting => Volatile.Read(ref _waiting) > 0;

    /// <summary>Returns the queue of a library's calls with this dispatcher and limit, and creates it if necessary.</summary>
    /// <param name="library">The name of the library, as in its <see cref="KoffiLibraryAttribute"/>; empty for the process itself.</param>
    /// <param name="dispatcher">The kind of threads.</param>
    /// <param name="limit">The largest number of calls that run at a time. For a dedicated thread it is always 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="dispatcher"/> is not defined, or <paramref name="limit"/> is less than 1.
    /// </exception>
    public static KoffiQueue Get(string library, KoffiDispatcher dispatcher, int limit = 256)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (!Enum.IsDefined(dispatcher))
        {
            throw new ArgumentOutOfRangeException(nameof(dispatcher), dispatcher, $"The value is not a {nameof(KoffiDispatcher)}.");
        }

        return Queues.GetOrAdd(
            (library, dispatcher, dispatcher == KoffiDispatcher.Dedicated ? 1 : limit),
            static key => new KoffiQueue(key.Library, key.Dispatcher, key.Limit)
        );
    }

    /// <summary>
    /// Shuts the queue down permanently. The task of a later call fails with an <see cref="ObjectDisposedException"/>. A second call with
    /// <see cref="KoffiShutdown.Cancel"/> cancels the calls that are still waiting.
    /// </summary>
    /// <param name="mode">
    /// What happens to the calls that have not begun. Running calls always finish, because C code cannot be interrupted.
    /// </param>
    /// <returns>
    /// A task that completes when the last call has ended and its delegate, if it has one, has returned. Do not block on the task in a
    /// callback of such a call or in such a delegate.
    /// </returns>
    public Task ShutDownAsync(KoffiShutdown mode = KoffiShutdown.Finish)
    {
        AsynchronousCall? cancelled = null;
        Task ended;
        lock (Gate)
        {
            if (_ended is null)
            {
                // Every later call sees the shutdown, and the shutdown sees every earlier call.
                Interlocked.Exchange(ref _ended, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                Workers.Stop();
            }

            ended = _ended.Task;
            if (mode == KoffiShutdown.Cancel)
            {
                cancelled = _first;
                for (AsynchronousCall? call = _first; call is not null; call = call.Next)
                {
                    call.Phase = CallPhase.Cancelled;
                }

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

    /// <summary>Begins or runs the call, or adds it to the waiting calls, unless it is already cancelled.</summary>
    /// <returns>Whether the call has run, has begun or waits.</returns>
    /// <exception cref="ObjectDisposedException">The queue is shut down.</exception>
    /// <exception cref="OutOfMemoryException">The first thread of the queue cannot be created.</exception>
    internal bool TryAdd(AsynchronousCall call) => Workers.IsOnLastThread ? TryRunNested(call) : Workers.TryBegin(call) ?? TryWait(call);

    private bool TryRunNested(AsynchronousCall call)
    {
        if (IsShutDown)
        {
            throw CreateShutDownException();
        }

        if (!call.TryEnter(CallPhase.Nested))
        {
            return CountCancelled();
        }

        // The outer call keeps the queue from having ended.
        Interlocked.Increment(ref _nested);
        call.Run();
        CountFinished();
        call.Count();
        Interlocked.Decrement(ref _nested);
        call.Complete();
        return true;
    }

    private bool TryWait(AsynchronousCall call)
    {
        lock (Gate)
        {
            if (IsShutDown)
            {
                throw CreateShutDownException();
            }

            if (!call.TryEnter(CallPhase.Waiting))
            {
                return CountCancelled();
            }

            call.Previous = _last;
            if (_last is null)
            {
                _first = call;
            }
            else
            {
                _last.Next = call;
            }

            _last = call;
            Interlocked.Increment(ref _waiting);
            try
            {
                Workers.Wake();
                return true;
            }
            catch
            {
                // No thread would ever take the call.
                Unlink(call);
                call.Phase = CallPhase.Cancelled;
                throw;
            }
        }
    }

    /// <summary>Cancels the call unless it has begun or ended.</summary>
    /// <returns>Whether the call was waiting.</returns>
    internal bool TryCancel(AsynchronousCall call)
    {
        // A call that is not yet waiting is cancelled by the thread that adds it.
        if (call.TryEnter(CallPhase.Cancelled))
        {
            return false;
        }

        lock (Gate)
        {
            if (call.Phase != CallPhase.Waiting)
            {
                return false;
            }

            BeginTelling();
            Unlink(call);
            call.Phase = CallPhase.Cancelled;
            CountCancelled();
            return true;
        }
    }

    /// <summary>Whether a call that is added now is within the limit.</summary>
    internal bool HasRoom(int limit) => Volatile.Read(ref _running) + Volatile.Read(ref _waiting) < limit;

    /// <summary>Adds one running call regardless of the limit.</summary>
    internal void Reserve() => Interlocked.Increment(ref _running);

    /// <summary>Adds one running call if fewer than <paramref name="limit"/> are running.</summary>
    internal bool TryReserve(int limit)
    {
        for (int running = Volatile.Read(ref _running); running < limit; )
        {
            int known = Interlocked.CompareExchange(ref _running, running + 1, running);
            if (known == running)
            {
                return true;
            }

            running = known;
        }

        return false;
    }

    /// <summary>
    /// Removes and returns the first waiting call. The caller has already counted it as a running call. The caller holds the lock.
    /// </summary>
    internal AsynchronousCall? Take()
    {
        if (_first is not { } call)
        {
            return null;
        }

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

    /// <summary>Subtracts one running call.</summary>
    internal void Release()
    {
        Interlocked.Decrement(ref _running);
        CompleteIfEnded();
    }

    /// <summary>
    /// Makes a shutdown wait until the caller has been notified of the end of a call. It is called before the call leaves the waiting or
    /// running calls.
    /// </summary>
    internal void BeginTelling() => Interlocked.Increment(ref _telling);

    internal void EndTelling()
    {
        Interlocked.Decrement(ref _telling);
        CompleteIfEnded();
    }

    private void Unlink(AsynchronousCall call)
    {
        if (call.Previous is null)
        {
            _first = call.Next;
        }
        else
        {
            call.Previous.Next = call.Next;
        }

        if (call.Next is null)
        {
            _last = call.Previous;
        }
        else
        {
            call.Next.Previous = call.Previous;
        }

        call.Next = null;
        call.Previous = null;
        Volatile.Write(ref _waiting, _waiting - 1);
    }

    // A call is added to the next counter before it leaves the previous one, so it is always counted.
    private void CompleteIfEnded()
    {
        if (Volatile.Read(ref _ended) is { } ended && HasEnded())
        {
            ended.TrySetResult();
        }
    }

    private bool HasEnded() => Volatile.Read(ref _waiting) == 0 && Volatile.Read(ref _running) == 0 && Volatile.Read(ref _telling) == 0;

    internal ObjectDisposedException CreateShutDownException() =>
        new(nameof(KoffiQueue), $"The queue of asynchronous calls of '{Library}' ({Dispatcher}) is shut down. No more calls can be made.");
}
