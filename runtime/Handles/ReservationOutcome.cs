namespace KoffiGen;

/// <summary>Whether a call may consume a handle, or why not.</summary>
internal enum ReservationOutcome
{
    Reserved,

    /// <summary>Other calls use the handle, or are about to consume it together with others.</summary>
    InUse,

    /// <summary>The same call has already reserved the handle.</summary>
    Twice,

    /// <summary>Another call, which waits for its thread or for other calls, is going to consume the handle.</summary>
    Promised,

    Closed,
}
