using System.Diagnostics.CodeAnalysis;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>
/// A registered callback: C may keep it and invoke it on any thread until it is disposed. It converts to its delegate, so it can be passed
/// wherever the delegate can.
/// </summary>
/// <remarks>
/// <para>The registration stays valid if nothing in C# refers to it. Keep it, and dispose it when C no longer uses the callback.</para>
/// <para>
/// If C invokes the callback after <see cref="Dispose"/>, it receives zero or NULL and <see cref="Koffi.CallbackError"/> is raised,
/// unless another registration has reused the slot. Slots are reused in turn. An exception of the callback raises
/// <see cref="Koffi.CallbackError"/>, too, unless the type has another <see cref="KoffiCallbackPolicy"/>.
/// </para>
/// <para>
/// Any thread may use and dispose a registration, also during an invocation. <see cref="Dispose"/> does not wait for invocations that
/// have begun.
/// </para>
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

    /// <summary>Gets the method that C invokes.</summary>
    public TDelegate Callback { get; }

    /// <summary>Gets the C function pointer, which has the calling convention and the types of the callback type.</summary>
    /// <exception cref="ObjectDisposedException">The registration is disposed.</exception>
    public nint Address => Slot.Address;

    /// <summary>Gets the value that C must pass to the callback as its context pointer; 0 if the callback type has none.</summary>
    /// <exception cref="ObjectDisposedException">The registration is disposed.</exception>
    public nint Context
    {
        get
        {
            _ = Slot;
            return _context;
        }
    }

    /// <summary>Whether the registration is disposed. C must not invoke the callback any more.</summary>
    public bool IsDisposed => Volatile.Read(ref _slot) is null;

    internal CallbackTable<TDelegate> Table { get; }

    /// <summary>The context that runs the method, or null to run it on the thread that C uses.</summary>
    internal SynchronizationContext? Synchronization { get; }

    /// <summary>Whether the first invocation ends the registration.</summary>
    internal bool IsOnce { get; }

    private CallbackSlot Slot => Volatile.Read(ref _slot) ?? throw Disposed("C");

    /// <summary>
    /// Returns the delegate that represents the registration in calls. When C# invokes it, it invokes <see cref="Callback"/>.
    /// </summary>
    /// <param name="registration">The registration, or null.</param>
    [return: NotNullIfNotNull(nameof(registration))]
    public static implicit operator TDelegate?(Registered<TDelegate>? registration) => registration?._delegate;

    /// <summary>
    /// Converts the C function pointer to an argument of a variadic function; null becomes NULL. Pass <see cref="Context"/> as an argument
    /// of its own.
    /// </summary>
    /// <param name="registration">The registration, or null.</param>
    /// <exception cref="ObjectDisposedException">The registration is disposed.</exception>
    public static implicit operator KoffiArgument(Registered<TDelegate>? registration) =>
        registration is null ? default(nint) : KoffiArgument.Memory(registration.Address, registration);

    /// <summary>Returns the delegate that represents the registration in calls.</summary>
    public TDelegate ToDelegate() => _delegate;

    /// <summary>Ends the registration. If C invokes the callback afterwards, it receives zero. Further calls have no effect.</summary>
    public void Dispose() => TryDispose();

    /// <inheritdoc/>
    public override string ToString() => $"{Table.Name} {(Volatile.Read(ref _slot) is { } slot ? $"0x{slot.Address:x}" : "(disposed)")}";

    /// <summary>Ends the registration, and returns whether it had not ended before.</summary>
    internal bool TryDispose()
    {
        if (Interlocked.Exchange(ref _slot, null) is not { } slot)
        {
            return false;
        }

        Table.Release(slot);
        return true;
    }

    // The context is copied: the slot gets a new one when the registration ends.
    internal void Begin(CallbackSlot slot)
    {
        _context = slot.Context;
        Volatile.Write(ref _slot, slot);
    }

    /// <summary>Returns the function pointer and the context pointer for C.</summary>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <param name="context">The context pointer.</param>
    /// <exception cref="ObjectDisposedException">The registration is disposed.</exception>
    internal nint Acquire(string function, out nint context)
    {
        context = _context;
        return Volatile.Read(ref _slot) is { } slot ? slot.Address : throw Disposed(function);
    }

    private ObjectDisposedException Disposed(string function) =>
        new(Table.Name, $"The registration of a '{Table.Name}' callback is disposed, so its address cannot be passed to {function}.");
}
