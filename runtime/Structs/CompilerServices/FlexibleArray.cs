using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace KoffiGen.CompilerServices;

/// <summary>Called by generated code for elements that another member counts: behind a pointer, or at the end of a struct.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class FlexibleArray
{
    /// <summary>Memory for a struct and the elements at its end, all zero.</summary>
    /// <typeparam name="T">The struct.</typeparam>
    /// <typeparam name="TElement">An element.</typeparam>
    /// <param name="offset">Where the elements begin.</param>
    /// <param name="count">How many there are.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="OutOfMemoryException">There is no such memory.</exception>
    public static KoffiMemory<T> Allocate<T, TElement>(int offset, int count)
        where T : unmanaged
        where TElement : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ulong bytes = (ulong)offset + ((ulong)count * (ulong)sizeof(TElement));
        if (bytes > nuint.MaxValue)
            throw new InsufficientMemoryException();
        return KoffiMemory<T>.AllocateBytes(nuint.Max((nuint)bytes, (nuint)sizeof(T)));
    }

    /// <summary>The elements in memory of C#'s.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="offset">Where the elements begin.</param>
    /// <param name="count">How many there are, as the counter says.</param>
    /// <param name="counter">The name of the counter, for the message.</param>
    /// <exception cref="InvalidOperationException">The counter is negative, or counts more than the memory has room for.</exception>
    public static Span<TElement> Span<T, TElement>(KoffiMemory<T> memory, int offset, long count, string counter)
        where T : unmanaged
        where TElement : unmanaged
    {
        ArgumentNullException.ThrowIfNull(memory);
        long room = memory.ByteLength <= (nuint)offset ? 0 : (long)(memory.ByteLength - (nuint)offset) / sizeof(TElement);
        if (count < 0 || count > room)
            ThrowCounter(count, counter, $"the memory has room for {room}");
        return Span<TElement>(memory.Address, offset, count, counter);
    }

    /// <summary>The elements at the end of a struct of C's.</summary>
    /// <param name="address">The struct.</param>
    /// <param name="offset">Where the elements begin.</param>
    /// <param name="count">How many there are, as the counter says.</param>
    /// <param name="counter">The name of the counter, for the message.</param>
    /// <exception cref="InvalidOperationException">The counter is negative, or more than a span can have.</exception>
    /// <exception cref="NullReferenceException">The pointer is NULL.</exception>
    public static Span<TElement> Span<TElement>(nint address, int offset, long count, string counter)
        where TElement : unmanaged
    {
        if (address == 0)
            throw NullPointer.Dereferenced(typeof(TElement).Name);
        return Span<TElement>(address + offset, count, counter);
    }

    /// <summary>The elements behind a pointer; none behind NULL, if there are to be none.</summary>
    /// <param name="address">The first element.</param>
    /// <param name="count">How many there are, as the counter says.</param>
    /// <param name="counter">The name of the counter, for the message.</param>
    /// <exception cref="InvalidOperationException">The counter is negative, or more than a span can have.</exception>
    /// <exception cref="NullReferenceException">The pointer is NULL, and the counter isn't 0.</exception>
    public static Span<TElement> Span<TElement>(nint address, long count, string counter)
        where TElement : unmanaged
    {
        if (count is < 0 or > int.MaxValue)
            ThrowCounter(count, counter, $"a span has 0 to {int.MaxValue}");
        return count == 0 ? default
            : address != 0 ? new Span<TElement>((void*)address, (int)count)
            : throw NullPointer.Dereferenced(typeof(TElement).Name);
    }

    [DoesNotReturn]
    private static void ThrowCounter(long count, string counter, string limit) =>
        throw new InvalidOperationException($"'{counter}' counts {count} elements, but {limit}.");
}
