using System.Runtime.InteropServices;

namespace KoffiGen;

/// <summary>Allocates memory of the C runtime with any alignment, and frees it with the matching function.</summary>
internal static unsafe class NativeBlock
{
    /// <summary>
    /// The alignment of all memory from <c>malloc</c>, which suits every C type without <c>_Alignas</c> (C23 7.24.4.1). In glibc, musl,
    /// Apple's libc and ucrtbase it is twice the size of a pointer.
    /// </summary>
    internal static int DefaultAlignment => 2 * sizeof(nint);

    /// <summary>
    /// Whether C's <c>free</c> accepts such memory. On Windows, memory from <c>_aligned_malloc</c> needs <c>_aligned_free</c>; POSIX has
    /// one function for both.
    /// </summary>
    internal static bool IsFreedByC(int alignment) => alignment <= DefaultAlignment || !OperatingSystem.IsWindows();

    /// <summary>Allocates zeroed memory.</summary>
    /// <param name="size">The size in bytes.</param>
    /// <param name="alignment">The alignment in bytes, a power of two.</param>
    /// <exception cref="OutOfMemoryException">The memory is not available.</exception>
    internal static void* AllocateZeroed(nuint size, int alignment)
    {
        if (alignment <= DefaultAlignment)
        {
            // Some allocators align smaller blocks only to their own size.
            return NativeMemory.AllocZeroed(nuint.Max(size, (nuint)alignment));
        }

        void* memory = NativeMemory.AlignedAlloc(size, (nuint)alignment);
        NativeMemory.Clear(memory, size);
        return memory;
    }

    /// <summary>Frees memory from <see cref="AllocateZeroed"/>.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="alignment">The alignment of the allocation.</param>
    internal static void Free(void* memory, int alignment)
    {
        if (alignment <= DefaultAlignment)
        {
            NativeMemory.Free(memory);
        }
        else
        {
            NativeMemory.AlignedFree(memory);
        }
    }
}
