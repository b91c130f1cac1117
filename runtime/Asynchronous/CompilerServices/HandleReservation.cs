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

    // The handle is reserved for the function; ordinary calls can no longer use it.
    private bool _isClaimed;

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

    /// <summary>
    /// Transfers ownership of the pointer to the function immediately before the call (see <see cref="HandleArgument.Consume"/>).
    /// </summary>
    /// <inheritdoc cref="HandleArgument.Consume"/>
    public nint Consume(string function, bool waitsForCalls = false)
    {
        nint pointer = Reserve(function, waitsForCalls);
        Complete();
        return pointer;
    }

    /// <inheritdoc cref="HandleArgument.TryConsume"/>
    public bool TryConsume(string function, out nint pointer)
    {
        pointer = _value;
        if (_owner is null)
        {
            return true;
        }

        if (_owner.TryClaim(waitsForCalls: false))
        {
            _isClaimed = true;
            Complete();
            return true;
        }

        _owner.Dispose();
        return false;
    }

    /// <summary>
    /// Reserves the pointer immediately before the call, for a function that takes ownership of several pointers. A call reserves all of
    /// them before it completes the first.
    /// </summary>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <param name="waitsForCalls">Whether to wait for the calls in flight.</param>
    /// <returns>The pointer, which can be NULL.</returns>
    /// <exception cref="ObjectDisposedException">The handle was disposed, and other calls with it are in flight.</exception>
    /// <exception cref="InvalidOperationException">Other calls with the handle are in flight.</exception>
    public nint Reserve(string function, bool waitsForCalls = false)
    {
        if (_owner is not null)
        {
            _owner.Claim(function, waitsForCalls);
            _isClaimed = true;
        }

        return _value;
    }

    /// <summary>Closes the reserved handle immediately before the call, because the function frees the pointer. It never throws.</summary>
    public void Complete()
    {
        _owner?.Complete();
        _owner = null;
    }

    /// <summary>Ends the reservation if the function has not been called. Further calls have no effect.</summary>
    public void Release()
    {
        KoffiHandle? owner = _owner;
        _owner = null;
        if (_isClaimed)
        {
            owner?.Cancel();
        }
        else
        {
            owner?.CancelLater();
        }
    }
}
