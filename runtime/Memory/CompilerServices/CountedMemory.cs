using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace KoffiGen.CompilerServices;

/// <summary>Checks arguments whose length C receives or states. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CountedMemory
{
    /// <summary>Throws if two arguments that share one count have different lengths.</summary>
    /// <param name="length">The length of the argument.</param>
    /// <param name="name">The name of the C# parameter.</param>
    /// <param name="expected">The length of the other argument.</param>
    /// <param name="other">The name of the other C# parameter.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckLength(long length, string name, long expected, string other, string function)
    {
        if (length != expected)
        {
            ThrowLength(length, name, expected, other, function);
        }
    }

    /// <summary>
    /// Throws if two arguments that share one count have different lengths and neither is empty. C receives NULL for an empty one.
    /// </summary>
    /// <inheritdoc cref="CheckLength"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckLengthOrNone(long length, string name, long expected, string other, string function)
    {
        if (length != expected && length != 0 && expected != 0)
        {
            ThrowLength(length, name, expected, other, function);
        }
    }

    /// <summary>Throws if an argument is shorter than C requires with <c>T a[static n]</c> (C23 6.7.7.4) or <c>_In_reads_(n)</c>.</summary>
    /// <param name="length">The length of the argument.</param>
    /// <param name="minimum">The length that C requires.</param>
    /// <param name="name">The name of the C# parameter.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <param name="unit">The unit of the lengths.</param>
    /// <exception cref="ArgumentException">The argument is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckMinimum(long length, long minimum, string name, string function, string unit = "elements")
    {
        if (length < minimum)
        {
            ThrowMinimum(length, minimum, name, function, unit);
        }
    }

    /// <summary>
    /// Throws if an argument is shorter than C requires, unless it is empty. C receives NULL then, as <c>T a[n]</c> allows.
    /// </summary>
    /// <inheritdoc cref="CheckMinimum"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckMinimumOrNone(long length, long minimum, string name, string function, string unit = "elements")
    {
        if (length < minimum && length != 0)
        {
            ThrowMinimum(length, minimum, name, function, unit);
        }
    }

    /// <summary>Returns the number of rows of an argument for a C array of arrays.</summary>
    /// <param name="length">The number of elements.</param>
    /// <param name="columns">The number of elements in a row.</param>
    /// <param name="name">The name of the C# parameter.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="ArgumentException">The last row is incomplete.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long CountRows(long length, long columns, string name, string function)
    {
        (long rows, long rest) = Math.DivRem(length, columns);
        if (rest != 0)
        {
            ThrowRow(length, columns, name, function);
        }

        return rows;
    }

    /// <summary>Converts a count that C returned to a length.</summary>
    /// <param name="count">The count.</param>
    /// <param name="name">The name of the value, for messages.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <returns>The length.</returns>
    /// <exception cref="OverflowException">The count is negative or larger than <see cref="int.MaxValue"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length(long count, string name, string function)
    {
        if ((ulong)count > int.MaxValue)
        {
            ThrowCount(count, name, function);
        }

        return (int)count;
    }

    /// <inheritdoc cref="Length(long, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length(ulong count, string name, string function)
    {
        if (count > int.MaxValue)
        {
            ThrowCount(count, name, function);
        }

        return (int)count;
    }

    /// <summary>Converts a count from which a length is computed, or a length in bytes, which may exceed the length of a span.</summary>
    /// <param name="count">The count.</param>
    /// <param name="name">The name of the value, for messages.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <returns>The length.</returns>
    /// <exception cref="OverflowException">The count is negative or larger than <see cref="long.MaxValue"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long LongLength(long count, string name, string function)
    {
        if (count < 0)
        {
            ThrowCount(count, name, function, long.MaxValue);
        }

        return count;
    }

    /// <inheritdoc cref="LongLength(long, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long LongLength(ulong count, string name, string function)
    {
        if (count > long.MaxValue)
        {
            ThrowCount(count, name, function, long.MaxValue);
        }

        return (long)count;
    }

    /// <summary>Copies an array of C strings. NULL becomes null.</summary>
    /// <param name="texts">The address of the first pointer.</param>
    /// <param name="length">The number of pointers.</param>
    /// <param name="encoding">The encoding of the C strings.</param>
    /// <returns>The strings.</returns>
    public static unsafe string?[] ToStrings(void* texts, int length, NativeTextEncoding encoding)
    {
        string?[] strings = new string?[length];
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
    private static void ThrowCount<T>(T count, string name, string function, long largest = int.MaxValue)
        where T : IFormattable =>
        throw new OverflowException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"In {function}, the count {count} of '{name}' is not a length. Lengths range from 0 to {largest}."
            )
        );

    [DoesNotReturn]
    private static void ThrowRow(long length, long columns, string name, string function) =>
        throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{function} expects rows of {columns} elements for '{name}', so {length} elements end with an incomplete row."
            ),
            name
        );

    [DoesNotReturn]
    private static void ThrowMinimum(long length, long minimum, string name, string function, string unit) =>
        throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{function} requires at least {minimum} {unit} of memory for '{name}', but there are {length}."
            ),
            name
        );

    [DoesNotReturn]
    private static void ThrowLength(long length, string name, long expected, string other, string function) =>
        throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{function} has one count for '{other}' and '{name}', but their lengths are {expected} and {length}."
            ),
            name
        );
}
