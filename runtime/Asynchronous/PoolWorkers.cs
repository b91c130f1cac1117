using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>
/// Runs calls as work items of the thread pool, up to a limit. The call object is the work item, so nothing is allocated. Each work item
/// queues the next waiting call when it ends.
/// </summary>
internal sealed class PoolWorkers(KoffiQueue queue, int limit) : CallWorkers
{
    public override bool RunsContinuations => true;

    public override bool? TryBegin(AsynchronousCall call)
    {
        if (queue.HasWaiting || !queue.TryReserve(limit))
        {
            return null;
        }

        // Either a concurrent shutdown sees the running call, or this read sees the shutdown.
        bool isShutDown = queue.IsShutDown;
        if (!isShutDown && call.TryEnter(CallPhase.Begun))
        {
            ThreadPool.UnsafeQueueUserWorkItem(call, preferLocal: false);
            return true;
        }

        // Another call may have begun to wait meanwhile.
        GiveBack();
        return isShutDown ? throw queue.CreateShutDownException() : queue.CountCancelled();
    }

    protected override bool HasFreeThread => queue.HasRoom(limit);

    public override void Run(AsynchronousCall call)
    {
        EnterThread();
        call.Run();
        LeaveThread();
        queue.CountFinished();
        call.Count();

        // The continuation may run on this thread and take long, so another thread receives the next call first.
        GiveBack();
        call.Complete();
    }

    public override void Wake()
    {
        // A running call may have ended since the limit was reached. The waiting count was incremented with a full fence, so a call that
        // ends sees this one.
        if (queue.TryReserve(limit))
        {
            ThreadPool.UnsafeQueueUserWorkItem(queue.Take()!, preferLocal: false);
        }
    }

    public override void Stop() { }

    private void GiveBack()
    {
        if (TakeNext() is { } next)
        {
            ThreadPool.UnsafeQueueUserWorkItem(next, preferLocal: true);
        }
    }

    /// <summary>Returns the waiting call that replaces a call that has ended. If none waits, one running call is subtracted.</summary>
    private AsynchronousCall? TakeNext()
    {
        do
        {
            if (queue.HasWaiting)
            {
                lock (queue.Gate)
                {
                    if (queue.Take() is { } next)
                    {
                        return next;
                    }
                }
            }

            queue.Release();
        } while (TryReserveForWaiting());
        return null;
    }

    // A call that began to wait before the subtraction saw the limit reached.
    private bool TryReserveForWaiting() => queue.HasWaiting && queue.TryReserve(limit);
}
