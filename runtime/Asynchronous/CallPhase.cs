namespace KoffiGen;

/// <summary>How far an asynchronous call has come.</summary>
internal enum CallPhase
{
    New,
    Waiting,
    Begun,

    /// <summary>It will never begin.</summary>
    Cancelled,
}
