using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>Up to so many work items of the thread pool: the calls themselves, each of which hands its place on to the next. Nothing is allocated for a call.</summary>
internal sealed class PoolWorkers(KoffiQueue queue, int limit) : CallWorkers
{
    public override bool RunsContinuations => true;

    public override bool? TryBegin(AsynchronousCall call)
    {
        if (queue.HasWaiting || !queue.TryReserve(limit))
            return null;

        // A shutdown that does not see the place taken is one that is seen here.
        bool isShutDown = queue.IsShutDown;
        if (!isShutDown && call.TryEnter(CallPhase.Begun))
        {
            ThreadPool.UnsafeQueueUserWorkItem(call, preferLocal: false);
            return true;
        }

        // Another may have come to wait for the place meanwhile.
        GiveBack();
        return isShutDown ? throw queue.CreateShutDownException() : queue.CountCancelled();
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
            ThreadPool.UnsafeQueueUserWorkItem(queue.Take()!, preferLocal: false);
    }

    public override void Stop() { }

    private void GiveBack()
    {
        if (TakeNext() is { } next)
            ThreadPool.UnsafeQueueUserWorkItem(next, preferLocal: true);
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
        } while (TryReserveForWaiting());
        return null;
    }

    // One that came while the place was given back has seen none.
    private bool TryReserveForWaiting() => queue.HasWaiting && queue.TryReserve(limit);
}
