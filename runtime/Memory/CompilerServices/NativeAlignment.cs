using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace KoffiGen.CompilerServices;

/// <summary>Aligns and checks memory of types that C aligns more strictly than .NET does. Called by generated code.</summary>
/// <remarks>
/// In C, access to a misaligned object is undefined behavior (C23 6.3.2.3 p7). Compilers use instructions that fault on a misaligned
/// address.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class NativeAlignment
{
    /// <summary>Whether the address is a multiple of the alignment. NULL is aligned.</summary>
    /// <param name="address">The address.</param>
    /// <param name="alignment">The alignment in bytes, a power of two.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAligned(void* address, int alignment) => ((nuint)address & (nuint)(alignment - 1)) == 0;

    /// <summary>Returns the first aligned address in <paramref name="memory"/>.</summary>
    /// <typeparam name="T">The type of the object at the address.</typeparam>
    /// <param name="memory">The memory, which has <paramref name="alignment"/> - 1 additional bytes.</param>
    /// <param name="alignment">The alignment in bytes, a power of two.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T* AlignUp<T>(byte* memory, int alignment)
        where T : unmanaged => (T*)(((nuint)memory + (nuint)(alignment - 1)) & ~(nuint)(alignment - 1));

    /// <summary>Copies a variable to an aligned address.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="memory">
    /// Memory for one <typeparamref name="T"/> and <paramref name="alignment"/> - 1 bytes, which lives as long as C uses the copy.
    /// </param>
    /// <param name="alignment">The alignment in bytes, a power of two.</param>
    /// <returns>The address of the copy.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T* Copy<T>(T* variable, byte* memory, int alignment)
        where T : unmanaged
    {
        T* copy = AlignUp<T>(memory, alignment);
        *copy = *variable;
        return copy;
    }

    /// <summary>Converts a pointer into a copy to a pointer into the original variable. Any other pointer is returned unchanged.</summary>
    /// <param name="pointer">The pointer that C returned.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="copy">The aligned copy that C received.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Rebase<T>(nint pointer, T* variable, T* copy)
        where T : unmanaged
    {
        nuint offset = (nuint)(pointer - (nint)copy);
        return offset < (nuint)sizeof(T) ? (nint)variable + (nint)offset : pointer;
    }

    /// <summary>Throws if memory of the caller is misaligned.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="memory">The address of the first element. NULL is allowed.</param>
    /// <param name="alignment">The alignment in bytes, a power of two.</param>
    /// <param name="name">The name of the C# parameter.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ArgumentException">The memory is misaligned.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check<T>(T* memory, int alignment, string name, string function)
        where T : unmanaged
    {
        if (!IsAligned(memory, alignment))
        {
            Throw(memory, alignment, name, function);
        }
    }

    [DoesNotReturn]
    private static void Throw(void* memory, int alignment, string name, string function) =>
        throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{function} requires an address of '{name}' that is a multiple of {alignment} bytes, but it is 0x{(nuint)memory:x}. "
                    + $"Allocate it with Koffi.Alloc<T>(length, {alignment})."
            ),
            name
        );
}
