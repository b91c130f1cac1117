using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>Passes addresses that an object of C# keeps valid to C. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MemoryArgument
{
    /// <summary>Returns the address of the first element. The caller must keep the memory alive until the call ends.</summary>
    /// <param name="memory">The memory; null becomes NULL.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ObjectDisposedException">The memory was freed or its ownership was transferred.</exception>
    public static nint GetAddress<T>(KoffiMemory<T>? memory, string function)
        where T : unmanaged => memory is null ? 0 : memory.GetAddress(function);

    /// <summary>Returns the C function pointer. The caller must keep the registration alive until the call ends.</summary>
    /// <param name="registration">The registration; null becomes NULL.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ObjectDisposedException">The registration is disposed.</exception>
    public static nint GetAddress<TDelegate>(Registered<TDelegate>? registration, string function)
        where TDelegate : Delegate => registration is null ? 0 : registration.Acquire(function, out _);
}
