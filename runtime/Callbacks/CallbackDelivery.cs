namespace KoffiGen;

/// <summary>
/// One invocation by C that runs on a synchronization context. C's arguments are valid only until C continues, so the callback must run
/// before that or not run.
/// </summary>
internal sealed class CallbackDelivery(Action run)
{
    private const int Waiting = 0,
        Running = 1,
        Ended = 2;

    private int _state;

    /// <summary>Runs the callback, unless C has already continued.</summary>
    internal void Run()
    {
        if (Interlocked.CompareExchange(ref _state, Running, Waiting) != Waiting)
        {
            return;
        }

        try
        {
            run();
        }
        finally
        {
            Volatile.Write(ref _state, Ended);
        }
    }

    /// <summary>Waits for the callback if it is running, and otherwise prevents it from running. C may continue afterwards.</summary>
    /// <returns>Whether the callback has run.</returns>
    internal bool End()
    {
        if (Interlocked.CompareExchange(ref _state, Ended, Waiting) == Waiting)
        {
            return false;
        }

        SpinWait wait = default;
        while (Volatile.Read(ref _state) != Ended)
        {
            wait.SpinOnce();
        }

        return true;
    }
}
