namespace KoffiGen;

public static partial class Koffi
{
    /// <summary>
    /// Is told of what goes wrong in callbacks where no call of C#'s waits: exceptions of registered callbacks, and calls by C that come too late. It runs on the thread
    /// that C called on, which may be one that .NET did not make. Without a subscriber the error is written to standard error.
    /// </summary>
    public static event Action<KoffiCallbackError>? CallbackError
    {
        add => CallbackErrors.Raised += value;
        remove => CallbackErrors.Raised -= value;
    }
}
