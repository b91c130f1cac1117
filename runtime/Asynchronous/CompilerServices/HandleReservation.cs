using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>
/// A handle whose ownership an asynchronous call transfers to C. Called by generated code. Until the call begins, no other call can consume
/// the handle, and the pointer stays valid even if the handle is disposed. If the call never begins, the handle is unchanged.
/// </summary>
/// <remarks>The default value represents NULL and reserves nothing.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct HandleReservation
{
    private readonly nint _value;
    private KoffiHandle? _owner;
    private bool _isCompleted;

    internal HandleReservation(nint value) => _value = value;

    private HandleReservation(nint value, KoffiHandle owner)
    {
        _value = value;
        _owner = owner;
    }

    /// <summary>Reserves a handle.</summary>
    /// <param name="handle">The handle; null becomes NULL.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ObjectDisposedException">The handle is closed, or another call has reserved it.</exception>
    public static HandleReservation Create(KoffiHandle? handle, string function) =>
        handle is null ? default : new HandleReservation(handle.ReserveForLater(function), handle);

    /// <summary>Closes the handle immediately before the call, because the function frees the pointer. It never throws.</summary>
    /// <returns>The pointer, which can be NULL.</returns>
    public nint Complete()
    {
        if (_owner is { } owner && !_isCompleted)
        {
            _isCompleted = true;
            owner.Complete();
        }

        return _value;
    }

    /// <summary>Ends the reservation if the call has not begun. Further calls have no effect.</summary>
    public void Release()
    {
        KoffiHandle? owner = _owner;
        _owner = null;
        if (!_isCompleted)
        {
            owner?.CancelLater();
        }
    }
}
