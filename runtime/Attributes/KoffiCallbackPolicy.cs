namespace KoffiGen;

/// <summary>What happens to an exception that a callback lets go. It never crosses C: C gets zero or NULL, and goes on.</summary>
public enum KoffiCallbackPolicy
{
    /// <summary>
    /// It is thrown again, with its stack, when the call returns that the callback was passed to; until then, further invocations for that call give zero
    /// at once. Where no call waits for it, behind a registration, it goes to <see cref="Koffi.CallbackError"/>.
    /// </summary>
    Rethrow,

    /// <summary>It goes to <see cref="Koffi.CallbackError"/>, and the call goes on as if the callback had returned zero.</summary>
    Default,

    /// <summary>The process ends, with the exception in its last message: for callbacks behind which C must not go on.</summary>
    FailFast,
}
