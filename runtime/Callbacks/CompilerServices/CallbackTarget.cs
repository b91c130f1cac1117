using System.ComponentModel;

#pragma warning disable RS0022 // Only generated code derives from these types.

namespace KoffiGen.CompilerServices;

/// <summary>
/// The target of a delegate that represents a registration or a C function. A call passes the existing function pointer to C and needs no
/// transient callback.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CallbackTarget
{
    private protected CallbackTarget() { }

    /// <summary>
    /// Whether the delegate represents this target. Other delegates can also have it as their target: a multicast delegate that ends with
    /// it, or another method of a registration.
    /// </summary>
    internal abstract bool IsBehind(Delegate callback);

    /// <summary>Returns the C function pointer.</summary>
    /// <param name="table">The callback type that C uses to invoke the function.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <param name="context">The context pointer that C must pass, if the callback type has one.</param>
    /// <exception cref="ArgumentException">The C signatures differ.</exception>
    internal abstract nint Acquire(CallbackTable table, string function, out nint context);

    /// <summary>
    /// Whether C invokes the table's callbacks with the given signature. One delegate type can belong to several C types.
    /// </summary>
    private protected static bool IsCalledBy(CallbackTable table, string signature) =>
        ReferenceEquals(table.Signature, signature) || table.Signature == signature;

    private protected static ArgumentException Mismatch(CallbackTable table, string signature, string callback, string function) =>
        new(
            $"{callback} passed to {function} has the C signature '{signature}', but a '{table.Name}' is called as '{table.Signature}'. "
                + $"Pass a method, or register one as '{table.Name}'."
        );
}

/// <summary>
/// The target of a delegate that represents a C function. Generated code derives from it and adds the method that calls the function.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class NativeFunctionTarget : CallbackTarget
{
    private readonly string _signature;

    /// <summary>Creates the target for a function.</summary>
    /// <param name="address">The address of the function.</param>
    /// <param name="signature">The calling convention and the native types of the function.</param>
    protected NativeFunctionTarget(nint address, string signature)
    {
        Address = address;
        _signature = signature;
    }

    /// <summary>Gets the address of the function.</summary>
    public nint Address { get; }

    internal override bool IsBehind(Delegate callback) => callback.HasSingleTarget;

    internal override nint Acquire(CallbackTable table, string function, out nint context)
    {
        if (!IsCalledBy(table, _signature))
        {
            throw Mismatch(table, _signature, $"The C function at 0x{Address:x}", function);
        }

        context = 0;
        return Address;
    }
}

/// <summary>
/// The target of a delegate that represents a registration. Generated code derives from it and adds the method with the delegate's
/// signature.
/// </summary>
/// <typeparam name="TDelegate">The delegate of the callback type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RegistrationTarget<TDelegate> : CallbackTarget
    where TDelegate : Delegate
{
    private readonly Registered<TDelegate> _registration;

    /// <summary>Creates the target for a registration.</summary>
    /// <param name="registration">The registration.</param>
    protected RegistrationTarget(Registered<TDelegate> registration)
    {
        ArgumentNullException.ThrowIfNull(registration);
        _registration = registration;
        Callback = registration.Callback;
    }

    /// <summary>Gets the registered method.</summary>
    protected TDelegate Callback { get; }

    internal override bool IsBehind(Delegate callback) => callback == (Delegate?)_registration.ToDelegate();

    internal override nint Acquire(CallbackTable table, string function, out nint context)
    {
        if (!IsCalledBy(table, _registration.Table.Signature))
        {
            throw Mismatch(table, _registration.Table.Signature, $"The registration of a '{_registration.Table.Name}'", function);
        }

        return _registration.Acquire(function, out context);
    }
}
