namespace KoffiGen;

/// <summary>
/// Specifies what happens to an exception that a callback throws. An exception never crosses C code: C receives zero or NULL and continues.
/// </summary>
public enum KoffiCallbackPolicy
{
    /// <summary>
    /// The exception is rethrown, with its stack trace, after the call that the callback was passed to has returned. Until then, further
    /// invocations during that call return zero at once. The exception of a registered callback goes to <see cref="Koffi.CallbackError"/>.
    /// </summary>
    Rethrow,

    /// <summary>
    /// The exception goes to <see cref="Koffi.CallbackError"/>, and the call continues as if the callback had returned zero.
    /// </summary>
    Default,

    /// <summary>
    /// The process ends with the exception in its last message. Use it if C must not continue after a failed callback.
    /// </summary>
    FailFast,
}
