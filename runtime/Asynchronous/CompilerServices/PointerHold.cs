using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>
/// A pointer that stays valid until an asynchronous call has ended, even if its owner is disposed. Called by generated code.
/// </summary>
/// <remarks>The default value represents NULL and holds nothing.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct PointerHold
{
    private IPointerOwner? _owner;

    internal PointerHold(nint value, IPointerOwner? owner)
    {
        Value = value;
        _owner = owner;
    }

    /// <summary>Gets the pointer.</summary>
    public nint Value { get; }

    /// <summary>Holds memory until <see cref="Release"/>.</summary>
    /// <param name="memory">The memory, which is not freed before <see cref="Release"/>; null becomes NULL.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ObjectDisposedException">The memory was freed or its ownership was transferred.</exception>
    public static PointerHold Create<T>(KoffiMemory<T>? memory, string function)
        where T : unmanaged => memory is null ? default : new PointerHold(memory.Hold(function), memory);

    /// <summary>Holds the pointer of a handle until <see cref="Release"/>.</summary>
    /// <param name="handle">The handle, whose disposer is not called before <see cref="Release"/>; null becomes NULL.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    public static PointerHold Create(KoffiHandle? handle, string function) =>
        handle is null ? default : new PointerHold(handle.Acquire(function), handle);

    /// <summary>Releases the pointer. Further calls have no effect.</summary>
    public void Release()
    {
        IPointerOwner? owner = _owner;
        _owner = null;
        owner?.ReleasePointer();
    }
}
