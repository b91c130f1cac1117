using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Called by generated code: a handle that C takes over in an asynchronous call. Until the call begins, nobody else can take it over, and it stays valid, whatever becomes of
/// the object; if the call never begins, it is what it was before.
/// </summary>
/// <remarks>The default value is NULL, and reserves nothing.</remarks>
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

    /// <summary>Reserves a handle; null is NULL.</summary>
    /// <param name="handle">The handle.</param>
    /// <param name="function">The C function, for the message.</param>
    /// <exception cref="ObjectDisposedException">The handle is closed, or another call is taking it over.</exception>
    public static HandleReservation Create(KoffiHandle? handle, string function) =>
        handle is null ? default : new HandleReservation(handle.ReserveForLater(function), handle);

    /// <summary>Closes the handle, just before the call: the function frees the pointer. It never throws.</summary>
    /// <returns>The pointer, which may be NULL.</returns>
    public nint Complete()
    {
        if (_owner is { } owner && !_isCompleted)
        {
            _isCompleted = true;
            owner.Complete();
        }

        return _value;
    }

    /// <summary>Lets go of a handle that C has not taken over. Once done, this does nothing.</summary>
    public void Release()
    {
        KoffiHandle? owner = _owner;
        _owner = null;
        if (!_isCompleted)
            owner?.CancelLater();
    }
}
