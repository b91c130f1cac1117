using KoffiGen.CompilerServices;

namespace KoffiGen.Asynchronous;

/// <summary>The threads behind a queue, of which each has one of the places among those that run.</summary>
internal abstract class CallWorkers
{
    /// <summary>Whether what waits for a call may go on where the call ended. On threads of the library's own it would keep the next call from beginning.</summary>
    public abstract bool RunsContinuations { get; }

    /// <summary>Takes a place for a call that need not wait.</summary>
    public abstract bool TryReserve();

    /// <summary>Gives such a place back, to a call that waits if there is one.</summary>
    public abstract void GiveBack();

    /// <summary>Begins a call for which there is a place.</summary>
    public abstract void Begin(AsynchronousCall call);

    /// <summary>Runs a call, and lets another have its place.</summary>
    public abstract void Run(AsynchronousCall call);

    /// <summary>One more call waits. The caller holds the queue's lock.</summary>
    /// <exception cref="OutOfMemoryException">There is no thread, and none can be made.</exception>
    public abstract void Wake();

    /// <summary>There will be no more calls than those that wait. The caller holds the queue's lock.</summary>
    public abstract void Stop();
}
