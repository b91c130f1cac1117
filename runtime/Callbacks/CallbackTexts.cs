namespace KoffiGen;

/// <summary>The strings that one callback has returned to C, for each thread. They are freed when the thread ends.</summary>
#pragma warning disable CA1001 // It lives as long as the callback type.
internal sealed class CallbackTexts
#pragma warning restore CA1001
{
    private readonly ThreadLocal<CallbackText> _ofThread;
    private readonly List<WeakReference<CallbackText>> _all = [];

    public CallbackTexts() => _ofThread = new ThreadLocal<CallbackText>(Create);

    internal CallbackText OfThread => _ofThread.Value!;

    /// <summary>Frees the large strings of all threads.</summary>
    internal void Trim()
    {
        lock (_all)
        {
            foreach (WeakReference<CallbackText> reference in _all)
            {
                if (reference.TryGetTarget(out CallbackText? text))
                {
                    text.Trim();
                }
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
