using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// An opaque pointer as an argument: either a bare value, or a handle that stays open until the call has returned. Called by generated
/// code.
/// </summary>
/// <remarks>
/// Generated code acquires all arguments of a call inside a <c>try</c> block and releases them in its <c>finally</c> block. It keeps each
/// argument in one local variable, because a copy does not know what the original has acquired.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct HandleArgument
{
    private readonly nint _value;
    private readonly KoffiHandle? _owner;
    private bool _isAcquired;
    private bool _isReserved;

    /// <summary>Creates an argument from a pointer that KoffiGen does not own.</summary>
    /// <param name="value">The pointer, or 0 for NULL.</param>
    public HandleArgument(nint value) => _value = value;

    /// <summary>Creates an argument from the pointer of a handle.</summary>
    /// <param name="owner">The handle; null becomes NULL.</param>
    public HandleArgument(KoffiHandle? owner) => _owner = owner;

    /// <summary>Returns the pointer. A handle stays open until <see cref="Release"/>.</summary>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <returns>The pointer, which can be NULL.</returns>
    /// <exception cref="ObjectDisposedException">The handle is closed. Nothing has to be released.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Acquire(string function)
    {
        if (_owner is null)
        {
            return _value;
        }

        nint pointer = _owner.Acquire(function);
        _isAcquired = true;
        return pointer;
    }

    /// <summary>
    /// Releases what <see cref="Acquire"/> acquired, or what <see cref="Reserve"/> reserved and <see cref="Complete"/> has not completed.
    /// It has no effect otherwise.
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
        {
            return;
        }

        _isAcquired = false;
        _owner!.Release();
    }

    /// <summary>Returns the pointer for an asynchronous call. A handle stays open until <see cref="PointerHold.Release"/>.</summary>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    public readonly PointerHold Hold(string function) =>
        _owner is null ? new PointerHold(_value, null) : PointerHold.Create(_owner, function);

    /// <summary>Reserves the handle for an asynchronous call to a function that frees the pointer.</summary>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ObjectDisposedException">The handle is closed, or another call has reserved it.</exception>
    public readonly HandleReservation ReserveForLater(string function) =>
        _owner is null ? new HandleReservation(_value) : HandleReservation.Create(_owner, function);

    /// <summary>
    /// Transfers ownership of the pointer to a function that frees it (see <see cref="KoffiHandle.Consume"/>). Nothing has to be released.
    /// </summary>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <param name="waitsForCalls">Whether to wait for the calls in flight.</param>
    /// <returns>The pointer, which can be NULL.</returns>
    /// <exception cref="ObjectDisposedException">The handle is closed, or another call is about to consume it.</exception>
    /// <exception cref="InvalidOperationException">Calls with the handle are in flight.</exception>
    public readonly nint Consume(string function, bool waitsForCalls = false) =>
        _owner is null ? _value : _owner.Consume(function, waitsForCalls);

    /// <summary>
    /// Transfers ownership of the pointer to a function that does nothing but free it. If calls with the handle are in flight, it is
    /// disposed instead, and the last call frees the pointer.
    /// </summary>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <param name="pointer">The pointer, which can be NULL.</param>
    /// <returns>Whether the function must be called.</returns>
    /// <exception cref="ObjectDisposedException">The handle is closed, or another call is about to consume it.</exception>
    public readonly bool TryConsume(string function, out nint pointer)
    {
        pointer = _value;
        return _owner is null || _owner.TryConsume(function, out pointer);
    }

    /// <summary>
    /// Reserves the pointer for a function that takes ownership of several pointers. A call reserves all of them before it completes the
    /// first. If one handle is closed or in use, <see cref="Release"/> leaves the others unchanged. A call acquires its other handles
    /// first, because <see cref="Acquire"/> may wait for the reservation of another call.
    /// </summary>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <param name="waitsForCalls">Whether to wait for the calls in flight.</param>
    /// <returns>The pointer, which can be NULL.</returns>
    /// <exception cref="ArgumentException">The same handle is reserved for another parameter of the call.</exception>
    /// <exception cref="ObjectDisposedException">The handle is closed, or another call has reserved it.</exception>
    /// <exception cref="InvalidOperationException">Calls with the handle are in flight.</exception>
    public nint Reserve(string function, bool waitsForCalls = false)
    {
        if (_owner is null)
        {
            return _value;
        }

        nint pointer = _owner.Reserve(function, waitsForCalls);
        _isReserved = true;
        return pointer;
    }

    /// <summary>Closes the reserved handle immediately before the call, because the function frees the pointer. It never throws.</summary>
    public void Complete()
    {
        if (!_isReserved)
        {
            return;
        }

        _isReserved = false;
        _owner!.Complete();
    }
}
