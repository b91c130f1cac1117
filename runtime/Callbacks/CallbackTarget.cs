using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>
/// What a delegate is closed over that stands for something which C can call as it is: a registration, or a function of C's. A call passes on what C calls,
/// and needs no callback of its own.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CallbackTarget
{
    private protected CallbackTarget()
    {
    }

    /// <summary>
    /// Whether the delegate is the one that stands for this. Others can be closed over it, too: several delegates in one, of which it is the last, or another method of a registration.
    /// </summary>
    internal abstract bool IsBehind(Delegate callback);

    /// <summary>What C calls.</summary>
    /// <param name="context">What C passes with it, where the callback type has a context pointer.</param>
    internal abstract nint Acquire(out nint context);
}

/// <summary>A function of C's, as the target of a delegate.</summary>
/// <param name="address">The function.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NativeFunctionTarget(nint address) : CallbackTarget
{
    /// <summary>The function.</summary>
    public nint Address { get; } = address;

    internal override bool IsBehind(Delegate callback) => callback.HasSingleTarget;

    internal override nint Acquire(out nint context)
    {
        context = 0;
        return Address;
    }
}
