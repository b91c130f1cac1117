namespace KoffiGen;

/// <summary>
/// A call by C on its way to the synchronization context where its callback is to run. What C has passed lasts until C goes on: the callback runs before that, or never.
/// </summary>
internal sealed class CallbackDelivery(Action run)
{
    private const int Waiting = 0,
        Running = 1,
        Ended = 2;

    private int _state;

    /// <summary>Runs the callback, unless C has gone on.</summary>
    internal void Run()
    {
        if (Interlocked.CompareExchange(ref _state, Running, Waiting) != Waiting)
            return;

        try
        {
            run();
        }
        finally
        {
            Volatile.Write(ref _state, Ended);
        }
    }

    /// <summary>Waits for a callback that is running, and keeps one that is not from doing so: C goes on.</summary>
    /// <returns>Whether it has run.</returns>
    internal bool End()
    {
        if (Interlocked.CompareExchange(ref _state, Ended, Waiting) == Waiting)
            return false;

        SpinWait wait = default;
        while (Volatile.Read(ref _state) != Ended)
            wait.SpinOnce();
        return true;
    }
}
