namespace KoffiGen;

/// <summary>Specifies what <see cref="KoffiQueue.ShutDownAsync"/> does with the calls that have not begun.</summary>
public enum KoffiShutdown
{
    /// <summary>The calls run before the queue shuts down.</summary>
    Finish,

    /// <summary>The calls are cancelled. Their tasks end with an <see cref="OperationCanceledException"/>.</summary>
    Cancel,
}
