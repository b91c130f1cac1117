using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Computes the lengths that C declares as expressions. A result that needs more than 64 bits throws an exception that names the function
/// and the length. Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LengthArithmetic
{
    /// <summary>Returns an integer that may be negative.</summary>
    /// <param name="value">The integer.</param>
    /// <param name="name">The name of the integer, for messages.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <returns>The same integer.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Integer(long value, string name, string function) => value;

    /// <inheritdoc cref="Integer(long, string, string)"/>
    /// <exception cref="OverflowException">The integer is larger than <see cref="long.MaxValue"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Integer(ulong value, string name, string function) => CountedMemory.LongLength(value, name, function);

    /// <summary>Returns the sum.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="length">The expression and the memory whose length it is, for messages.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <returns>The result.</returns>
    /// <exception cref="OverflowException">The result needs more than 64 bits.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Add(long left, long right, string length, string function)
    {
        long sum = unchecked(left + right);

        // The sum overflows if its sign differs from those of both operands.
        if (((left ^ sum) & (right ^ sum)) < 0)
        {
            ThrowOverflow(length, function);
        }

        return sum;
    }

    /// <summary>Returns the difference.</summary>
    /// <inheritdoc cref="Add"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Subtract(long left, long right, string length, string function)
    {
        long difference = unchecked(left - right);
        if (((left ^ right) & (left ^ difference)) < 0)
        {
            ThrowOverflow(length, function);
        }

        return difference;
    }

    /// <summary>Returns the product.</summary>
    /// <inheritdoc cref="Add"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Multiply(long left, long right, string length, string function)
    {
        long high = Math.BigMul(left, right, out long product);
        if (high != product >> 63)
        {
            ThrowOverflow(length, function);
        }

        return product;
    }

    /// <summary>Returns the quotient of a dividend that is not negative.</summary>
    /// <inheritdoc cref="Add"/>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Divide(long left, long right, string length, string function)
    {
        if (right == 0)
        {
            ThrowDivision(length, function);
        }

        return left / right;
    }

    /// <summary>Returns the remainder of a dividend that is not negative.</summary>
    /// <inheritdoc cref="Divide"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Remainder(long left, long right, string length, string function)
    {
        if (right == 0)
        {
            ThrowDivision(length, function);
        }

        return left % right;
    }

    /// <summary>Returns the left operand, shifted to the left.</summary>
    /// <inheritdoc cref="Add"/>
    /// <exception cref="OverflowException">
    /// The result needs more than 64 bits, or the number of bits is negative or 64 and more.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ShiftLeft(long left, long right, string length, string function)
    {
        long shifted = left << (int)right;
        if ((ulong)right > 63 || shifted >> (int)right != left)
        {
            ThrowOverflow(length, function);
        }

        return shifted;
    }

    /// <summary>Returns the left operand, which is not negative, shifted to the right.</summary>
    /// <inheritdoc cref="ShiftLeft"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ShiftRight(long left, long right, string length, string function)
    {
        if ((ulong)right > 63)
        {
            ThrowOverflow(length, function);
        }

        return left >> (int)right;
    }

    [DoesNotReturn]
    private static void ThrowOverflow(string length, string function) =>
        throw new OverflowException(
            string.Create(CultureInfo.InvariantCulture, $"In {function}, the length {length} needs more than 64 bits.")
        );

    [DoesNotReturn]
    private static void ThrowDivision(string length, string function) =>
        throw new DivideByZeroException(
            string.Create(CultureInfo.InvariantCulture, $"In {function}, the length {length} has a divisor of zero.")
        );
}
