using System.Runtime.InteropServices;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>
/// Owns a C object behind a pointer. The disposer of its type frees the object when the handle is disposed or finalized. Any thread may
/// use and dispose the handle, within the thread rules of the C library.
/// </summary>
/// <remarks>
/// <para>
/// Calls keep the pointer alive. <see cref="SafeHandle.Dispose()"/> returns at once and rejects new calls. The last call that began
/// before frees the pointer, on its own thread.
/// </para>
/// <para>
/// A C function that takes ownership of the pointer, such as an import of the disposer, <em>consumes</em> the handle: the handle is
/// closed, and the pointer is not freed again. While calls with the handle are in flight, it cannot be consumed. If several threads
/// dispose or consume a handle, exactly one of them succeeds.
/// </para>
/// <para>
/// KoffiGen counts its own calls. Other code that uses <see cref="SafeHandle.DangerousAddRef"/>, such as a <c>DllImport</c> method, delays
/// the release of a disposed handle, but does not prevent that a C function consumes the handle.
/// </para>
/// <para>
/// A generated subclass overrides <see cref="SafeHandle.ReleaseHandle"/> to call the disposer with the field <c>handle</c>. The
/// method runs once, never for NULL, and possibly on the finalizer thread.
/// </para>
/// </remarks>
public abstract class KoffiHandle : SafeHandle, IPointerOwner
{
    private HandleCalls _calls;

    // The library instance that contains the disposer. It stays loaded until the disposer has been called.
    private NativeLibraryInstance? _library;
    private nint _disposer;
    private Action<nint>? _method;

    // Whether the pointer is freed where the user has not called Dispose.
    private bool _reportsErrors;

    /// <summary>
    /// Creates a handle that holds NULL until <see cref="Initialize(nint)"/>. It is created before the call, so that no pointer is lost if
    /// memory is exhausted.
    /// </summary>
    protected KoffiHandle()
        : base(0, ownsHandle: true) { }

    /// <summary>Creates a handle that owns a pointer.</summary>
    /// <param name="pointer">The pointer, which nothing else frees, or 0 for NULL.</param>
    protected KoffiHandle(nint pointer)
        : base(0, ownsHandle: true) => SetHandle(pointer);

    /// <summary>Whether the handle holds NULL, so that there is nothing to free.</summary>
    public override bool IsInvalid => handle == 0;

    /// <summary>
    /// Whether the handle was disposed, or a C function took ownership of its pointer. The pointer of a disposed handle can still be valid,
    /// until the calls that are in flight have ended.
    /// </summary>
    public new bool IsClosed => _calls.IsClosed || base.IsClosed;

    /// <summary>Takes ownership of a pointer. The creator of the handle calls it once, before other threads use the handle.</summary>
    /// <param name="pointer">The pointer, which nothing else frees, or 0 for NULL.</param>
    /// <exception cref="InvalidOperationException">The handle already holds a pointer. The caller still owns the new one.</exception>
    /// <exception cref="ObjectDisposedException">The handle is closed. The caller still owns the pointer.</exception>
    public void Initialize(nint pointer)
    {
        if (IsClosed)
        {
            throw Closed(function: null);
        }

        if (handle != 0)
        {
            throw new InvalidOperationException($"This {GetType().Name} already holds a pointer. Create another handle for a new one.");
        }

        SetHandle(pointer);
    }

    /// <summary>Takes ownership of a pointer that another function than the disposer of the type frees.</summary>
    /// <param name="pointer">The pointer, which nothing else frees, or 0 for NULL.</param>
    /// <param name="disposer">The address of the function, which has the calling convention of the type's disposer.</param>
    /// <exception cref="InvalidOperationException">The handle already holds a pointer. The caller still owns the new one.</exception>
    /// <exception cref="ObjectDisposedException">The handle is closed. The caller still owns the pointer.</exception>
    public void Initialize(nint pointer, nint disposer)
    {
        Initialize(pointer);
        _disposer = disposer;
    }

    /// <summary>Takes ownership of a pointer that a C# method frees.</summary>
    /// <param name="pointer">The pointer, which nothing else frees, or 0 for NULL.</param>
    /// <param name="disposer">
    /// The method. An exception reaches the caller of <see cref="SafeHandle.Dispose()"/>. If a call or the finalizer frees the pointer, it
    /// raises <see cref="Koffi.CallbackError"/>.
    /// </param>
    /// <exception cref="InvalidOperationException">The handle already holds a pointer. The caller still owns the new one.</exception>
    /// <exception cref="ObjectDisposedException">The handle is closed. The caller still owns the pointer.</exception>
    public void Initialize(nint pointer, Action<nint> disposer)
    {
        ArgumentNullException.ThrowIfNull(disposer);
        Initialize(pointer);
        _method = disposer;
    }

    /// <summary>Takes ownership of a pointer from a library instance. The library stays loaded until the pointer has been freed.</summary>
    /// <param name="pointer">The pointer, which nothing else frees, or 0 for NULL.</param>
    /// <param name="library">The library instance, in which a call is in progress.</param>
    /// <param name="disposer">
    /// The address of the disposer in that instance; 0 if the disposer is C's <c>free</c> or a function of another library.
    /// </param>
    /// <exception cref="InvalidOperationException">The handle already holds a pointer. The caller still owns the new one.</exception>
    /// <exception cref="ObjectDisposedException">The handle is closed. The caller still owns the pointer.</exception>
    public void Initialize(nint pointer, NativeLibraryInstance library, nint disposer)
    {
        ArgumentNullException.ThrowIfNull(library);
        Initialize(pointer);
        if (pointer == 0)
        {
            return;
        }

        library.AddUser();
        _disposer = disposer;
        _library = library;
    }

    /// <summary>
    /// Takes ownership of a pointer from a library instance, which a C# method frees. The library stays loaded until the pointer has been
    /// freed.
    /// </summary>
    /// <param name="pointer">The pointer, which nothing else frees, or 0 for NULL.</param>
    /// <param name="library">The library instance, in which a call is in progress.</param>
    /// <param name="disposer">The method (see <see cref="Initialize(nint, Action{nint})"/>).</param>
    /// <exception cref="InvalidOperationException">The handle already holds a pointer. The caller still owns the new one.</exception>
    /// <exception cref="ObjectDisposedException">The handle is closed. The caller still owns the pointer.</exception>
    public void Initialize(nint pointer, NativeLibraryInstance library, Action<nint> disposer)
    {
        ArgumentNullException.ThrowIfNull(disposer);
        Initialize(pointer, library, disposer: 0);
        _method = disposer;
    }

    /// <summary>Transfers ownership of the pointer to a C function that frees it, and closes the handle.</summary>
    /// <param name="function">The name of the C function in messages, such as <c>'fclose' (Libc.Close)</c>.</param>
    /// <param name="waitsForCalls">
    /// Whether to reject new calls and to wait for those in flight. It never returns if the current thread is inside such a call.
    /// </param>
    /// <returns>The pointer, for the C function.</returns>
    /// <exception cref="ObjectDisposedException">The handle is closed, or another call is about to consume it.</exception>
    /// <exception cref="InvalidOperationException">Calls with the handle are in flight. The handle stays open.</exception>
    public nint Consume(string function, bool waitsForCalls = false)
    {
        ThrowUnlessReserved(TryReserve(waitsForCalls, waitsForReservation: true), function);
        Complete();
        return handle;
    }

    /// <summary>
    /// Consumes the handle like <see cref="Consume"/> for a C function that does nothing but free the pointer. If calls are in flight, it
    /// disposes the handle, and the last call frees the pointer.
    /// </summary>
    /// <returns>Whether the C function must be called.</returns>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    internal bool TryConsume(string function, out nint pointer)
    {
        pointer = handle;
        switch (TryReserve(waitsForCalls: false, waitsForReservation: true))
        {
            case ReservationOutcome.Reserved:
                Complete();
                return true;
            case ReservationOutcome.Closed:
                throw Closed(function);
            default:
                Dispose();
                return false;
        }
    }

    /// <summary>Begins a call and returns the pointer, which stays alive until <see cref="Release"/>.</summary>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    internal nint Acquire(string function)
    {
        if (!_calls.TryEnter())
        {
            throw Closed(function);
        }

        // SetHandleAsInvalid closes only the base class.
        if (!base.IsClosed)
        {
            return handle;
        }

        Release();
        throw Closed(function);
    }

    /// <summary>Ends a call. If the handle was disposed meanwhile, the last call frees the pointer.</summary>
    internal void Release()
    {
        if (_calls.Exit())
        {
            Free();
        }
    }

    /// <summary>
    /// Reserves the handle for a C function that takes ownership of several handles. It is the first half of <see cref="Consume"/>: no
    /// other thread can use the handle until <see cref="Complete"/> or <see cref="Cancel"/>, and <see cref="Acquire"/> waits for that. If
    /// the handle is disposed meanwhile, that method decides who frees the pointer.
    /// </summary>
    /// <exception cref="ArgumentException">The same call has already reserved the handle.</exception>
    /// <exception cref="ObjectDisposedException">The handle is closed, or another call is about to consume it.</exception>
    /// <exception cref="InvalidOperationException">Calls with the handle are in flight, or one has reserved it.</exception>
    internal nint Reserve(string function, bool waitsForCalls)
    {
        ThrowUnlessReserved(TryReserve(waitsForCalls, waitsForReservation: false), function);
        return handle;
    }

    /// <summary>
    /// Begins a call that is going to consume the handle on another thread. Until <see cref="Claim"/> or <see cref="CancelLater"/>, other
    /// calls can use the handle, but not consume it.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The handle is closed, or another call has reserved it.</exception>
    internal nint ReserveForLater(string function)
    {
        nint pointer = Acquire(function);
        if (_calls.TryReserveForLater())
        {
            return pointer;
        }

        Release();
        throw Closed(function);
    }

    /// <summary>
    /// Ends the call of <see cref="ReserveForLater"/> and reserves the handle like <see cref="Reserve"/>, even if it was disposed since.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The handle was disposed, and other calls are in flight.</exception>
    /// <exception cref="InvalidOperationException">Other calls with the handle are in flight.</exception>
    internal void Claim(string function, bool waitsForCalls)
    {
        if (!TryClaim(waitsForCalls))
        {
            throw IsClosed ? Closed(function) : InUse(function);
        }
    }

    internal bool TryClaim(bool waitsForCalls) => _calls.TryClaim(waitsForCalls);

    /// <summary>Transfers ownership of the reserved pointer to the C function, even if the handle was disposed meanwhile.</summary>
    internal void Complete()
    {
        _calls.Complete();
        SetHandleAsInvalid();
        ReleaseLibrary();
    }

    /// <summary>
    /// Ends the reservation of <see cref="Reserve"/> or <see cref="Claim"/> without a call. If the handle was disposed meanwhile, the
    /// pointer is freed now.
    /// </summary>
    internal void Cancel()
    {
        if (_calls.Cancel())
        {
            Free();
        }
    }

    /// <summary>Ends the call of <see cref="ReserveForLater"/> without consuming the handle.</summary>
    internal void CancelLater()
    {
        if (_calls.CancelLater())
        {
            Free();
        }
    }

    /// <summary>
    /// Gets the library instance that returned the pointer and contains its disposer; null for a library that the whole process shares.
    /// </summary>
    protected NativeLibraryInstance? Library => _library;

    /// <summary>Gets the address of the disposer that the handle was created with; 0 for the disposer of the type.</summary>
    protected nint Disposer => _disposer;

    /// <summary>Gets the pointer for access to the object while the handle is open.</summary>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    protected nint OpenPointer => IsClosed ? throw Closed(function: null) : handle;

    /// <summary>Allows the library instance to be unloaded. Called at the end of <see cref="SafeHandle.ReleaseHandle"/>.</summary>
    protected void ReleaseLibrary() => Interlocked.Exchange(ref _library, null)?.Exit();

    /// <summary>Calls the C# method that the handle was created with, and allows the library instance to be unloaded.</summary>
    /// <returns>False if a C function frees the pointer.</returns>
    protected bool TryReleaseByMethod()
    {
        if (_method is not { } method)
        {
            return false;
        }

        try
        {
            method(handle);
        }
#pragma warning disable CA1031 // An exception on the finalizer thread would end the process, and one of a call would be the wrong one.
        catch (Exception exception) when (_reportsErrors)
#pragma warning restore CA1031
        {
            CallbackErrors.Report(GetType().Name, KoffiCallbackErrorKind.Exception, exception);
        }
        finally
        {
            ReleaseLibrary();
        }

        return true;
    }

    void IPointerOwner.ReleasePointer() => Release();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // The last call in flight does not need the finalizer. A finalized handle has no calls, because they would keep it alive.
        if (_calls.Close() || !disposing)
        {
            _reportsErrors = !disposing;
            base.Dispose(disposing);
        }
    }

    private void Free()
    {
        _reportsErrors = true;
        base.Dispose(disposing: true);
    }

    private ReservationOutcome TryReserve(bool waitsForCalls, bool waitsForReservation)
    {
        ReservationOutcome outcome = _calls.TryReserve(waitsForCalls, waitsForReservation);
        if (outcome != ReservationOutcome.Reserved || !base.IsClosed)
        {
            return outcome;
        }

        // SetHandleAsInvalid closes only the base class.
        Cancel();
        return ReservationOutcome.Closed;
    }

    private void ThrowUnlessReserved(ReservationOutcome outcome, string function)
    {
        if (outcome != ReservationOutcome.Reserved)
        {
            throw outcome switch
            {
                ReservationOutcome.InUse => InUse(function),
                ReservationOutcome.Twice => new ArgumentException(
                    $"The same {GetType().Name} is passed to {function} twice. The function would free its pointer twice."
                ),
                _ => Closed(function),
            };
        }
    }

    private InvalidOperationException InUse(string function) =>
        new(
            $"The {GetType().Name} passed to {function} is in use by other calls or arguments, so the C function cannot free its pointer. "
                + $"The handle stays open. Wait for the calls, or declare the function with {nameof(KoffiImportAttribute.WaitsForCalls)}."
        );

    private ObjectDisposedException Closed(string? function) =>
        new(
            GetType().Name,
            function is null
                ? $"The {GetType().Name} is closed: it was disposed, or a C function took ownership of its pointer."
                : $"The {GetType().Name} passed to {function} is closed: it was disposed, or a C function took ownership of its pointer."
        );
}
