using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// An opaque pointer on its way into a call: either a bare value, or a handle that stays open until the call is over. Generated code acquires
/// all arguments of a call inside a <c>try</c>, and releases all of them in its <c>finally</c>.
/// </summary>
/// <remarks>A copy doesn't know what the original acquired: generated code keeps each argument in one local variable.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct HandleArgument
{
    private readonly nint _value;
    private readonly KoffiHandle? _owner;
    private bool _isAcquired;
    private bool _isReserved;

    /// <summary>Passes a value that someone else looks after.</summary>
    /// <param name="value">The pointer; 0 is NULL.</param>
    public HandleArgument(nint value) => _value = value;

    /// <summary>Passes what a handle owns.</summary>
    /// <param name="owner">The handle; null is NULL.</param>
    public HandleArgument(KoffiHandle? owner) => _owner = owner;

    /// <summary>The pointer. A handle stays open until <see cref="Release"/>.</summary>
    /// <returns>The pointer, which may be NULL.</returns>
    /// <exception cref="ObjectDisposedException">The handle is closed. There is nothing to release then.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Acquire()
    {
        if (_owner is null)
            return _value;

        nint pointer = _owner.Acquire();
        _isAcquired = true;
        return pointer;
    }

    /// <summary>
    /// Ends what <see cref="Acquire"/> began, or what <see cref="Reserve"/> began and <see cref="Complete"/> has not completed. Without a
    /// successful one, it does nothing.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Release()
    {
        if (_isReserved)
        {
            _isReserved = false;
            _owner!.Cancel();
        }

        if (!_isAcquired)
            return;

        _isAcquired = false;
        _owner!.DangerousRelease();
    }

    /// <summary>The pointer, held for an asynchronous call: a handle stays open until <see cref="PointerHold.Release"/>.</summary>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    public readonly PointerHold Hold() => _owner is null ? new PointerHold(_value, null) : PointerHold.Create(_owner);

    /// <summary>Reserves the handle for an asynchronous call of a function that frees the pointer.</summary>
    /// <param name="function">The C function, for the message.</param>
    /// <exception cref="ObjectDisposedException">The handle is closed, or another call is taking it over.</exception>
    public readonly HandleReservation ReserveForLater(string function) =>
        _owner is null ? new HandleReservation(_value) : HandleReservation.Create(_owner, function);

    /// <summary>The pointer, for a function that frees it; see <see cref="KoffiHandle.Consume"/>. There is nothing to release then.</summary>
    /// <param name="function">The C function, for the message.</param>
    /// <returns>The pointer, which may be NULL.</returns>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    public readonly nint Consume(string function) => _owner is null ? _value : _owner.Consume(function);

    /// <summary>
    /// The pointer, for a function that takes several over. A call reserves all of them before it completes the first: if one is closed, the others
    /// stay what they are, with <see cref="Release"/>.
    /// </summary>
    /// <param name="function">The C function, for the message.</param>
    /// <returns>The pointer, which may be NULL.</returns>
    /// <exception cref="ArgumentException">The same handle is reserved for another parameter of the call.</exception>
    /// <exception cref="ObjectDisposedException">The handle is closed, or another call is taking it over.</exception>
    public nint Reserve(string function)
    {
        if (_owner is null)
            return _value;

        nint pointer = _owner.Reserve(function);
        _isReserved = true;
        return pointer;
    }

    /// <summary>Closes the handle that is reserved, just before the call: the function frees the pointer. It never throws.</summary>
    public void Complete()
    {
        if (!_isReserved)
            return;

        _isReserved = false;
        _owner!.Complete();
    }
}
