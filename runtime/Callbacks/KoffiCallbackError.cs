namespace KoffiGen;

/// <summary>What can go wrong where C calls back, and no call of C#'s waits that could throw.</summary>
public enum KoffiCallbackErrorKind
{
    /// <summary>A callback has thrown an exception.</summary>
    Exception,

    /// <summary>C called where nothing is any more: after the call that a callback was passed to, or after its registration was disposed. C got zero.</summary>
    LateCall,

    /// <summary>The synchronization context that a callback is to run on could not run it. C got zero.</summary>
    Delivery,
}

/// <summary>Tells <see cref="Koffi.CallbackError"/> of an error in a callback.</summary>
public sealed class KoffiCallbackError
{
    internal KoffiCallbackError(string callback, KoffiCallbackErrorKind kind, Exception exception)
    {
        Callback = callback;
        Kind = kind;
        Exception = exception;
    }

    /// <summary>The callback type: <c>Native.LogHandler</c>.</summary>
    public string Callback { get; }

    /// <summary>What went wrong.</summary>
    public KoffiCallbackErrorKind Kind { get; }

    /// <summary>The exception, with the stack that it was thrown on; for a late call, an <see cref="ObjectDisposedException"/> that was not thrown.</summary>
    public Exception Exception { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Callback}: {Exception}";
}
