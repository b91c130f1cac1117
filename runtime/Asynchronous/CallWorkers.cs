using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>The threads behind a queue, of which each has one of the places among those that run.</summary>
internal abstract class CallWorkers
{
    /// <summary>Whether what waits for a call may go on where the call ended. On threads of the library's own it would keep the next call from beginning.</summary>
    public abstract bool RunsContinuations { get; }

    /// <summary>Begins a new call at once, if there is a place for it.</summary>
    /// <returns>Whether it has begun; <see langword="null"/> where it has to wait. One that was cancelled before does neither.</returns>
    /// <exception cref="ObjectDisposedException">The queue is shut down.</exception>
    public virtual bool? TryBegin(AsynchronousCall call) => null;

    /// <summary>Runs a call, and lets another have its place.</summary>
    public abstract void Run(AsynchronousCall call);

    /// <summary>One more call waits. The caller holds the queue's lock.</summary>
    /// <exception cref="OutOfMemoryException">There is no thread, and none can be made.</exception>
    public abstract void Wake();

    /// <summary>There will be no more calls than those that wait. The caller holds the queue's lock.</summary>
    public abstract void Stop();
}
