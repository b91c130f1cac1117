using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace KoffiGen.CompilerServices;

/// <summary>Called by generated code where one number of C's counts the elements of several arguments, which must be as long as each other then.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CountedMemory
{
    /// <summary>Refuses memory of another length.</summary>
    /// <param name="length">Its length.</param>
    /// <param name="name">The C# parameter.</param>
    /// <param name="expected">The length of the argument that it is held against.</param>
    /// <param name="other">The C# parameter of that.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckLength(long length, string name, long expected, string other)
    {
        if (length != expected)
            ThrowLength(length, name, expected, other);
    }

    /// <summary>Refuses memory of another length, unless one of the two is empty: C is told NULL then.</summary>
    /// <inheritdoc cref="CheckLength"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckLengthOrNone(long length, string name, long expected, string other)
    {
        if (length != expected && length != 0 && expected != 0)
            ThrowLength(length, name, expected, other);
    }

    /// <summary>How many rows memory has, for a C array of arrays.</summary>
    /// <param name="length">How many elements there are.</param>
    /// <param name="columns">How many elements are in a row.</param>
    /// <param name="name">The C# parameter.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="ArgumentException">The last row is not whole.</exception>
    public static long CountRows(long length, long columns, string name)
    {
        (long rows, long rest) = Math.DivRem(length, columns);
        return rest == 0 ? rows : throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"C takes rows of {columns} elements, but there are {length}."), name);
    }

    [DoesNotReturn]
    private static void ThrowLength(long length, string name, long expected, string other) => throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"C has one count for '{other}' and '{name}', but their lengths are {expected} and {length}."),
        name);
}
