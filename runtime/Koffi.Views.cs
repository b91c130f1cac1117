using System.Runtime.CompilerServices;

namespace KoffiGen;

public static unsafe partial class Koffi
{
    /// <summary>Returns a span over native memory without copying it. The span is valid until the memory is freed.</summary>
    /// <typeparam name="T">The element type: a number, or a struct without references.</typeparam>
    /// <param name="address">The address of the first element. NULL is allowed if <paramref name="length"/> is 0.</param>
    /// <param name="length">The number of elements. KoffiGen cannot check it.</param>
    /// <returns>A span over the elements.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is NULL and <paramref name="length"/> is not 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public static Span<T> View<T>(nint address, int length)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length == 0)
        {
            return [];
        }

        NullPointer.ThrowIfNull(address);
        return new Span<T>((void*)address, length);
    }

    /// <summary>
    /// Returns a span over native memory up to the first element whose bytes are all zero, without copying it. The terminator is a number
    /// 0, a NULL pointer (with <c>nint</c> elements) or a zeroed struct. The span is valid until the memory is freed.
    /// </summary>
    /// <typeparam name="T">The element type: a number, or a struct without references.</typeparam>
    /// <param name="address">The address of the first element.</param>
    /// <returns>A span over the elements before the terminator.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is NULL.</exception>
    /// <exception cref="OverflowException">No terminator was found within the maximum length of a span.</exception>
    public static Span<T> ViewUntilZero<T>(nint address)
        where T : unmanaged
    {
        NullPointer.ThrowIfNull(address);

        // Elements are compared one at a time: a vectorised search would read beyond the terminator, where memory may not be mapped.
        T* first = (T*)address;
        int length = 0;
        while (new ReadOnlySpan<byte>(first + length, sizeof(T)).ContainsAnyExcept((byte)0))
        {
            length = checked(length + 1);
        }

        return new Span<T>(first, length);
    }

    /// <summary>Copies elements from native memory. <see cref="View"/> returns the same elements without a copy.</summary>
    /// <inheritdoc cref="View"/>
    /// <returns>The elements.</returns>
    public static T[] ReadArray<T>(nint address, int length)
        where T : unmanaged => View<T>(address, length).ToArray();

    /// <summary>Copies a number or a struct from native memory, which need not be aligned.</summary>
    /// <typeparam name="T">The type: a number, or a struct without references.</typeparam>
    /// <param name="address">The address of the first byte.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is NULL.</exception>
    public static T Read<T>(nint address)
        where T : unmanaged
    {
        NullPointer.ThrowIfNull(address);
        return Unsafe.ReadUnaligned<T>((void*)address);
    }

    /// <summary>Copies a number or a struct to native memory, which need not be aligned.</summary>
    /// <typeparam name="T">The type: a number, or a struct without references.</typeparam>
    /// <param name="address">The address of the first byte.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is NULL.</exception>
    public static void Write<T>(nint address, T value)
        where T : unmanaged
    {
        NullPointer.ThrowIfNull(address);
        Unsafe.WriteUnaligned((void*)address, value);
    }
}
