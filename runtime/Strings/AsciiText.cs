using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KoffiGen.Strings;

/// <summary>Turns UTF-16 into UTF-8 where both are ASCII, and looks for NULs in the same pass.</summary>
/// <remarks>
/// Units are narrowed with saturation, so that exactly those of ASCII become bytes that are positive as signed numbers, save NUL.
/// </remarks>
internal static class AsciiText
{
    /// <summary>How many bytes a destination has at least: as many as the widest store, which short text takes once.</summary>
    internal const int SmallestDestination = 32;

    /// <summary>The first unit of a string; for an empty one, the NUL behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ref ushort FirstUnit(string text) => ref Unsafe.As<char, ushort>(ref Unsafe.AsRef(in text.GetPinnableReference()));

    /// <summary>
    /// Writes one byte for each unit, up to the first that is a NUL or isn't ASCII, and a NUL if there is none such. Behind that, bytes are
    /// undefined.
    /// </summary>
    /// <param name="source">The first unit.</param>
    /// <param name="destination">The first byte of <see cref="SmallestDestination"/>, and of more than there are units.</param>
    /// <param name="length">How many units there are.</param>
    /// <returns>The index of that unit; the length if there is none.</returns>
    internal static nuint Narrow(ref ushort source, ref byte destination, nuint length) =>
        length < 8 ? NarrowShortest(ref source, ref destination, length) :
        length < 32 ? NarrowShort(ref source, ref destination, length) :
        NarrowLong(ref source, ref destination, length);

    // C reads short text right after it is written. A read that spans several writes has to wait until these have left the processor's
    // store buffer, and costs more than the conversion: so the text and its NUL are put together in a register, and written at once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint NarrowShort(ref ushort source, ref byte destination, nuint length)
    {
        if (length < 16)
        {
            Vector128<byte> halves = Vector128.NarrowWithSaturation(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, length - 8));
            return Write(Join(halves, Vector128.Create(0, ulong.MaxValue).AsByte(), 16 - length), ref destination);
        }

        nuint last = length - 16;
        Vector128<byte> lower = Vector128.NarrowWithSaturation(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, 8));
        Vector128<byte> upper = Vector128.NarrowWithSaturation(Vector128.LoadUnsafe(ref source, last), Vector128.LoadUnsafe(ref source, last + 8));
        Vector256<byte> text = Vector256.Create(lower, Join(upper, Vector128<byte>.AllBitsSet, 32 - length));
        text.StoreUnsafe(ref destination);
        return (uint)BitOperations.TrailingZeroCount(Others(text));
    }

    private static nuint NarrowShortest(ref ushort source, ref byte destination, nuint length)
    {
        if (length >= 4)
        {
            Vector128<ushort> units = Vector128.Create(Read<ulong>(ref source, 0), Read<ulong>(ref source, length - 4)).AsUInt16();
            Vector128<byte> bytes = Vector128.NarrowWithSaturation(units, Vector128<ushort>.Zero);
            return Write(Join(bytes, Vector128.Create(0, uint.MaxValue, 0, 0).AsByte(), 8 - length), ref destination);
        }

        if (length >= 2)
        {
            Vector128<ushort> units = Vector128.Create(Read<uint>(ref source, 0), Read<uint>(ref source, length - 2), 0, 0).AsUInt16();
            Vector128<byte> bytes = Vector128.NarrowWithSaturation(units, Vector128<ushort>.Zero);
            return Write(Join(bytes, Vector128.Create(0, ushort.MaxValue, 0, 0, 0, 0, 0, 0).AsByte(), 4 - length), ref destination);
        }

        // Empty text is the NUL that it ends with.
        Vector128<ushort> unit = Vector128.CreateScalar(length == 0 ? (ushort)0 : source);
        return Write(Vector128.NarrowWithSaturation(unit, Vector128<ushort>.Zero), ref destination);
    }

    private static nuint NarrowLong(ref ushort source, ref byte destination, nuint length)
    {
        // The last block overlaps the one before it and ends with the text, so that no length leaves a remainder.
        nuint last = length - 32;
        for (nuint i = 0; ; i = Math.Min(i + 32, last))
        {
            Vector256<byte> bytes = Vector256.NarrowWithSaturation(Vector256.LoadUnsafe(ref source, i), Vector256.LoadUnsafe(ref source, i + 16));
            bytes.StoreUnsafe(ref destination, i);
            uint others = Others(bytes);
            if (others != 0)
                return i + (uint)BitOperations.TrailingZeroCount(others);
            if (i == last)
                break;
        }

        Unsafe.Add(ref destination, length) = 0;
        return length;
    }

    /// <summary>
    /// Closes the gap between two blocks of bytes that overlap in the text: takes the bytes of the second from so much further on, and zero
    /// behind the end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Join(Vector128<byte> blocks, Vector128<byte> second, nuint overlap) =>
        Vector128.Shuffle(blocks, Vector128<byte>.Indices + (Vector128.Create((byte)overlap) & second));

    /// <summary>Writes less than a vector of text, with zeros behind it.</summary>
    /// <returns>The index of the first byte that is a NUL, be it the last one, or isn't ASCII.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Write(Vector128<byte> text, ref byte destination)
    {
        Vector256.Create(text, Vector128<byte>.Zero).StoreUnsafe(ref destination);
        return (uint)BitOperations.TrailingZeroCount(~Vector128.GreaterThan(text.AsSByte(), Vector128<sbyte>.Zero).ExtractMostSignificantBits());
    }

    /// <summary>A bit for each byte that is a NUL or isn't ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Others(Vector256<byte> bytes) =>
        ~Vector256.GreaterThan(bytes.AsSByte(), Vector256<sbyte>.Zero).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Read<T>(ref ushort source, nuint index) where T : unmanaged =>
        Unsafe.ReadUnaligned<T>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref source, index)));
}
