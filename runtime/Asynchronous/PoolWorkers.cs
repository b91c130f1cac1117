using KoffiGen.CompilerServices;

namespace KoffiGen.Asynchronous;

/// <summary>Up to so many work items of the thread pool: the calls themselves, each of which hands its place on to the next. Nothing is allocated for a call.</summary>
internal sealed class PoolWorkers(KoffiQueue queue, int limit) : CallWorkers
{
    public override bool RunsContinuations => true;

    public override bool TryReserve() => !queue.HasWaiting && queue.TryReserve(limit);

    public override void Begin(AsynchronousCall call) => ThreadPool.UnsafeQueueUserWorkItem(call, preferLocal: false);

    public override void GiveBack()
    {
        if (TakeNext() is { } next)
            ThreadPool.UnsafeQueueUserWorkItem(next, preferLocal: true);
    }

    public override void Run(AsynchronousCall call)
    {
        call.Run();
        queue.CountFinished();
        call.Count();

        // The rest of the caller's method may run here, and take its time: another thread may have the next call meanwhile.
        GiveBack();
        call.Complete();
    }

    public override void Wake()
    {
        // A place may have become free since there was none. Who gives one back sees the call, as the count of those that wait is written with a full fence.
        if (queue.TryReserve(limit))
            Begin(queue.Take()!);
    }

    public override void Stop()
    {
    }

    /// <summary>The call that gets the place of one that has ended; without one, the place is given back.</summary>
    private AsynchronousCall? TakeNext()
    {
        do
        {
            if (queue.HasWaiting)
            {
                lock (queue.Gate)
                {
                    if (queue.Take() is { } next)
                        return next;
                }
            }

            queue.Release();
        }
        while (TryReserveForWaiting());
        return null;
    }

    // One that came while the place was given back has seen none.
    private bool TryReserveForWaiting() => queue.HasWaiting && queue.TryReserve(limit);
}
