namespace KoffiGen;

/// <summary>What <see cref="KoffiQueue.ShutDownAsync"/> does with the calls that have not begun.</summary>
public enum KoffiShutdown
{
    /// <summary>They are made yet.</summary>
    Finish,

    /// <summary>They are cancelled: their tasks end with an <see cref="OperationCanceledException"/>.</summary>
    Cancel,
}
