using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>
/// A call of a C function on another thread: the arguments, the place in the queue, and what the caller awaits, all in one object. Generated code has a class for
/// each import, which keeps the arguments.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AsynchronousCall : IThreadPoolWorkItem
{
    private static readonly ContextCallback InvokeInContext = static call => ((AsynchronousCall)call!).InvokeCore();
    private static readonly Action<object?> CancelOnRequest = static call => ((AsynchronousCall)call!).Cancel();

    private CancellationTokenRegistration _registration;
    private CancellationToken _cancel;
    private ExecutionContext? _context;
    private KoffiQueue? _queue;
    private volatile CallPhase _phase;

    private protected AsynchronousCall() { }

    internal AsynchronousCall? Previous { get; set; }

    internal AsynchronousCall? Next { get; set; }

    internal CallPhase Phase
    {
        get => _phase;
        set => _phase = value;
    }

    /// <summary>A shutdown waits until the caller is told.</summary>
    private protected bool IsCounted { get; private set; }

    private protected Exception? Failure { get; private set; }

    /// <summary>The caller's flow, for code of the caller's that runs when the call has ended.</summary>
    private protected ExecutionContext? Context => _context;

    /// <summary>The end is told to a delegate.</summary>
    private protected abstract bool HasDelegate { get; }

    /// <summary>Keeps alive and in place what the arguments stand for, from the call until its end, on the caller's thread.</summary>
    protected virtual void Acquire() { }

    /// <summary>Ends what <see cref="Acquire"/> began, or the part of it that was done when it threw, on any thread.</summary>
    protected virtual void Release() { }

    /// <summary>Makes the call, on a thread of the queue, and keeps its result.</summary>
    private protected abstract void InvokeCore();

    /// <summary>Tells the caller that the call has ended.</summary>
    internal abstract void Complete();

    /// <summary>Tells the caller's delegate that the call has ended.</summary>
    private protected abstract void TellCore();

    /// <summary>Lets the call wait for its thread. Whatever goes wrong is told like a failure of the call itself.</summary>
    private protected void Enqueue(KoffiQueue queue, CancellationToken cancel)
    {
        _queue = queue;
        _cancel = cancel;
        _context = ExecutionContext.Capture();
        if (cancel.IsCancellationRequested)
        {
            queue.CountCancelled();
            Fail(new OperationCanceledException(cancel));
            return;
        }

        try
        {
            Acquire();
            if (cancel.CanBeCanceled)
                _registration = cancel.UnsafeRegister(CancelOnRequest, this);

            if (queue.TryAdd(this))
                return;

            ReleaseAll();
            Fail(new OperationCanceledException(cancel));
        }
#pragma warning disable CA1031 // Whoever awaits the call gets it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _registration.Unregister();
            ReleaseAll();
            Fail(exception);
        }
    }

    /// <summary>A new call goes on to the phase, unless it is there already, or somewhere else.</summary>
    internal bool TryEnter(CallPhase phase) => Interlocked.CompareExchange(ref _phase, phase, CallPhase.New) == CallPhase.New;

    /// <summary>The call itself. It never throws.</summary>
    internal void Run()
    {
        _registration.Unregister();
        try
        {
            if (_context is { } context)
                ExecutionContext.Run(context, InvokeInContext, this);
            else
                InvokeCore();
        }
#pragma warning disable CA1031 // Whoever awaits the call gets it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failure = exception;
        }

        ReleaseAll();
    }

    /// <summary>The call has ended, and its place is about to be another's: what is told then, a shutdown waits for.</summary>
    internal void Count()
    {
        // The rest of a method that awaits the call on the pool may shut the queue down itself: nothing waits for that.
        if (!HasDelegate && _queue!.Workers.RunsContinuations && !_queue.IsShutDown)
            return;

        _queue!.BeginTelling();
        IsCounted = true;
    }

    /// <summary>The caller is told.</summary>
    private protected void EndTelling()
    {
        if (IsCounted)
            _queue!.EndTelling();
    }

    /// <summary>A thread of the pool has been found for the call; or, if there is none any more, for telling its end.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        if (Phase == CallPhase.Begun)
            _queue!.Workers.Run(this);
        else
            TellCore();
    }

    /// <summary>The call was taken out of the queue, which has counted it among those that are told.</summary>
    internal void CompleteCancelled()
    {
        IsCounted = true;
        _registration.Unregister();
        ReleaseAll();
        Fail(
            _cancel.IsCancellationRequested
                ? new OperationCanceledException(_cancel)
                : new OperationCanceledException("The queue of asynchronous calls was shut down.")
        );
    }

    private void Cancel()
    {
        if (_queue!.TryCancel(this))
            CompleteCancelled();
    }

    // Memory of somebody's own may throw when it is unpinned.
    private void ReleaseAll()
    {
        try
        {
            Release();
        }
#pragma warning disable CA1031 // Whoever awaits the call gets it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failure ??= exception;
        }
    }

    private void Fail(Exception exception)
    {
        Failure = exception;
        Complete();
    }
}
