using System.Diagnostics.CodeAnalysis;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>
/// A callback that C may keep, and call on any thread, until it is disposed. It stays registered also when nothing in C# refers to it any more: keep it, and dispose of
/// it once C is done. It converts to its delegate, so that it can be passed wherever one can.
/// </summary>
/// <remarks>
/// A call by C after <see cref="Dispose"/> gives C zero or NULL, and is told to <see cref="Koffi.CallbackError"/>, as long as no other registration has taken the place; places are
/// taken in turn. Exceptions go to <see cref="Koffi.CallbackError"/>, too, unless the type's <see cref="KoffiCallbackPolicy"/> is another. Any thread may use a registration, and dispose of it,
/// also while C is calling: <see cref="Dispose"/> does not wait for calls that have begun.
/// </remarks>
/// <typeparam name="TDelegate">The delegate of the callback type.</typeparam>
public sealed class Registered<TDelegate> : IDisposable
    where TDelegate : Delegate
{
    private readonly TDelegate _delegate;
    private CallbackSlot? _slot;
    private nint _context;

    internal Registered(
        CallbackTable<TDelegate> table,
        TDelegate callback,
        Func<Registered<TDelegate>, TDelegate> bind,
        SynchronizationContext? synchronization,
        bool isOnce
    )
    {
        Table = table;
        Callback = callback;
        Synchronization = synchronization;
        IsOnce = isOnce;
        _delegate = bind(this);
    }

    /// <summary>The method that C calls.</summary>
    public TDelegate Callback { get; }

    /// <summary>The C function pointer: C's calling convention and types are those of the callback type.</summary>
    /// <exception cref="ObjectDisposedException">The registration is disposed.</exception>
    public nint Address => Slot.Address;

    /// <summary>What C must pass to the callback as its context pointer; 0 where the callback type has none.</summary>
    /// <exception cref="ObjectDisposedException">The registration is disposed.</exception>
    public nint Context
    {
        get
        {
            _ = Slot;
            return _context;
        }
    }

    /// <summary>The registration has ended: C must not call any more.</summary>
    public bool IsDisposed => Volatile.Read(ref _slot) is null;

    /// <summary>The callback type.</summary>
    internal CallbackTable<TDelegate> Table { get; }

    /// <summary>Where the method is to run; <see langword="null"/> is the thread that C calls on.</summary>
    internal SynchronizationContext? Synchronization { get; }

    /// <summary>C calls once.</summary>
    internal bool IsOnce { get; }

    private CallbackSlot Slot =>
        Volatile.Read(ref _slot)
        ?? throw new ObjectDisposedException(
            Table.Name,
            $"This registration of a '{Table.Name}' is disposed: C cannot be given its address any more."
        );

    /// <summary>The delegate that stands for the registration in calls; called from C#, it calls <see cref="Callback"/>.</summary>
    /// <param name="registration">The registration, or null.</param>
    [return: NotNullIfNotNull(nameof(registration))]
    public static implicit operator TDelegate?(Registered<TDelegate>? registration) => registration?._delegate;

    /// <summary>The C function pointer as an argument of a variadic function; null is NULL. C gets <see cref="Context"/> in an argument of its own.</summary>
    /// <param name="registration">The registration, or null.</param>
    /// <exception cref="ObjectDisposedException">The registration is disposed.</exception>
    public static implicit operator KoffiArgument(Registered<TDelegate>? registration) =>
        registration is null ? default(nint) : KoffiArgument.Memory(registration.Address, registration);

    /// <summary>The delegate that stands for the registration in calls.</summary>
    public TDelegate ToDelegate() => _delegate;

    /// <summary>Ends the registration: from now on C gets zero. Once that is done, it does nothing.</summary>
    public void Dispose() => TryDispose();

    /// <inheritdoc/>
    public override string ToString() => $"{Table.Name} {(Volatile.Read(ref _slot) is { } slot ? $"0x{slot.Address:x}" : "(disposed)")}";

    /// <summary>Ends the registration, unless that is done.</summary>
    internal bool TryDispose()
    {
        if (Interlocked.Exchange(ref _slot, null) is not { } slot)
            return false;

        Table.Release(slot);
        return true;
    }

    // The context is a copy: that of the place becomes another's as soon as the registration ends.
    internal void Begin(CallbackSlot slot)
    {
        _context = slot.Context;
        Volatile.Write(ref _slot, slot);
    }

    /// <summary>What C calls, and what it passes back.</summary>
    internal nint Acquire(out nint context)
    {
        context = _context;
        return Address;
    }
}
