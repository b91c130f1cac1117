using System.ComponentModel;

#pragma warning disable RS0022 // Generated code derives from what is here, and nothing else does.

namespace KoffiGen.CompilerServices;

/// <summary>
/// What a delegate is closed over that stands for something which C can call as it is: a registration, or a function of C's. A call passes on what C calls,
/// and needs no callback of its own.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CallbackTarget
{
    private protected CallbackTarget() { }

    /// <summary>
    /// Whether the delegate is the one that stands for this. Others can be closed over it, too: several delegates in one, of which it is the last, or another method of a registration.
    /// </summary>
    internal abstract bool IsBehind(Delegate callback);

    /// <summary>What C calls.</summary>
    /// <param name="table">The callback type that it is to stand for.</param>
    /// <param name="context">What C passes with it, where the callback type has a context pointer.</param>
    /// <exception cref="ArgumentException">C would call it as what it is not.</exception>
    internal abstract nint Acquire(CallbackTable table, out nint context);

    /// <summary>Whether C would call what it is given as what that is: a delegate can be one for several C types.</summary>
    private protected static bool IsCalledBy(CallbackTable table, string signature) =>
        ReferenceEquals(table.Signature, signature) || table.Signature == signature;

    private protected static ArgumentException Mismatch(CallbackTable table, string signature, string what) =>
        new(
            $"{what} is called as '{signature}', and C calls a '{table.Name}' as '{table.Signature}'. Pass a method, or register one as '{table.Name}'."
        );
}

/// <summary>A function of C's, as the target of a delegate. Generated code adds the method that calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class NativeFunctionTarget : CallbackTarget
{
    private readonly string _signature;

    /// <summary>Wraps a function.</summary>
    /// <param name="address">The function.</param>
    /// <param name="signature">What C calls: the convention, and the types that travel.</param>
    protected NativeFunctionTarget(nint address, string signature)
    {
        Address = address;
        _signature = signature;
    }

    /// <summary>The function.</summary>
    public nint Address { get; }

    internal override bool IsBehind(Delegate callback) => callback.HasSingleTarget;

    internal override nint Acquire(CallbackTable table, out nint context)
    {
        if (!IsCalledBy(table, _signature))
            throw Mismatch(table, _signature, $"The function at 0x{Address:x}");

        context = 0;
        return Address;
    }
}

/// <summary>A registration, as the target of the delegate that stands for it. Generated code adds the method that has the delegate's signature.</summary>
/// <typeparam name="TDelegate">The delegate of the callback type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RegistrationTarget<TDelegate> : CallbackTarget
    where TDelegate : Delegate
{
    private readonly Registered<TDelegate> _registration;

    /// <summary>Wraps a registration.</summary>
    /// <param name="registration">The registration.</param>
    protected RegistrationTarget(Registered<TDelegate> registration)
    {
        ArgumentNullException.ThrowIfNull(registration);
        _registration = registration;
        Callback = registration.Callback;
    }

    /// <summary>The method that is registered.</summary>
    protected TDelegate Callback { get; }

    internal override bool IsBehind(Delegate callback) => callback == (Delegate?)_registration.ToDelegate();

    internal override nint Acquire(CallbackTable table, out nint context)
    {
        if (!IsCalledBy(table, _registration.Table.Signature))
            throw Mismatch(table, _registration.Table.Signature, $"This registration of a '{_registration.Table.Name}'");

        return _registration.Acquire(out context);
    }
}
