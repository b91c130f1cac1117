using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>Called by generated code to copy the arrays of a struct into .NET's, and back.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NativeArray
{
    /// <summary>The elements as C# has them.</summary>
    public static bool[] ToBooleans(ReadOnlySpan<NativeBool> array)
    {
        bool[] result = new bool[array.Length];
        for (int index = 0; index < result.Length; index++)
            result[index] = array[index];
        return result;
    }

    /// <summary>Copies elements; what is left of C's array is as it was.</summary>
    /// <param name="array">The elements; null is none.</param>
    /// <param name="destination">C's array.</param>
    /// <param name="member">The member, for the message.</param>
    /// <exception cref="ArgumentException">There are more elements than C's array has.</exception>
    public static void Copy<T>(T[]? array, Span<T> destination, string member)
        where T : unmanaged
    {
        CheckLength(array?.Length ?? 0, destination.Length, member);
        array.CopyTo(destination);
    }

    /// <inheritdoc cref="Copy{T}"/>
    public static void Copy(bool[]? array, Span<NativeBool> destination, string member)
    {
        CheckLength(array?.Length ?? 0, destination.Length, member);
        for (int index = 0; index < array?.Length; index++)
            destination[index] = array[index];
    }

    /// <summary>Throws where there are more elements than C's array has.</summary>
    /// <exception cref="ArgumentException">There are.</exception>
    public static void CheckLength(int length, int capacity, string member)
    {
        if (length > capacity)
            throw new ArgumentException($"There are {length} elements, and '{member}' has {capacity}.", member);
    }

    /// <summary>Refuses to let C read more elements than there are.</summary>
    /// <param name="count">How many the counter says.</param>
    /// <param name="values">The elements; null is NULL, of which C knows that there are none.</param>
    /// <param name="member">The member, for the message.</param>
    /// <exception cref="ArgumentException">The counter says more than there are.</exception>
    public static void CheckCount<T>(int count, T[]? values, string member)
    {
        if (values is not null && count > values.Length)
            throw new ArgumentException($"'{member}' has {values.Length} elements, and its counter says {count}.", member);
    }
}
