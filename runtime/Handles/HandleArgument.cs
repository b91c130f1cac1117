using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace KoffiGen.CompilerServices;

/// <summary>An opaque pointer on its way into a call: either a bare value, or a handle that stays open until the call is over.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct HandleArgument
{
    private readonly nint _value;
    private readonly KoffiHandle? _owner;

    /// <summary>Passes a value that someone else looks after.</summary>
    public HandleArgument(nint value) => _value = value;

    /// <summary>Passes what a handle owns; null is NULL.</summary>
    public HandleArgument(KoffiHandle? owner) => _owner = owner;

    /// <summary>The pointer. A handle stays open until <see cref="Release"/>.</summary>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Acquire() => _owner is null ? _value : _owner.Acquire();

    /// <summary>Ends what <see cref="Acquire"/> began.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Release() => _owner?.DangerousRelease();

    /// <summary>The pointer, for a function that frees it; see <see cref="KoffiHandle.Consume"/>. There is nothing to release then.</summary>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    public nint Consume(string function) => _owner is null ? _value : _owner.Consume(function);
}
