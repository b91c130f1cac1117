using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>
/// A call to a C function on another thread. One object holds the arguments, the position in the queue and the task of the caller.
/// Generated code derives a class for each import, which stores the arguments.
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

    /// <summary>Whether a shutdown waits until the caller has been notified.</summary>
    private protected bool IsCounted { get; private set; }

    private protected Exception? Failure { get; private set; }

    /// <summary>The execution context of the caller, for the delegate that is called at the end.</summary>
    private protected ExecutionContext? Context => _context;

    /// <summary>Whether a delegate is called at the end, instead of completing a task.</summary>
    private protected abstract bool HasDelegate { get; }

    /// <summary>Acquires the arguments on the caller's thread: pins memory and keeps handles open until the call has ended.</summary>
    protected virtual void Acquire() { }

    /// <summary>Releases what <see cref="Acquire"/> acquired, even if it threw half-way. It can run on any thread.</summary>
    protected virtual void Release() { }

    /// <summary>Calls the C function on a thread of the queue, and stores the result.</summary>
    private protected abstract void InvokeCore();

    /// <summary>Notifies the caller that the call has ended.</summary>
    internal abstract void Complete();

    /// <summary>Calls the caller's delegate.</summary>
    private protected abstract void TellCore();

    /// <summary>Adds the call to the queue. Every exception is reported as a failure of the call.</summary>
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
            {
                _registration = cancel.UnsafeRegister(CancelOnRequest, this);
            }

            if (queue.TryAdd(this))
            {
                return;
            }

            ReleaseAll();
            Fail(new OperationCanceledException(cancel));
        }
#pragma warning disable CA1031 // The exception is the result of the task.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _registration.Unregister();
            ReleaseAll();
            Fail(exception);
        }
    }

    /// <summary>Changes the phase of a new call; returns false if the call is no longer new.</summary>
    internal bool TryEnter(CallPhase phase) => Interlocked.CompareExchange(ref _phase, phase, CallPhase.New) == CallPhase.New;

    /// <summary>Makes the call. It never throws.</summary>
    internal void Run()
    {
        _registration.Unregister();
        try
        {
            if (_context is { } context)
            {
                ExecutionContext.Run(context, InvokeInContext, this);
            }
            else
            {
                InvokeCore();
            }
        }
#pragma warning disable CA1031 // The exception is the result of the task.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failure = exception;
        }

        ReleaseAll();
    }

    /// <summary>
    /// Makes a shutdown wait for the notification of the caller. Called after the call has ended, before another call takes its place.
    /// </summary>
    internal void Count()
    {
        // A continuation on the thread pool may itself shut the queue down and await that, so the shutdown must not wait for it.
        if (!HasDelegate && _queue!.Workers.RunsContinuations && !_queue.IsShutDown)
        {
            return;
        }

        _queue!.BeginTelling();
        IsCounted = true;
    }

    /// <summary>Notes that the caller has been notified.</summary>
    private protected void EndTelling()
    {
        if (IsCounted)
        {
            _queue!.EndTelling();
        }
    }

    /// <summary>
    /// Runs on a thread of the pool: makes the call or, if it has ended on its caller's thread, calls the caller's delegate.
    /// </summary>
    void IThreadPoolWorkItem.Execute()
    {
        if (Phase == CallPhase.Begun)
        {
            _queue!.Workers.Run(this);
        }
        else
        {
            TellCore();
        }
    }

    /// <summary>Ends a call that was removed from the queue. The queue already counts its notification.</summary>
    internal void CompleteCancelled()
    {
        IsCounted = true;
        _registration.Unregister();
        ReleaseAll();
        Fail(
            _cancel.IsCancellationRequested
                ? new OperationCanceledException(_cancel)
                : new OperationCanceledException("The queue of asynchronous calls was shut down before the call began.")
        );
    }

    private void Cancel()
    {
        if (_queue!.TryCancel(this))
        {
            CompleteCancelled();
        }
    }

    // A custom MemoryManager may throw when its memory is unpinned.
    private void ReleaseAll()
    {
        try
        {
            Release();
        }
#pragma warning disable CA1031 // The exception is the result of the task.
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
