using System.ComponentModel;
using System.Threading.Tasks.Sources;

namespace KoffiGen.CompilerServices;

/// <summary>A call to a C function on another thread with a result. <see cref="ValueTuple"/> represents no result.</summary>
/// <typeparam name="TResult">The result and the outputs of the call.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AsynchronousCall<TResult> : AsynchronousCall, IValueTaskSource<TResult>, IValueTaskSource
{
    private static readonly ContextCallback TellInContext = static call => ((AsynchronousCall<TResult>)call!).Tell();

    private ManualResetValueTaskSourceCore<TResult> _source;
    private TResult? _result;
    private Delegate? _done;
    private string? _name;

#pragma warning disable RS0022 // Generated classes inherit from it.
    /// <summary>Creates a call that has not begun.</summary>
    protected AsynchronousCall()
#pragma warning restore RS0022
    { }

    /// <summary>Calls the C function on a thread of the queue.</summary>
    /// <returns>The result and the outputs of the call.</returns>
    protected abstract TResult Invoke();

    /// <summary>Adds the call to the queue. The task reports every exception.</summary>
    /// <param name="queue">The queue whose threads make the call.</param>
    /// <param name="cancel">Cancels the call if it has not begun.</param>
    /// <returns>The task, which may be awaited once.</returns>
    public ValueTask<TResult> Start(KoffiQueue queue, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(queue);
        Enqueue(queue, cancel);
        return new ValueTask<TResult>(this, _source.Version);
    }

    /// <summary>Adds a call without a result to the queue. The task reports every exception.</summary>
    /// <param name="queue">The queue whose threads make the call.</param>
    /// <param name="cancel">Cancels the call if it has not begun.</param>
    /// <returns>The task, which may be awaited once.</returns>
    public ValueTask StartWithoutResult(KoffiQueue queue, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(queue);
        Enqueue(queue, cancel);
        return new ValueTask(this, _source.Version);
    }

    /// <summary>Adds the call to the queue, and calls a delegate at its end, never on the caller's thread.</summary>
    /// <param name="queue">The queue whose threads make the call.</param>
    /// <param name="done">
    /// Receives the exception, or null and the result. If it throws, <see cref="Koffi.CallbackError"/> is raised.
    /// </param>
    /// <param name="name">The C function and the C# method, for that error.</param>
    /// <param name="cancel">Cancels the call if it has not begun.</param>
    public void Start(KoffiQueue queue, Action<Exception?, TResult> done, string name, CancellationToken cancel) =>
        Start(queue, (Delegate)done, name, cancel);

    /// <summary>Adds a call without a result to the queue, and calls a delegate at its end, never on the caller's thread.</summary>
    /// <param name="queue">The queue whose threads make the call.</param>
    /// <param name="done">Receives the exception, or null. If it throws, <see cref="Koffi.CallbackError"/> is raised.</param>
    /// <param name="name">The C function and the C# method, for that error.</param>
    /// <param name="cancel">Cancels the call if it has not begun.</param>
    public void Start(KoffiQueue queue, Action<Exception?> done, string name, CancellationToken cancel) =>
        Start(queue, (Delegate)done, name, cancel);

    TResult IValueTaskSource<TResult>.GetResult(short token) => _source.GetResult(token);

    void IValueTaskSource.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<TResult>.GetStatus(short token) => _source.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<TResult>.OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => _source.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private protected sealed override void TellCore()
    {
        if (Context is { } context)
        {
            ExecutionContext.Run(context, TellInContext, this);
        }
        else
        {
            Tell();
        }
    }

    private protected sealed override bool HasDelegate => _done is not null;

    private protected sealed override void InvokeCore() => _result = Invoke();

    internal sealed override void Complete()
    {
        if (_done is not null)
        {
            // A nested call, or one that never began, ends on the thread of its caller, or on the thread that cancelled it.
            if (Phase == CallPhase.Begun)
            {
                TellCore();
            }
            else
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }
        }
        else
        {
            // A continuation must not delay a thread that cancels, a shutdown, or a thread of the queue.
            _source.RunContinuationsAsynchronously = IsCounted;
            CompleteTask();
            EndTelling();
        }
    }

    private void CompleteTask()
    {
        if (Failure is { } failure)
        {
            _source.SetException(failure);
        }
        else
        {
            _source.SetResult(_result!);
        }
    }

    private void Start(KoffiQueue queue, Delegate done, string name, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(done);
        ArgumentNullException.ThrowIfNull(queue);
        _done = done;
        _name = name;
        Enqueue(queue, cancel);
    }

    private void Tell()
    {
        try
        {
            if (_done is Action<Exception?> done)
            {
                done(Failure);
            }
            else
            {
                ((Action<Exception?, TResult>)_done!)(Failure, _result!);
            }
        }
#pragma warning disable CA1031 // No caller is left to catch it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            CallbackErrors.Report(_name!, KoffiCallbackErrorKind.Exception, exception);
        }

        EndTelling();
    }
}
