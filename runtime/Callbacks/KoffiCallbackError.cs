namespace KoffiGen;

/// <summary>Specifies what failed in a callback that no C# caller is waiting for.</summary>
public enum KoffiCallbackErrorKind
{
    /// <summary>The callback threw an exception.</summary>
    Exception,

    /// <summary>
    /// C invoked a callback after the call that it was passed to had returned, or after its registration was disposed. C received zero.
    /// </summary>
    LateCall,

    /// <summary>The synchronization context of the callback did not run it. C received zero.</summary>
    Delivery,
}

/// <summary>Describes an error in a callback for <see cref="Koffi.CallbackError"/>.</summary>
public sealed class KoffiCallbackError
{
    internal KoffiCallbackError(string callback, KoffiCallbackErrorKind kind, Exception exception)
    {
        Callback = callback;
        Kind = kind;
        Exception = exception;
    }

    /// <summary>
    /// Gets the name of the callback type, such as <c>Native.LogHandler</c>; for the delegate that receives the result of an asynchronous
    /// call, the C function and the C# method, such as <c>'fsync' (Libc.Flush)</c>.
    /// </summary>
    public string Callback { get; }

    /// <summary>Gets what failed.</summary>
    public KoffiCallbackErrorKind Kind { get; }

    /// <summary>
    /// Gets the exception with its stack trace. For a late call, it is an <see cref="ObjectDisposedException"/> that was not thrown.
    /// </summary>
    public Exception Exception { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Callback}: {Exception}";
}
