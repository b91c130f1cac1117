using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Called by generated code: the callbacks of one call, valid until <see cref="Dispose"/>. The default value is an empty scope. It belongs to one call, and is no more
/// to be copied than used by two threads.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct CallbackScope : IDisposable
{
    private CallbackSlot? _first;

    /// <summary>A callback has thrown an exception.</summary>
    public readonly bool HasFailed => _first is { } first && Volatile.Read(ref first.Failure) is not null;

    /// <summary>The function pointer for a callback: that of a registration or of a function of C's, else one that lasts as long as the scope.</summary>
    /// <param name="table">The callbacks of the type.</param>
    /// <param name="callback">The callback; null is NULL.</param>
    /// <exception cref="ObjectDisposedException">The callback is a registration that is disposed.</exception>
    /// <exception cref="ArgumentException">The callback is a registration, or a function of C's, that C would call as what it is not.</exception>
    public nint Acquire<TDelegate>(CallbackTable<TDelegate> table, TDelegate? callback)
        where TDelegate : Delegate => Acquire(table, callback, out _);

    /// <summary>The function pointer for a callback, and what C must pass with it.</summary>
    /// <param name="table">The callbacks of the type.</param>
    /// <param name="callback">The callback; null is NULL.</param>
    /// <param name="context">The context pointer.</param>
    /// <exception cref="ObjectDisposedException">The callback is a registration that is disposed.</exception>
    /// <exception cref="ArgumentException">The callback is a registration, or a function of C's, that C would call as what it is not.</exception>
    public nint Acquire<TDelegate>(CallbackTable<TDelegate> table, TDelegate? callback, out nint context)
        where TDelegate : Delegate
    {
        context = 0;
        if (callback is null)
            return 0;

        if (callback.Target is CallbackTarget target && target.IsBehind(callback))
            return target.Acquire(table, out context);

        CallbackSlot slot = table.Take(callback, ref _first);
        context = slot.Context;
        return slot.Address;
    }

    /// <summary>Throws again what a callback has thrown.</summary>
    public readonly void ThrowIfFailed()
    {
        if (HasFailed)
            Interlocked.Exchange(ref _first!.Failure, null)?.Exception.Throw();
    }

    /// <summary>Ends the callbacks: what C calls from now on comes too late.</summary>
    public void Dispose()
    {
        if (_first is not { } first)
            return;

        _first = null;
        for (CallbackSlot? slot = first; slot is not null; slot = slot.Next)
            slot.Table.Retire(slot);

        // From here on no other thread can leave an exception, or has anything to do with these places.
        for (CallbackSlot? slot = first; slot is not null; slot = slot.Next)
            slot.WaitForFailing();

        CallbackFailure? left = first.Failure;
        first.Failure = null;
        for (CallbackSlot? slot = first; slot is not null; )
        {
            CallbackSlot? next = slot.Next;
            slot.Table.Free(slot);
            slot = next;
        }

        // Another thread may have thrown since the call returned.
        if (left is not null)
            CallbackErrors.Report(left.Callback, KoffiCallbackErrorKind.Exception, left.Exception.SourceException);
    }
}
