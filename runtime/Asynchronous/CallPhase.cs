namespace KoffiGen;

/// <summary>The state of an asynchronous call.</summary>
internal enum CallPhase
{
    New,
    Waiting,
    Begun,

    /// <summary>The call was cancelled before it began.</summary>
    Cancelled,
}
