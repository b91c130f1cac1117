using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>The transient callbacks of one call, which are valid until <see cref="Dispose"/>. Called by generated code.</summary>
/// <remarks>The default value is an empty scope. A scope must not be copied, and only the thread of the call may use it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct CallbackScope : IDisposable
{
    private CallbackSlot? _first;

    /// <summary>Whether a callback has thrown an exception that the call must rethrow.</summary>
    public readonly bool HasFailed => _first is { } first && Volatile.Read(ref first.Failure) is not null;

    /// <summary>
    /// Returns the C function pointer for a callback. A registration or a C function is passed as it is; any other delegate becomes a
    /// transient callback.
    /// </summary>
    /// <param name="table">The callback type.</param>
    /// <param name="callback">The callback; null becomes NULL.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ObjectDisposedException">The callback is a registration that is disposed.</exception>
    /// <exception cref="ArgumentException">The callback is a registration or a C function with a different C signature.</exception>
    public nint Acquire<TDelegate>(CallbackTable<TDelegate> table, TDelegate? callback, string function)
        where TDelegate : Delegate => Acquire(table, callback, function, out _);

    /// <summary>Returns the C function pointer and the context pointer for a callback.</summary>
    /// <param name="table">The callback type.</param>
    /// <param name="callback">The callback; null becomes NULL.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <param name="context">The context pointer that C must pass to the callback.</param>
    /// <exception cref="ObjectDisposedException">The callback is a registration that is disposed.</exception>
    /// <exception cref="ArgumentException">The callback is a registration or a C function with a different C signature.</exception>
    public nint Acquire<TDelegate>(CallbackTable<TDelegate> table, TDelegate? callback, string function, out nint context)
        where TDelegate : Delegate
    {
        context = 0;
        if (callback is null)
        {
            return 0;
        }

        if (callback.Target is CallbackTarget target && target.IsBehind(callback))
        {
            return target.Acquire(table, function, out context);
        }

        CallbackSlot slot = table.Take(callback, function, ref _first);
        context = slot.Context;
        return slot.Address;
    }

    /// <summary>Rethrows the exception that a callback has thrown, if there is one.</summary>
    public readonly void ThrowIfFailed()
    {
        if (HasFailed)
        {
            Interlocked.Exchange(ref _first!.Failure, null)?.Exception.Throw();
        }
    }

    /// <summary>Ends the callbacks. A later invocation by C is reported as a late call.</summary>
    public void Dispose()
    {
        if (_first is not { } first)
        {
            return;
        }

        _first = null;
        for (CallbackSlot? slot = first; slot is not null; slot = slot.Next)
        {
            slot.Table.Retire(slot);
        }

        // From here on, no other thread can store an exception or use these slots.
        for (CallbackSlot? slot = first; slot is not null; slot = slot.Next)
        {
            slot.WaitForFailing();
        }

        CallbackFailure? left = first.Failure;
        first.Failure = null;
        for (CallbackSlot? slot = first; slot is not null; )
        {
            CallbackSlot? next = slot.Next;
            slot.Table.Free(slot);
            slot = next;
        }

        // A callback on another thread may have thrown after the call returned.
        if (left is not null)
        {
            CallbackErrors.Report(left.Callback, KoffiCallbackErrorKind.Exception, left.Exception.SourceException);
        }
    }
}
