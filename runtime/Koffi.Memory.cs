using System.Runtime.InteropServices;

namespace KoffiGen;

public static unsafe partial class Koffi
{
    /// <summary>
    /// Allocates memory that C can use. It is zeroed, has a fixed address, and is owned by the caller until it is disposed.
    /// </summary>
    /// <typeparam name="T">The element type: a number, or a struct without references.</typeparam>
    /// <param name="length">The number of elements.</param>
    /// <param name="alignment">
    /// The alignment in bytes, a power of two. The memory always has at least the alignment of <c>malloc</c> and, for a generated
    /// <typeparamref name="T"/>, that of the C type. A larger value is needed only if C aligns a variable or a <c>typedef</c> of a
    /// number more strictly with <c>_Alignas</c>.
    /// </param>
    /// <returns>The memory. The caller must dispose it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="length"/> is 0, negative or larger than the address space, or <paramref name="alignment"/> is not a power of two.
    /// </exception>
    /// <exception cref="OutOfMemoryException">The memory is not available.</exception>
    /// <example><code>
    /// using KoffiMemory&lt;int&gt; numbers = Koffi.Alloc&lt;int&gt;(64);
    /// numbers[3] = 42;
    /// Native.keep(numbers.Pointer);
    /// </code></example>
    public static KoffiMemory<T> Alloc<T>(int length = 1, int alignment = 1)
        where T : unmanaged =>
        int.IsPow2(alignment)
            ? KoffiMemory<T>.Allocate(length, alignment, nameof(length))
            : throw new ArgumentOutOfRangeException(nameof(alignment), alignment, "The alignment must be a power of two.");

    /// <summary>Allocates a <c>char *</c>: the string as UTF-8 with a terminating NUL. A lone surrogate becomes U+FFFD.</summary>
    /// <param name="text">The string.</param>
    /// <returns>The bytes. The caller must dispose them.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="text"/> contains a NUL.</exception>
    public static KoffiMemory<byte> AllocUtf8(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        KoffiMemory<byte> memory = Alloc<byte>(TextBuffer.Utf8Length(text, nameof(text)));
        TextBuffer.WriteUtf8(memory.Span, text);
        return memory;
    }

    /// <summary>Allocates a <c>char16_t *</c>: the string as UTF-16 with a terminating NUL. Lone surrogates are copied unchanged.</summary>
    /// <param name="text">The string.</param>
    /// <returns>The UTF-16 code units. The caller must dispose them.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="text"/> contains a NUL.</exception>
    public static KoffiMemory<char> AllocUtf16(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        KoffiMemory<char> memory = Alloc<char>(TextBuffer.Utf16Length(text, nameof(text)));
        TextBuffer.WriteUtf16(memory.Span, text);
        return memory;
    }

    /// <summary>Allocates a <c>char32_t *</c>: the string as UTF-32 with a terminating NUL. A lone surrogate becomes U+FFFD.</summary>
    /// <param name="text">The string.</param>
    /// <returns>The UTF-32 code units. The caller must dispose them.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="text"/> contains a NUL.</exception>
    public static KoffiMemory<uint> AllocUtf32(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        KoffiMemory<uint> memory = Alloc<uint>(TextBuffer.Utf32Length(text, nameof(text)));
        TextBuffer.WriteUtf32(memory.Span, text);
        return memory;
    }

    /// <summary>Frees memory with the <c>free</c> function of the C runtime.</summary>
    /// <remarks>
    /// C must have allocated the memory with <c>malloc</c> and transferred ownership of it, or it must come from
    /// <see cref="KoffiMemory{T}.Detach"/>. On Windows, the C runtime is ucrtbase; memory of another C runtime must be freed by a function
    /// of the library that allocated it.
    /// </remarks>
    /// <param name="address">The memory. NULL has no effect.</param>
    public static void Free(nint address) => NativeMemory.Free((void*)address);
}
