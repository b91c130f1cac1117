using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>Up to so many threads of a library's own.</summary>
/// <param name="queue">The queue that they serve.</param>
/// <param name="limit">How many there are at most.</param>
/// <param name="idleTime">How long a thread waits for a call before it ends; <see langword="null"/> if it waits for ever.</param>
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
        // Those that were woken, and have not taken their call yet, still count as idle.
        if (_idle >= queue.WaitingCount)
        {
            Monitor.Pulse(queue.Gate);
            return;
        }

        if (_count == limit)
            return;

        _count++;
        Thread thread = new(Work) { IsBackground = true, Name = $"KoffiGen {(queue.Library.Length == 0 ? "process" : queue.Library)}" };

        // What flows to a call is what its caller has, not what the caller had that needed the thread first.
        try
        {
            thread.UnsafeStart();
        }
        catch when (--_count > 0)
        {
            // One of those that there are takes the call when it has ended its own.
        }
    }

    public override void Stop()
    {
        _isStopped = true;
        Monitor.PulseAll(queue.Gate);
    }

    private void Work()
    {
        while (Wait() is { } call)
            Run(call);
    }

    private AsynchronousCall? Wait()
    {
        lock (queue.Gate)
        {
            while (true)
            {
                if (queue.HasWaiting)
                {
                    // There are no more threads than places.
                    queue.Reserve();
                    return queue.Take();
                }

                if (_isStopped)
                    break;

                _idle++;
                bool isWoken = Monitor.Wait(queue.Gate, idleTime ?? Timeout.InfiniteTimeSpan);
                _idle--;
                if (!isWoken && !queue.HasWaiting)
                    break;
            }

            _count--;
            return null;
        }
    }
}
