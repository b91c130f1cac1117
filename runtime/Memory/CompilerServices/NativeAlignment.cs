using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Called by generated code for types that C aligns to more bytes than .NET does. An object of such a type at another address is undefined behavior in C
/// (C23 6.3.2.3 p7): compilers use instructions that fault there.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class NativeAlignment
{
    /// <summary>Whether the address is a multiple of the alignment; NULL is.</summary>
    /// <param name="address">The address.</param>
    /// <param name="alignment">A power of two.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAligned(void* address, int alignment) => ((nuint)address & (nuint)(alignment - 1)) == 0;

    /// <summary>Returns the first aligned address from <paramref name="memory"/> on.</summary>
    /// <typeparam name="T">What C has there.</typeparam>
    /// <param name="memory">Memory with room for <paramref name="alignment"/> - 1 bytes in front.</param>
    /// <param name="alignment">A power of two.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T* AlignUp<T>(byte* memory, int alignment)
        where T : unmanaged => (T*)(((nuint)memory + (nuint)(alignment - 1)) & ~(nuint)(alignment - 1));

    /// <summary>Copies a variable that C cannot take where it is.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="memory">Memory for one <typeparamref name="T"/> and <paramref name="alignment"/> - 1 bytes, for as long as C uses the copy.</param>
    /// <param name="alignment">A power of two.</param>
    /// <returns>The copy.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T* Copy<T>(T* variable, byte* memory, int alignment)
        where T : unmanaged
    {
        T* copy = AlignUp<T>(memory, alignment);
        *copy = *variable;
        return copy;
    }

    /// <summary>Returns what C's pointer points to once the copy is gone: of a pointer into the copy, the same place in the variable.</summary>
    /// <param name="pointer">The pointer that C returned.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="copy">What C was given for it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Rebase<T>(nint pointer, T* variable, T* copy)
        where T : unmanaged
    {
        nuint offset = (nuint)(pointer - (nint)copy);
        return offset < (nuint)sizeof(T) ? (nint)variable + (nint)offset : pointer;
    }

    /// <summary>Refuses memory of the caller that C cannot take where it is.</summary>
    /// <typeparam name="T">An element.</typeparam>
    /// <param name="memory">The first element; NULL is left alone.</param>
    /// <param name="alignment">A power of two.</param>
    /// <param name="name">The C# parameter.</param>
    /// <exception cref="ArgumentException">The memory is not aligned.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check<T>(T* memory, int alignment, string name)
        where T : unmanaged
    {
        if (!IsAligned(memory, alignment))
            Throw(memory, alignment, name);
    }

    [DoesNotReturn]
    private static void Throw(void* memory, int alignment, string name) =>
        throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"C expects this memory at a multiple of {alignment} bytes, but it is at 0x{(nuint)memory:x}. Allocate it with Koffi.Alloc<T>(length, {alignment})."
            ),
            name
        );
}
