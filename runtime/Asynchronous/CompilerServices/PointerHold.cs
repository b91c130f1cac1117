using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>Called by generated code: a pointer that an asynchronous call keeps valid until it has ended, whatever becomes of the object that owns it.</summary>
/// <remarks>The default value is NULL, and holds nothing.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct PointerHold
{
    private IPointerOwner? _owner;

    internal PointerHold(nint value, IPointerOwner? owner)
    {
        Value = value;
        _owner = owner;
    }

    /// <summary>The pointer.</summary>
    public nint Value { get; }

    /// <summary>Holds memory; null is NULL.</summary>
    /// <param name="memory">The memory, which is freed after <see cref="Release"/> at the earliest.</param>
    /// <exception cref="ObjectDisposedException">The memory was freed, or given away.</exception>
    public static PointerHold Create<T>(KoffiMemory<T>? memory)
        where T : unmanaged => memory is null ? default : new PointerHold(memory.Hold(), memory);

    /// <summary>Holds what a handle owns; null is NULL.</summary>
    /// <param name="handle">The handle, whose disposer is called after <see cref="Release"/> at the earliest.</param>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    public static PointerHold Create(KoffiHandle? handle) => handle is null ? default : new PointerHold(handle.Acquire(), handle);

    /// <summary>Lets go. Once done, this does nothing.</summary>
    public void Release()
    {
        IPointerOwner? owner = _owner;
        _owner = null;
        owner?.ReleasePointer();
    }
}
