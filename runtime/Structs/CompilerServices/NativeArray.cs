using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>Copies arrays between C# and the members of a struct. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NativeArray
{
    /// <summary>Converts an array of C <c>bool</c> values.</summary>
    public static bool[] ToBooleans(ReadOnlySpan<NativeBool> array)
    {
        bool[] result = new bool[array.Length];
        for (int index = 0; index < result.Length; index++)
        {
            result[index] = array[index];
        }

        return result;
    }

    /// <summary>Copies an array to a member. The remaining elements of the member are not changed.</summary>
    /// <param name="array">The elements; null copies nothing.</param>
    /// <param name="destination">The array member of the struct.</param>
    /// <param name="member">The name of the member, for messages.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ArgumentException">The array has more elements than the member.</exception>
    public static void Copy<T>(T[]? array, Span<T> destination, string member, string function)
        where T : unmanaged
    {
        CheckLength(array?.Length ?? 0, destination.Length, member, function);
        array.CopyTo(destination);
    }

    /// <inheritdoc cref="Copy{T}"/>
    public static void Copy(bool[]? array, Span<NativeBool> destination, string member, string function)
    {
        CheckLength(array?.Length ?? 0, destination.Length, member, function);
        for (int index = 0; index < array?.Length; index++)
        {
            destination[index] = array[index];
        }
    }

    /// <summary>Throws if an array has more elements than a member.</summary>
    /// <param name="length">The length of the array.</param>
    /// <param name="capacity">The length of the member.</param>
    /// <param name="member">The name of the member, for messages.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ArgumentException">The array has more elements than the member.</exception>
    public static void CheckLength(int length, int capacity, string member, string function)
    {
        if (length > capacity)
        {
            throw new ArgumentException($"The array for {function} has {length} elements, but '{member}' has room for {capacity}.", member);
        }
    }

    /// <summary>Throws if a counter is negative or larger than the number of elements, because C would read beyond their end.</summary>
    /// <param name="count">The value of the counter.</param>
    /// <param name="values">The elements; null is passed as NULL and is not checked.</param>
    /// <param name="member">The name of the member, for messages.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ArgumentException">The counter is negative or larger than the number of elements.</exception>
    public static void CheckCount<T>(long count, T[]? values, string member, string function)
    {
        if (values is not null && (count < 0 || count > values.Length))
        {
            throw new ArgumentException(
                $"The counter of '{member}' for {function} is {count}, but the array has {values.Length} elements.",
                member
            );
        }
    }
}
