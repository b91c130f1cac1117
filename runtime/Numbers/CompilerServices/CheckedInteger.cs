using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Converts between C# and C integers of different width or sign. A value that does not fit throws before C receives it. Called by
/// generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CheckedInteger
{
    /// <summary>Converts an integer to another type.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">The name of the C# parameter, for messages.</param>
    /// <param name="function">The function or member that has the parameter, for messages.</param>
    /// <returns>The same number in the other type.</returns>
    /// <exception cref="OverflowException">
    /// The value does not fit. The message contains the function, the parameter, the value and the range.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TTo Convert<TFrom, TTo>(TFrom value, string name, string function)
        where TFrom : unmanaged, IBinaryInteger<TFrom>
        where TTo : unmanaged, IBinaryInteger<TTo>, IMinMaxValue<TTo>
    {
        TTo result = TTo.CreateTruncating(value);
        if (TFrom.CreateTruncating(result) != value || TFrom.IsNegative(value) != TTo.IsNegative(result))
        {
            ThrowOverflow(value, name, function, CName<TTo>(), TTo.MinValue, TTo.MaxValue);
        }

        return result;
    }

    /// <summary>Converts an integer to C's <c>long</c>: 32 bits on Windows and on 32-bit systems, 64 bits elsewhere.</summary>
    /// <inheritdoc cref="Convert"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CLong ToCLong<TFrom>(TFrom value, string name, string function)
        where TFrom : unmanaged, IBinaryInteger<TFrom>
    {
        if (Unsafe.SizeOf<CLong>() == sizeof(int))
        {
            int narrow = int.CreateTruncating(value);
            if (TFrom.CreateTruncating(narrow) != value || TFrom.IsNegative(value) != narrow < 0)
            {
                ThrowOverflow(value, name, function, "long", int.MinValue, int.MaxValue);
            }

            return new CLong(narrow);
        }

        long wide = long.CreateTruncating(value);
        if (TFrom.CreateTruncating(wide) != value || TFrom.IsNegative(value) != wide < 0)
        {
            ThrowOverflow(value, name, function, "long", long.MinValue, long.MaxValue);
        }

        return new CLong((nint)wide);
    }

    /// <summary>Converts an integer to C's <c>unsigned long</c>: 32 bits on Windows and on 32-bit systems, 64 bits elsewhere.</summary>
    /// <inheritdoc cref="Convert"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CULong ToCULong<TFrom>(TFrom value, string name, string function)
        where TFrom : unmanaged, IBinaryInteger<TFrom>
    {
        if (Unsafe.SizeOf<CULong>() == sizeof(uint))
        {
            uint narrow = uint.CreateTruncating(value);
            if (TFrom.CreateTruncating(narrow) != value || TFrom.IsNegative(value))
            {
                ThrowOverflow(value, name, function, "unsigned long", uint.MinValue, uint.MaxValue);
            }

            return new CULong(narrow);
        }

        ulong wide = ulong.CreateTruncating(value);
        if (TFrom.CreateTruncating(wide) != value || TFrom.IsNegative(value))
        {
            ThrowOverflow(value, name, function, "unsigned long", ulong.MinValue, ulong.MaxValue);
        }

        return new CULong((nuint)wide);
    }

    /// <summary>Converts a C <c>long</c> to an integer.</summary>
    /// <inheritdoc cref="Convert"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TTo FromCLong<TTo>(CLong value, string name, string function)
        where TTo : unmanaged, IBinaryInteger<TTo>, IMinMaxValue<TTo> => Convert<nint, TTo>(value.Value, name, function);

    /// <summary>Converts a C <c>unsigned long</c> to an integer.</summary>
    /// <inheritdoc cref="Convert"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TTo FromCULong<TTo>(CULong value, string name, string function)
        where TTo : unmanaged, IBinaryInteger<TTo>, IMinMaxValue<TTo> => Convert<nuint, TTo>(value.Value, name, function);

    private static string CName<T>()
        where T : unmanaged =>
        typeof(T) == typeof(nint) ? "intptr_t"
        : typeof(T) == typeof(nuint) ? "size_t"
        : typeof(T) == typeof(char) ? "char16_t"
        : typeof(T) == typeof(sbyte) ? "int8_t"
        : typeof(T) == typeof(byte) ? "uint8_t"
        : typeof(T) == typeof(short) ? "int16_t"
        : typeof(T) == typeof(ushort) ? "uint16_t"
        : typeof(T) == typeof(int) ? "int32_t"
        : typeof(T) == typeof(uint) ? "uint32_t"
        : typeof(T) == typeof(long) ? "int64_t"
        : typeof(T) == typeof(ulong) ? "uint64_t"
        : typeof(T).Name;

    [DoesNotReturn]
    private static void ThrowOverflow<TValue, TLimit>(
        TValue value,
        string name,
        string function,
        string type,
        TLimit lowest,
        TLimit highest
    )
        where TValue : IFormattable
        where TLimit : IFormattable =>
        throw new OverflowException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"In {function}, the value {value} of '{name}' does not fit into the C type {type}, "
                    + $"which ranges from {lowest} to {highest}."
            )
        );
}
