using System.Runtime.InteropServices;

namespace KoffiGen;

public static unsafe partial class Koffi
{
    /// <summary>Allocates memory for C. It begins with zeros, does not move, and belongs to C# until it is disposed of.</summary>
    /// <typeparam name="T">What C has there: a number, or a struct without references.</typeparam>
    /// <param name="length">How many elements there are.</param>
    /// <param name="alignment">
    /// The alignment in bytes, a power of two. It is needed for what C aligns to more than the type tells: <c>_Alignas</c> on a variable, or a <c>typedef</c> of
    /// numbers. The memory never has less than a generated <typeparamref name="T"/> has in C, nor less than <c>malloc</c> gives.
    /// </param>
    /// <returns>The memory, which the caller disposes of.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="length"/> is 0 or negative, or so many elements don't fit into the address space; or <paramref name="alignment"/> is not a power of two.
    /// </exception>
    /// <exception cref="OutOfMemoryException">There is no such memory.</exception>
    /// <example><code>
    /// using KoffiMemory&lt;int&gt; numbers = Koffi.Alloc&lt;int&gt;(64);
    /// numbers[3] = 42;
    /// Native.keep(numbers.Pointer);
    /// </code></example>
    public static KoffiMemory<T> Alloc<T>(int length = 1, int alignment = 1)
        where T : unmanaged =>
        int.IsPow2(alignment)
            ? KoffiMemory<T>.Allocate(length, alignment, nameof(length))
            : throw new ArgumentOutOfRangeException(nameof(alignment), alignment, "An alignment is a power of two.");

    /// <summary>Allocates a <c>char *</c>: the text as UTF-8, with a NUL at its end. Lone surrogates become U+FFFD.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The bytes, which the caller disposes of.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException">There is a NUL in the text.</exception>
    public static KoffiMemory<byte> AllocUtf8(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        KoffiMemory<byte> memory = Alloc<byte>(TextBuffer.Utf8Length(text, nameof(text)));
        TextBuffer.WriteUtf8(memory.Span, text);
        return memory;
    }

    /// <summary>Allocates a <c>char16_t *</c>: the text as UTF-16, with a NUL at its end. Lone surrogates stay as they are.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The units, which the caller disposes of.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException">There is a NUL in the text.</exception>
    public static KoffiMemory<char> AllocUtf16(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        KoffiMemory<char> memory = Alloc<char>(TextBuffer.Utf16Length(text, nameof(text)));
        TextBuffer.WriteUtf16(memory.Span, text);
        return memory;
    }

    /// <summary>Allocates a <c>char32_t *</c>: the text as UTF-32, with a NUL at its end. Lone surrogates become U+FFFD.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The characters, which the caller disposes of.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException">There is a NUL in the text.</exception>
    public static KoffiMemory<uint> AllocUtf32(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        KoffiMemory<uint> memory = Alloc<uint>(TextBuffer.Utf32Length(text, nameof(text)));
        TextBuffer.WriteUtf32(memory.Span, text);
        return memory;
    }

    /// <summary>
    /// Frees memory with the <c>free</c> of the C runtime: what C allocated with <c>malloc</c> and handed over, or
    /// <see cref="KoffiMemory{T}.Detach"/> gave. On Windows this is ucrtbase's, and memory of another C runtime is freed by a function of the
    /// library that it came from.
    /// </summary>
    /// <param name="address">The memory; NULL is left alone.</param>
    public static void Free(nint address) => NativeMemory.Free((void*)address);
}
