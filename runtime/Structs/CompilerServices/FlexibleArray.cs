using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace KoffiGen.CompilerServices;

/// <summary>Accesses elements that another member counts, behind a pointer or at the end of a struct. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class FlexibleArray
{
    /// <summary>Allocates zeroed memory for a struct and the elements at its end.</summary>
    /// <typeparam name="T">The type of the struct.</typeparam>
    /// <typeparam name="TElement">The type of an element.</typeparam>
    /// <param name="offset">The offset of the first element in bytes.</param>
    /// <param name="count">The number of elements.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="OutOfMemoryException">The memory is not available.</exception>
    public static KoffiMemory<T> Allocate<T, TElement>(int offset, int count)
        where T : unmanaged
        where TElement : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ulong bytes = (ulong)offset + ((ulong)count * (ulong)sizeof(TElement));
        if (bytes > nuint.MaxValue)
        {
            throw new InsufficientMemoryException();
        }

        return KoffiMemory<T>.AllocateBytes(nuint.Max((nuint)bytes, (nuint)sizeof(T)));
    }

    /// <summary>Returns a span over the elements at the end of a struct in memory that C# owns.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="offset">The offset of the first element in bytes.</param>
    /// <param name="count">The value of the counter.</param>
    /// <param name="counter">The name of the counter, for messages.</param>
    /// <exception cref="InvalidOperationException">The counter is negative, or larger than the memory allows.</exception>
    public static Span<TElement> Span<T, TElement>(KoffiMemory<T> memory, int offset, long count, string counter)
        where T : unmanaged
        where TElement : unmanaged
    {
        ArgumentNullException.ThrowIfNull(memory);
        long room = memory.ByteLength <= (nuint)offset ? 0 : (long)(memory.ByteLength - (nuint)offset) / sizeof(TElement);
        if (count < 0 || count > room)
        {
            ThrowCounter(count, counter, $"the memory has room for {room}");
        }

        return Span<TElement>(memory.Address, offset, count, counter);
    }

    /// <summary>Returns a span over the elements at the end of a struct in native memory.</summary>
    /// <param name="address">The address of the struct.</param>
    /// <param name="offset">The offset of the first element in bytes.</param>
    /// <param name="count">The value of the counter.</param>
    /// <param name="counter">The name of the counter, for messages.</param>
    /// <exception cref="InvalidOperationException">The counter is negative, or larger than the maximum length of a span.</exception>
    /// <exception cref="NullReferenceException">The pointer is NULL.</exception>
    public static Span<TElement> Span<TElement>(nint address, int offset, long count, string counter)
        where TElement : unmanaged
    {
        if (address == 0)
        {
            throw NullPointer.Dereferenced(typeof(TElement).Name);
        }

        return Span<TElement>(address + offset, count, counter);
    }

    /// <summary>Returns a span over the elements behind a pointer. NULL is allowed if the counter is 0.</summary>
    /// <param name="address">The address of the first element.</param>
    /// <param name="count">The value of the counter.</param>
    /// <param name="counter">The name of the counter, for messages.</param>
    /// <exception cref="InvalidOperationException">The counter is negative, or larger than the maximum length of a span.</exception>
    /// <exception cref="NullReferenceException">The pointer is NULL, and the counter is not 0.</exception>
    public static Span<TElement> Span<TElement>(nint address, long count, string counter)
        where TElement : unmanaged
    {
        if (count is < 0 or > int.MaxValue)
        {
            ThrowCounter(count, counter, $"a span can have 0 to {int.MaxValue}");
        }

        return count == 0 ? default
            : address != 0 ? new Span<TElement>((void*)address, (int)count)
            : throw NullPointer.Dereferenced(typeof(TElement).Name);
    }

    [DoesNotReturn]
    private static void ThrowCounter(long count, string counter, string limit) =>
        throw new InvalidOperationException($"The counter '{counter}' is {count}, but {limit} elements.");
}
