using System.Runtime.InteropServices;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>
/// Owns an opaque pointer of C, and gives it back with the disposer of its type when it is disposed of, or forgotten. Any thread may use
/// it, and may dispose of it; C's own rules about threads still hold.
/// </summary>
/// <remarks>
/// <para>
/// Calls in flight keep the pointer alive: <see cref="SafeHandle.Dispose()"/> returns at once and refuses new calls, and the last call that
/// began before gives the pointer back, on its own thread.
/// </para>
/// <para>
/// A C function that takes the pointer over, the disposer's own import above all, <em>consumes</em> the handle: it is closed from then on,
/// and nothing is freed twice. Of several threads that dispose of a handle or consume it, exactly one does.
/// </para>
/// <para>
/// Generated subclasses override <see cref="SafeHandle.ReleaseHandle"/> to call the disposer with the field <c>handle</c>. It runs once, for
/// no other value than NULL, and possibly on the finalizer's thread.
/// </para>
/// </remarks>
public abstract class KoffiHandle : SafeHandle, IPointerOwner
{
    private const int Open = 0;
    private const int Ended = -1;

    // Reserved by an asynchronous call.
    private const int Waiting = -2;

    // The instance of a library that has the disposer, and stays loaded until that was called.
    private NativeLibraryInstance? _library;
    private nint _disposer;

    // Or the id of the thread whose call has reserved the handle.
    private int _phase;

    /// <summary>Makes a handle that holds NULL until <see cref="Initialize(nint)"/>: made before the call, it can't be missing after it.</summary>
    protected KoffiHandle()
        : base(0, ownsHandle: true) { }

    /// <summary>Makes a handle that owns a pointer.</summary>
    /// <param name="pointer">The pointer, which nothing else frees; 0 is NULL.</param>
    protected KoffiHandle(nint pointer)
        : base(0, ownsHandle: true) => SetHandle(pointer);

    /// <summary>The handle holds NULL: there is nothing to give back.</summary>
    public override bool IsInvalid => handle == 0;

    /// <summary>Takes a pointer over. Called once, by what made the handle, before other threads see it.</summary>
    /// <param name="pointer">The pointer, which nothing else frees; 0 is NULL.</param>
    /// <exception cref="InvalidOperationException">The handle holds a pointer already. The new one is not taken over.</exception>
    /// <exception cref="ObjectDisposedException">The handle is closed. The pointer is not taken over.</exception>
    public void Initialize(nint pointer)
    {
        if (Volatile.Read(ref _phase) == Ended)
            throw Closed(function: null);
        if (handle != 0)
            throw new InvalidOperationException($"This {GetType().Name} holds a pointer already.");
        SetHandle(pointer);
    }

    /// <summary>Takes a pointer over that an instance of a library gave: the library stays loaded until the pointer is given back.</summary>
    /// <param name="pointer">The pointer, which nothing else frees; 0 is NULL.</param>
    /// <param name="library">The library, in which a call is under way.</param>
    /// <param name="disposer">The address of its function that gives the pointer back; 0 is C's <c>free</c>, or a function of another library.</param>
    /// <exception cref="InvalidOperationException">The handle holds a pointer already. The new one is not taken over.</exception>
    /// <exception cref="ObjectDisposedException">The handle is closed. The pointer is not taken over.</exception>
    public void Initialize(nint pointer, NativeLibraryInstance library, nint disposer)
    {
        ArgumentNullException.ThrowIfNull(library);
        Initialize(pointer);
        if (pointer == 0)
            return;

        library.AddUser();
        _disposer = disposer;
        _library = library;
    }

    /// <summary>
    /// Hands the pointer over to a C function that frees it: the handle is closed, once and for all, and frees nothing itself. What other
    /// threads do with the pointer at that moment C sees as it would see it from C.
    /// </summary>
    /// <param name="function">The C function, for the message.</param>
    /// <returns>The pointer, for that function.</returns>
    /// <exception cref="ObjectDisposedException">The handle was consumed, or disposed of, before.</exception>
    public nint Consume(string function)
    {
        // With a reference of our own, a Dispose that comes now can't be the one that releases.
        if (!TryAddRef())
            throw Closed(function);

        try
        {
            if (Interlocked.CompareExchange(ref _phase, Ended, Open) != Open)
                throw Closed(function);

            SetHandleAsInvalid();
            ReleaseLibrary();
            return handle;
        }
        finally
        {
            DangerousRelease();
        }
    }

    /// <summary>The pointer, which stays alive until <see cref="SafeHandle.DangerousRelease"/>.</summary>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    internal nint Acquire()
    {
        if (!TryAddRef())
            throw Closed(function: null);
        if (Volatile.Read(ref _phase) != Ended)
            return handle;

        // SafeHandle itself lets calls begin as long as others are under way, be it after Dispose.
        DangerousRelease();
        throw Closed(function: null);
    }

    /// <summary>
    /// The first half of <see cref="Consume"/>, for a function that takes several handles over: nobody else can take this one, until
    /// <see cref="Complete"/> or <see cref="Cancel()"/>. A Dispose that comes meanwhile leaves the pointer to whichever of the two it is.
    /// </summary>
    /// <exception cref="ArgumentException">The same call has reserved the handle already.</exception>
    /// <exception cref="ObjectDisposedException">The handle is closed, or another call is taking it over.</exception>
    internal nint Reserve(string function) => Reserve(function, Environment.CurrentManagedThreadId);

    /// <summary>As <see cref="Reserve(string)"/>, for a call that another thread makes: until <see cref="Complete"/> or <see cref="CancelLater"/>, on any thread.</summary>
    /// <exception cref="ObjectDisposedException">The handle is closed, or another call is taking it over.</exception>
    internal nint ReserveForLater(string function) => Reserve(function, Waiting);

    /// <summary>The second half: the pointer is the function's, also if the handle was disposed of meanwhile.</summary>
    internal void Complete()
    {
        Volatile.Write(ref _phase, Ended);
        SetHandleAsInvalid();
        ReleaseLibrary();
        DangerousRelease();
    }

    /// <summary>There is no call: the handle is what it was before <see cref="Reserve(string)"/>; if it was disposed of meanwhile, it is given back now.</summary>
    internal void Cancel() => Cancel(Environment.CurrentManagedThreadId);

    /// <summary>As <see cref="Cancel()"/>, after <see cref="ReserveForLater"/>.</summary>
    internal void CancelLater() => Cancel(Waiting);

    /// <summary>The instance of a library that gave the pointer, and has its disposer; null for one that the whole process shares.</summary>
    protected NativeLibraryInstance? Library => _library;

    /// <summary>The address of the disposer in that instance; 0 where the type's own is meant.</summary>
    protected nint Disposer => _disposer;

    /// <summary>Called at the end of <see cref="SafeHandle.ReleaseHandle"/>: the library need not stay loaded any more.</summary>
    protected void ReleaseLibrary() => Interlocked.Exchange(ref _library, null)?.Exit();

    void IPointerOwner.ReleasePointer() => DangerousRelease();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Volatile.Write(ref _phase, Ended);
        base.Dispose(disposing);
    }

    /// <param name="function">The C function, for the message.</param>
    /// <param name="reserver">The thread of the call, or <see cref="Waiting"/>.</param>
    private nint Reserve(string function, int reserver)
    {
        if (!TryAddRef())
            throw Closed(function);

        int phase = Interlocked.CompareExchange(ref _phase, reserver, Open);
        if (phase == Open)
            return handle;

        DangerousRelease();

        // Between the two halves a call on its own thread runs no code that could begin another.
        throw phase == reserver && reserver != Waiting
            ? new ArgumentException($"The same {GetType().Name} is passed to '{function}' twice, and would be freed twice.")
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
            // The caller's message says more.
        }

        return acquired;
    }

    private ObjectDisposedException Closed(string? function) =>
        new(
            GetType().Name,
            function is null
                ? $"The {GetType().Name} is closed: it was disposed of, or a C function took it over."
                : $"The {GetType().Name} passed to '{function}' is closed: it was disposed of, or a C function took it over."
        );
}
