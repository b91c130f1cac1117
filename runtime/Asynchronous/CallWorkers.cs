using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>The threads that run the calls of a queue. Each running call takes up one unit of the queue's limit.</summary>
internal abstract class CallWorkers
{
    // The workers that the current thread belongs to.
    [ThreadStatic]
    private static CallWorkers? _current;

    /// <summary>
    /// Whether a continuation may run on the thread that ran the call. On a thread of the queue's own, it would delay the next call.
    /// </summary>
    public abstract bool RunsContinuations { get; }

    /// <summary>Begins a new call at once if the limit allows it.</summary>
    /// <returns>Whether the call has begun; null if it must wait. False if it was cancelled before.</returns>
    /// <exception cref="ObjectDisposedException">The queue is shut down.</exception>
    public virtual bool? TryBegin(AsynchronousCall call) => null;

    /// <summary>
    /// Whether the current thread is one of the queue's own and no other one is free. A callback that waits for a new call would then keep
    /// the thread that must run it.
    /// </summary>
    public bool IsOnLastThread => _current == this && !HasFreeThread;

    /// <summary>Runs a call, then lets another one begin.</summary>
    public abstract void Run(AsynchronousCall call);

    /// <summary>Makes a thread run a call that has just begun to wait. The caller holds the queue's lock.</summary>
    /// <exception cref="OutOfMemoryException">The queue has no thread, and none can be created.</exception>
    public abstract void Wake();

    /// <summary>Ends the threads when the waiting calls have run. The caller holds the queue's lock.</summary>
    public abstract void Stop();

    /// <summary>Whether a call that is added now begins at once on another thread.</summary>
    protected abstract bool HasFreeThread { get; }

    /// <summary>Makes the current thread one of the queue's own, until <see cref="LeaveThread"/>.</summary>
    protected void EnterThread() => _current = this;

    protected static void LeaveThread() => _current = null;
}
