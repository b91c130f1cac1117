namespace KoffiGen.Asynchronous;

/// <summary>The threads behind a queue. Each takes the first call that waits, runs it, and asks again.</summary>
internal abstract class CallWorkers
{
    /// <summary>Whether what waits for a call may go on where the call ended. On threads of the library's own it would keep the next call from beginning.</summary>
    public abstract bool RunsContinuations { get; }

    /// <summary>There is one call more to take. The caller holds the queue's lock.</summary>
    public abstract void Wake();

    /// <summary>There will be no more calls than those that wait. The caller holds the queue's lock.</summary>
    public abstract void Stop();
}
