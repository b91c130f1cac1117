using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>The threads that run the calls of a queue. Each running call takes up one unit of the queue's limit.</summary>
internal abstract class CallWorkers
{
    /// <summary>
    /// Whether a continuation may run on the thread that ran the call. On a thread of the queue's own, it would delay the next call.
    /// </summary>
    public abstract bool RunsContinuations { get; }

    /// <summary>Begins a new call at once if the limit allows it.</summary>
    /// <returns>Whether the call has begun; null if it must wait. False if it was cancelled before.</returns>
    /// <exception cref="ObjectDisposedException">The queue is shut down.</exception>
    public virtual bool? TryBegin(AsynchronousCall call) => null;

    /// <summary>Runs a call, then lets another one begin.</summary>
    public abstract void Run(AsynchronousCall call);

    /// <summary>Makes a thread run a call that has just begun to wait. The caller holds the queue's lock.</summary>
    /// <exception cref="OutOfMemoryException">The queue has no thread, and none can be created.</exception>
    public abstract void Wake();

    /// <summary>Ends the threads when the waiting calls have run. The caller holds the queue's lock.</summary>
    public abstract void Stop();
}
