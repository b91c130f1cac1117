using KoffiGen.CompilerServices;

namespace KoffiGen.Asynchronous;

/// <summary>Up to so many work items of the thread pool, as long as there is something to do. The items are this object itself: nothing is allocated for a call.</summary>
internal sealed class PoolWorkers(KoffiQueue queue, int limit) : CallWorkers, IThreadPoolWorkItem
{
    private int _count;

    public override bool RunsContinuations => true;

    public override void Wake()
    {
        if (_count == limit)
            return;

        _count++;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public override void Stop()
    {
    }

    void IThreadPoolWorkItem.Execute()
    {
        AsynchronousCall? call;
        lock (queue.Gate)
        {
            call = queue.Take();
            if (call is null)
            {
                _count--;
                return;
            }
        }

        call.Run();
        lock (queue.Gate)
        {
            queue.End();

            // The rest of the caller's method may run here, and take its time: the next call does not wait for it.
            if (queue.HasWaiting)
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            else
                _count--;
        }

        call.Complete();
    }
}
