namespace KoffiGen;

/// <summary>The text that one callback has given to C, thread by thread: it goes with the thread.</summary>
#pragma warning disable CA1001 // It lasts as long as there are callbacks of the type.
internal sealed class CallbackTexts
#pragma warning restore CA1001
{
    private readonly ThreadLocal<CallbackText> _ofThread;
    private readonly List<WeakReference<CallbackText>> _all = [];

    public CallbackTexts() => _ofThread = new ThreadLocal<CallbackText>(Create);

    /// <summary>That of the thread.</summary>
    internal CallbackText OfThread => _ofThread.Value!;

    /// <summary>Frees what is large, of all threads.</summary>
    internal void Trim()
    {
        lock (_all)
        {
            foreach (WeakReference<CallbackText> reference in _all)
            {
                if (reference.TryGetTarget(out CallbackText? text))
                    text.Trim();
            }
        }
    }

    private CallbackText Create()
    {
        CallbackText text = new();
        lock (_all)
        {
            _all.RemoveAll(static reference => !reference.TryGetTarget(out _));
            _all.Add(new WeakReference<CallbackText>(text));
        }

        return text;
    }
}
