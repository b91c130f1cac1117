namespace KoffiGen;

public static partial class Koffi
{
    /// <summary>
    /// Occurs when a callback fails and no C# caller is waiting: a registered callback threw an exception, or C invoked a callback too
    /// late.
    /// </summary>
    /// <remarks>
    /// Handlers run on the thread that C used for the call, which .NET may not have created. Without a handler, the error is written to
    /// standard error.
    /// </remarks>
    public static event Action<KoffiCallbackError>? CallbackError
    {
        add => CallbackErrors.Raised += value;
        remove => CallbackErrors.Raised -= value;
    }
}
