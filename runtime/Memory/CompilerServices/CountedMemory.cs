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

    /// <summary>Refuses memory that is shorter than C states, as in <c>T a[static n]</c> (C23 6.7.7.4) or <c>_In_reads_(n)</c>.</summary>
    /// <param name="length">Its length.</param>
    /// <param name="minimum">The length that C states.</param>
    /// <param name="name">The C# parameter.</param>
    /// <param name="unit">What the lengths count.</param>
    /// <exception cref="ArgumentException">The memory is shorter.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckMinimum(long length, long minimum, string name, string unit = "elements")
    {
        if (length < minimum)
            ThrowMinimum(length, minimum, name, unit);
    }

    /// <summary>Refuses memory that is shorter than C states, unless it is empty: C gets NULL then, as <c>T a[n]</c> allows.</summary>
    /// <inheritdoc cref="CheckMinimum"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckMinimumOrNone(long length, long minimum, string name, string unit = "elements")
    {
        // One comparison: of an empty one, the difference is the largest number.
        if ((ulong)(length - 1) < (ulong)(minimum - 1))
            ThrowMinimum(length, minimum, name, unit);
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
        return rest == 0
            ? rows
            : throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"C takes rows of {columns} elements, but there are {length}."),
                name
            );
    }

    /// <summary>A count that C gives as the length of what it counts.</summary>
    /// <param name="count">The count.</param>
    /// <param name="name">Whose value it is.</param>
    /// <returns>The same.</returns>
    /// <exception cref="OverflowException">It is negative, or more than C# counts.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length(long count, string name)
    {
        if ((ulong)count > int.MaxValue)
            ThrowCount(count, name);
        return (int)count;
    }

    /// <inheritdoc cref="Length(long, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length(ulong count, string name)
    {
        if (count > int.MaxValue)
            ThrowCount(count, name);
        return (int)count;
    }

    /// <summary>Copies text that C's pointers lead to, each up to its NUL. NULL becomes null.</summary>
    /// <param name="texts">The first pointer.</param>
    /// <param name="length">How many there are.</param>
    /// <param name="encoding">The width of C's characters.</param>
    /// <returns>The strings.</returns>
    public static unsafe string?[] ToStrings(void* texts, int length, NativeTextEncoding encoding)
    {
        var strings = new string?[length];
        for (int index = 0; index < length; index++)
        {
            void* text = ((void**)texts)[index];
            strings[index] = encoding switch
            {
                NativeTextEncoding.Utf8 => NativeString.FromUtf8((byte*)text),
                NativeTextEncoding.Utf16 => NativeString.FromUtf16((char*)text),
                NativeTextEncoding.Utf32 => NativeString.FromUtf32((uint*)text),
                _ => NativeString.FromWide(text),
            };
        }

        return strings;
    }

    [DoesNotReturn]
    private static void ThrowCount<T>(T count, string name)
        where T : IFormattable =>
        throw new OverflowException(
            string.Create(CultureInfo.InvariantCulture, $"The count {count} of '{name}' is no length, which goes from 0 to {int.MaxValue}.")
        );

    [DoesNotReturn]
    private static void ThrowMinimum(long length, long minimum, string name, string unit) =>
        throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The C function needs at least {minimum} {unit} of memory at '{name}', but there are {length}."
            ),
            name
        );

    [DoesNotReturn]
    private static void ThrowLength(long length, string name, long expected, string other) =>
        throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"C has one count for '{other}' and '{name}', but their lengths are {expected} and {length}."
            ),
            name
        );
}
