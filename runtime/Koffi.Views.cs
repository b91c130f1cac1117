using System.Runtime.CompilerServices;

namespace KoffiGen;

public static unsafe partial class Koffi
{
    /// <summary>C's memory as a span, without a copy. It is as long as the caller says, and valid as long as C keeps the memory.</summary>
    /// <typeparam name="T">What C has there: a number, or a struct without references.</typeparam>
    /// <param name="address">The first element. NULL is an empty span if there are no elements.</param>
    /// <param name="length">How many elements there are. C knows; nothing here does.</param>
    /// <returns>The elements, in place.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is NULL, and <paramref name="length"/> isn't 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public static Span<T> View<T>(nint address, int length)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length == 0)
            return [];

        NullPointer.ThrowIfNull(address);
        return new Span<T>((void*)address, length);
    }

    /// <summary>
    /// C's memory up to an element that is zero, as a span without a copy: numbers that end with 0, pointers (as <c>nint</c>) that end with
    /// NULL, structs that end with one whose bytes are all 0.
    /// </summary>
    /// <typeparam name="T">What C has there: a number, or a struct without references.</typeparam>
    /// <param name="address">The first element.</param>
    /// <returns>The elements before the zero, in place.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is NULL.</exception>
    /// <exception cref="OverflowException">There is no zero within the length that a span can have.</exception>
    public static Span<T> ViewUntilZero<T>(nint address)
        where T : unmanaged
    {
        NullPointer.ThrowIfNull(address);

        // One by one: a vectorised search would read beyond the zero, where there may be no memory.
        T* first = (T*)address;
        int length = 0;
        while (new ReadOnlySpan<byte>(first + length, sizeof(T)).ContainsAnyExcept((byte)0))
            length = checked(length + 1);
        return new Span<T>(first, length);
    }

    /// <summary>Copies elements out of C's memory. <see cref="View"/> has the same without a copy.</summary>
    /// <inheritdoc cref="View"/>
    /// <returns>The elements.</returns>
    public static T[] ReadArray<T>(nint address, int length)
        where T : unmanaged => View<T>(address, length).ToArray();

    /// <summary>Copies a number or a struct out of C's memory. It needs no alignment.</summary>
    /// <typeparam name="T">What C has there: a number, or a struct without references.</typeparam>
    /// <param name="address">Where its first byte is.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is NULL.</exception>
    public static T Read<T>(nint address)
        where T : unmanaged
    {
        NullPointer.ThrowIfNull(address);
        return Unsafe.ReadUnaligned<T>((void*)address);
    }

    /// <summary>Writes a number or a struct into C's memory. It needs no alignment.</summary>
    /// <typeparam name="T">What C has there: a number, or a struct without references.</typeparam>
    /// <param name="address">Where its first byte goes.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is NULL.</exception>
    public static void Write<T>(nint address, T value)
        where T : unmanaged
    {
        NullPointer.ThrowIfNull(address);
        Unsafe.WriteUnaligned((void*)address, value);
    }
}
