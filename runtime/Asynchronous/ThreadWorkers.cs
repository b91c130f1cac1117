using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>Runs calls on threads that belong to the queue, up to a limit.</summary>
/// <param name="queue">The queue.</param>
/// <param name="limit">The largest number of threads.</param>
/// <param name="idleTime">How long an idle thread lives, or null for ever.</param>
internal sealed class ThreadWorkers(KoffiQueue queue, int limit, TimeSpan? idleTime) : CallWorkers
{
    private int _count;
    private int _idle;
    private bool _isStopped;

    public override bool RunsContinuations => false;

    public override void Run(AsynchronousCall call)
    {
        call.Run();
        queue.CountFinished();
        call.Count();
        queue.Release();
        call.Complete();
    }

    public override void Wake()
    {
        // A thread that was woken and has not taken its call yet still counts as idle.
        if (_idle >= queue.WaitingCount)
        {
            Monitor.Pulse(queue.Gate);
            return;
        }

        if (_count == limit)
        {
            return;
        }

        _count++;
        Thread thread = new(Work) { IsBackground = true, Name = $"KoffiGen {(queue.Library.Length == 0 ? "process" : queue.Library)}" };

        // Each call carries the execution context of its caller, so the thread must not capture the context of its first call.
        try
        {
            thread.UnsafeStart();
        }
        catch when (--_count > 0)
        {
            // An existing thread takes the call when it has finished its own.
        }
    }

    public override void Stop()
    {
        _isStopped = true;
        Monitor.PulseAll(queue.Gate);
    }

    protected override bool HasFreeThread
    {
        get
        {
            lock (queue.Gate)
            {
                return _count < limit || _idle > queue.WaitingCount;
            }
        }
    }

    private void Work()
    {
        EnterThread();
        while (Wait() is { } call)
        {
            Run(call);
        }
    }

    private AsynchronousCall? Wait()
    {
        lock (queue.Gate)
        {
            while (true)
            {
                if (queue.HasWaiting)
                {
                    // The number of threads does not exceed the limit, so this always succeeds.
                    queue.Reserve();
                    return queue.Take();
                }

                if (_isStopped)
                {
                    break;
                }

                _idle++;
                bool isWoken = Monitor.Wait(queue.Gate, idleTime ?? Timeout.InfiniteTimeSpan);
                _idle--;
                if (!isWoken && !queue.HasWaiting)
                {
                    break;
                }
            }

            _count--;
            return null;
        }
    }
}
