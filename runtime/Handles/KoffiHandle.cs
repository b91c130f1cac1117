using System.Runtime.InteropServices;

namespace KoffiGen;

/// <summary>
/// Owns an opaque pointer of C, and gives it back with the disposer of its type when it is disposed of, or forgotten. Calls in flight
/// keep it open. Any thread may use it, and may dispose of it; C's own rules about threads still hold.
/// </summary>
/// <remarks>
/// A C function that takes the pointer over, the disposer's own import above all, <em>consumes</em> the handle: it is closed from then on,
/// and nothing is freed twice.
/// </remarks>
public abstract class KoffiHandle : SafeHandle
{
    private int _consumed;

    /// <summary>Makes a handle that holds NULL until <see cref="Initialize"/>.</summary>
    protected KoffiHandle() : base(0, ownsHandle: true)
    {
    }

    /// <summary>The handle holds NULL: there is nothing to give back.</summary>
    public override bool IsInvalid => handle == 0;

    /// <summary>Takes a pointer over. Called once, by what made the handle.</summary>
    /// <exception cref="InvalidOperationException">The handle holds a pointer already.</exception>
    public void Initialize(nint pointer)
    {
        if (handle != 0)
            throw new InvalidOperationException($"This {GetType().Name} holds a pointer already.");
        SetHandle(pointer);
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
        // The reference makes a Dispose on another thread leave the release to us, who then close without one.
        bool acquired = false;
        try
        {
            DangerousAddRef(ref acquired);
        }
        catch (ObjectDisposedException)
        {
            throw Closed(function);
        }

        try
        {
            if (Interlocked.Exchange(ref _consumed, 1) != 0)
                throw Closed(function);

            SetHandleAsInvalid();
            return handle;
        }
        finally
        {
            DangerousRelease();
        }
    }

    internal nint Acquire()
    {
        bool acquired = false;
        try
        {
            DangerousAddRef(ref acquired);
            return handle;
        }
        catch (ObjectDisposedException)
        {
            throw Closed(function: null);
        }
    }

    private ObjectDisposedException Closed(string? function) =>
        new(GetType().Name, function is null
            ? $"The {GetType().Name} is closed: it was disposed of, or a C function took it over."
            : $"The {GetType().Name} passed to '{function}' is closed: it was disposed of, or a C function took it over.");
}
