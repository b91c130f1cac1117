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
/// closed, and the pointer is not freed again. If several threads dispose or consume a handle, exactly one of them succeeds.
/// </para>
/// <para>
/// A generated subclass overrides <see cref="SafeHandle.ReleaseHandle"/> to call the disposer with the field <c>handle</c>. The
/// method runs once, never for NULL, and possibly on the finalizer thread.
/// </para>
/// </remarks>
public abstract class KoffiHandle : SafeHandle, IPointerOwner
{
    private const int Open = 0;
    private const int Ended = -1;

    // An asynchronous call has reserved the handle.
    private const int Waiting = -2;

    // The library instance that contains the disposer. It stays loaded until the disposer has been called.
    private NativeLibraryInstance? _library;
    private nint _disposer;

    // One of the constants, or the id of the thread whose call has reserved the handle.
    private int _phase;

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

    /// <summary>Takes ownership of a pointer. The creator of the handle calls it once, before other threads use the handle.</summary>
    /// <param name="pointer">The pointer, which nothing else frees, or 0 for NULL.</param>
    /// <exception cref="InvalidOperationException">The handle already holds a pointer. The caller still owns the new one.</exception>
    /// <exception cref="ObjectDisposedException">The handle is closed. The caller still owns the pointer.</exception>
    public void Initialize(nint pointer)
    {
        if (Volatile.Read(ref _phase) == Ended)
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

    /// <summary>Transfers ownership of the pointer to a C function that frees it, and closes the handle.</summary>
    /// <remarks>Other threads that use the pointer at that moment see what C code would see.</remarks>
    /// <param name="function">What messages call the C function, such as <c>'fclose' (Libc.Close)</c>.</param>
    /// <returns>The pointer, for the C function.</returns>
    /// <exception cref="ObjectDisposedException">The handle is already closed.</exception>
    public nint Consume(string function)
    {
        // This reference prevents a concurrent Dispose from releasing the handle.
        if (!TryAddRef())
        {
            throw Closed(function);
        }

        try
        {
            if (Interlocked.CompareExchange(ref _phase, Ended, Open) != Open)
            {
                throw Closed(function);
            }

            SetHandleAsInvalid();
            ReleaseLibrary();
            return handle;
        }
        finally
        {
            DangerousRelease();
        }
    }

    /// <summary>Returns the pointer, which stays alive until <see cref="SafeHandle.DangerousRelease"/>.</summary>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    internal nint Acquire(string function)
    {
        if (!TryAddRef())
        {
            throw Closed(function);
        }

        if (Volatile.Read(ref _phase) != Ended)
        {
            return handle;
        }

        // SafeHandle accepts new references while others exist, even after Dispose.
        DangerousRelease();
        throw Closed(function);
    }

    /// <summary>
    /// Reserves the handle for a C function that takes ownership of several handles. It is the first half of <see cref="Consume"/>: no
    /// other thread can consume the handle until <see cref="Complete"/> or <see cref="Cancel()"/>. If the handle is disposed meanwhile,
    /// that method decides who frees the pointer.
    /// </summary>
    /// <exception cref="ArgumentException">The same call has already reserved the handle.</exception>
    /// <exception cref="ObjectDisposedException">The handle is closed, or another call has reserved it.</exception>
    internal nint Reserve(string function) => Reserve(function, Environment.CurrentManagedThreadId);

    /// <summary>
    /// Reserves the handle like <see cref="Reserve(string)"/>, for a call on another thread, until <see cref="Complete"/> or
    /// <see cref="CancelLater"/> on any thread.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The handle is closed, or another call has reserved it.</exception>
    internal nint ReserveForLater(string function) => Reserve(function, Waiting);

    /// <summary>Transfers ownership of the reserved pointer to the C function, even if the handle was disposed meanwhile.</summary>
    internal void Complete()
    {
        Volatile.Write(ref _phase, Ended);
        SetHandleAsInvalid();
        ReleaseLibrary();
        DangerousRelease();
    }

    /// <summary>
    /// Ends the reservation of <see cref="Reserve(string)"/> without a call. If the handle was disposed meanwhile, the pointer is freed
    /// now.
    /// </summary>
    internal void Cancel() => Cancel(Environment.CurrentManagedThreadId);

    /// <summary>Ends the reservation of <see cref="ReserveForLater"/> without a call.</summary>
    internal void CancelLater() => Cancel(Waiting);

    /// <summary>
    /// Gets the library instance that returned the pointer and contains its disposer; null for a library that the whole process shares.
    /// </summary>
    protected NativeLibraryInstance? Library => _library;

    /// <summary>Gets the address of the disposer that the handle was created with; 0 for the disposer of the type.</summary>
    protected nint Disposer => _disposer;

    /// <summary>Gets the pointer for access to the object while the handle is open.</summary>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    protected nint OpenPointer => !IsClosed && Volatile.Read(ref _phase) != Ended ? handle : throw Closed(function: null);

    /// <summary>Allows the library instance to be unloaded. Called at the end of <see cref="SafeHandle.ReleaseHandle"/>.</summary>
    protected void ReleaseLibrary() => Interlocked.Exchange(ref _library, null)?.Exit();

    void IPointerOwner.ReleasePointer() => DangerousRelease();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Volatile.Write(ref _phase, Ended);
        base.Dispose(disposing);
    }

    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <param name="reserver">The id of the thread that makes the call, or <see cref="Waiting"/>.</param>
    private nint Reserve(string function, int reserver)
    {
        if (!TryAddRef())
        {
            throw Closed(function);
        }

        int phase = Interlocked.CompareExchange(ref _phase, reserver, Open);
        if (phase == Open)
        {
            return handle;
        }

        DangerousRelease();

        // Between reservation and completion, a synchronous call runs no other code on its thread, so the same call has reserved the handle
        // twice.
        throw phase == reserver && reserver != Waiting
            ? new ArgumentException($"The same {GetType().Name} is passed to {function} twice. The function would free its pointer twice.")
            : Closed(function);
    }

    private void Cancel(int reserver)
    {
        Interlocked.CompareExchange(ref _phase, Open, reserver);
        DangerousRelease();
    }

    private bool TryAddRef()
    {
        bool acquired = false;
        try
        {
            DangerousAddRef(ref acquired);
        }
        catch (ObjectDisposedException)
        {
            // The caller throws an exception with a more precise message.
        }

        return acquired;
    }

    private ObjectDisposedException Closed(string? function) =>
        new(
            GetType().Name,
            function is null
                ? $"The {GetType().Name} is closed: it was disposed, or a C function took ownership of its pointer."
                : $"The {GetType().Name} passed to {function} is closed: it was disposed, or a C function took ownership of its pointer."
        );
}
