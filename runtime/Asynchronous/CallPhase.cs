namespace KoffiGen;

/// <summary>The state of an asynchronous call.</summary>
internal enum CallPhase
{
    New,
    Waiting,
    Begun,

    /// <summary>The call has begun on the thread that made it, within another call of the queue.</summary>
    Nested,

    /// <summary>The call was cancelled before it began.</summary>
    Cancelled,
}
