using System.Runtime.InteropServices;

namespace KoffiGen;

/// <summary>Memory of the C runtime at any alignment, and the one function that frees it.</summary>
internal static unsafe class NativeBlock
{
    /// <summary>
    /// The alignment of all memory from <c>malloc</c>, which fits every C type without <c>_Alignas</c> (C23 7.24.4.1): glibc, musl, Apple's libc and ucrtbase
    /// give that of two pointers.
    /// </summary>
    internal static int DefaultAlignment => 2 * sizeof(nint);

    /// <summary>Whether C's <c>free</c> takes such memory. POSIX allows it for all; on Windows, memory from <c>_aligned_malloc</c> needs <c>_aligned_free</c>.</summary>
    internal static bool IsFreedByC(int alignment) => alignment <= DefaultAlignment || !OperatingSystem.IsWindows();

    /// <summary>Allocates memory that begins with zeros.</summary>
    /// <param name="size">How many bytes.</param>
    /// <param name="alignment">A power of two.</param>
    /// <exception cref="OutOfMemoryException">There is no such memory.</exception>
    internal static void* AllocateZeroed(nuint size, int alignment)
    {
        if (alignment <= DefaultAlignment)
        {
            // Some allocators align blocks that are smaller than that to their own size alone.
            return NativeMemory.AllocZeroed(nuint.Max(size, (nuint)alignment));
        }

        void* memory = NativeMemory.AlignedAlloc(size, (nuint)alignment);
        NativeMemory.Clear(memory, size);
        return memory;
    }

    /// <summary>Frees memory from <see cref="AllocateZeroed"/>.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="alignment">The alignment that it was allocated with.</param>
    internal static void Free(void* memory, int alignment)
    {
        if (alignment <= DefaultAlignment)
            NativeMemory.Free(memory);
        else
            NativeMemory.AlignedFree(memory);
    }
}
