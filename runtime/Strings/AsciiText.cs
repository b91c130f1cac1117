using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace KoffiGen;

/// <summary>Converts ASCII from UTF-16 to UTF-8, and finds NULs in the same pass.</summary>
/// <remarks>
/// UTF-16 code units are narrowed with saturation. The results are positive as signed bytes exactly for the ASCII characters except NUL.
/// </remarks>
internal static class AsciiText
{
    /// <summary>The smallest size of a destination in bytes: that of the widest store, which is used once for a short string.</summary>
    internal const int SmallestDestination = 32;

    /// <summary>
    /// The indexes for a shuffle. Sixteen of them, read at an offset from the middle, move the bytes of a vector by that offset. An index
    /// of 0x80 produces 0.
    /// </summary>
    private static ReadOnlySpan<byte> Moves =>
        [
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            10,
            11,
            12,
            13,
            14,
            15,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
            0x80,
        ];

    /// <summary>Returns a reference to the first code unit of a string; for an empty string, to its terminating NUL.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ref ushort FirstUnit(string text) => ref Unsafe.As<char, ushort>(ref Unsafe.AsRef(in text.GetPinnableReference()));

    /// <summary>
    /// Writes one byte for each code unit up to the first one that is NUL or not ASCII. If there is none, writes a terminating NUL. The
    /// bytes after that are undefined.
    /// </summary>
    /// <param name="source">The first code unit of a string with a terminating NUL.</param>
    /// <param name="destination">
    /// The first of at least <see cref="SmallestDestination"/> bytes, and of more bytes than there are code units.
    /// </param>
    /// <param name="length">The number of code units.</param>
    /// <returns>The index of the first code unit that is NUL or not ASCII; <paramref name="length"/> if there is none.</returns>
    internal static nuint Narrow(ref ushort source, ref byte destination, nuint length) =>
        length < 8 ? NarrowShortest(ref source, ref destination, length)
        : length < 32 ? NarrowShort(ref source, ref destination, length)
        : Vector256.IsHardwareAccelerated ? NarrowLong(ref source, ref destination, length)
        : NarrowLongByHalves(ref source, ref destination, length);

    // C reads a short string immediately after it is written. A read that spans several stores must wait until they have left the
    // processor's store buffer, which takes longer than the conversion. So the string and its NUL are combined in a register and written
    // with one store. Two blocks cover the string, one from its start and one up to its end. Where they overlap, they are equal.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint NarrowShort(ref ushort source, ref byte destination, nuint length)
    {
        if (length < 16)
        {
            Vector128<byte> first = Narrow(Vector128.LoadUnsafe(ref source));
            Vector128<byte> second = Narrow(Vector128.LoadUnsafe(ref source, length - 8));
            if (!Vector256.IsHardwareAccelerated && BitConverter.IsLittleEndian)
            {
                return WriteHalves(first, second, length - 8, ref destination);
            }

            return Write(first | MoveUp(second, length - 8), ref destination);
        }

        nuint last = length - 16;
        Vector128<byte> lower = Vector128.NarrowWithSaturation(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, 8));
        Vector128<byte> upper = Vector128.NarrowWithSaturation(
            Vector128.LoadUnsafe(ref source, last),
            Vector128.LoadUnsafe(ref source, last + 8)
        );
        upper = MoveDown(upper, 32 - length);
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<byte> text = Vector256.Create(lower, upper);
            text.StoreUnsafe(ref destination);
            return (uint)BitOperations.TrailingZeroCount(Others(text));
        }

        lower.StoreUnsafe(ref destination);
        upper.StoreUnsafe(ref destination, 16);
        return (uint)BitOperations.TrailingZeroCount(Others(lower) | (Others(upper) << 16));
    }

    private static nuint NarrowShortest(ref ushort source, ref byte destination, nuint length)
    {
        if (length >= 4)
        {
            Vector128<byte> first = Narrow(Vector128.CreateScalar(Read<ulong>(ref source, 0)).AsUInt16());
            Vector128<byte> second = Narrow(Vector128.CreateScalar(Read<ulong>(ref source, length - 4)).AsUInt16());
            return Write(first | MoveUp(second, length - 4), ref destination);
        }

        if (length >= 2)
        {
            Vector128<byte> first = Narrow(Vector128.CreateScalar(Read<uint>(ref source, 0)).AsUInt16());
            Vector128<byte> second = Narrow(Vector128.CreateScalar(Read<uint>(ref source, length - 2)).AsUInt16());
            return Write(first | MoveUp(second, length - 2), ref destination);
        }

        // An empty string is its terminating NUL.
        return Write(Narrow(Vector128.CreateScalar(source)), ref destination);
    }

    private static nuint NarrowLong(ref ushort source, ref byte destination, nuint length)
    {
        // The last block ends with the NUL of the string and may overlap the previous block. So no length leaves a remainder, and the loop
        // ends.
        nuint last = length - 31;
        for (nuint i = 0; ; i = Math.Min(i + 32, last))
        {
            Vector256<byte> bytes = Vector256.NarrowWithSaturation(
                Vector256.LoadUnsafe(ref source, i),
                Vector256.LoadUnsafe(ref source, i + 16)
            );
            bytes.StoreUnsafe(ref destination, i);
            uint others = Others(bytes);
            if (others != 0)
            {
                return i + (uint)BitOperations.TrailingZeroCount(others);
            }
        }
    }

    // The same loop for 128-bit vectors: on Arm, and by default in a NativeAOT program for x64.
    private static nuint NarrowLongByHalves(ref ushort source, ref byte destination, nuint length)
    {
        nuint last = length - 15;
        for (nuint i = 0; ; i = Math.Min(i + 16, last))
        {
            Vector128<byte> bytes = Vector128.NarrowWithSaturation(
                Vector128.LoadUnsafe(ref source, i),
                Vector128.LoadUnsafe(ref source, i + 8)
            );
            bytes.StoreUnsafe(ref destination, i);
            uint others = Others(bytes);
            if (others != 0)
            {
                return i + (uint)BitOperations.TrailingZeroCount(others);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Narrow(Vector128<ushort> units) => Vector128.NarrowWithSaturation(units, Vector128<ushort>.Zero);

    /// <summary>Moves the bytes to higher indexes, and fills up with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> MoveUp(Vector128<byte> bytes, nuint distance) =>
        Vector128.ShuffleNative(bytes, Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Moves), 16 - distance));

    /// <summary>Moves the bytes to lower indexes, and fills up with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> MoveDown(Vector128<byte> bytes, nuint distance) =>
        Vector128.ShuffleNative(bytes, Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Moves), 16 + distance));

    // Without 256-bit vectors there may be no instruction for a shuffle by variable indexes, so two integers are shifted instead.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint WriteHalves(Vector128<byte> first, Vector128<byte> second, nuint distance, ref byte destination)
    {
        ulong lower = first.AsUInt64().ToScalar();
        ulong upper = distance == 0 ? 0 : second.AsUInt64().ToScalar() >> (64 - (8 * (int)distance));
        return Write(Vector128.Create(lower, upper).AsByte(), ref destination);
    }

    /// <summary>Writes less than a vector of text, followed by zeros.</summary>
    /// <returns>The index of the first byte that is NUL or not ASCII. It can be that of the terminating NUL.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Write(Vector128<byte> text, ref byte destination)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            text.ToVector256().StoreUnsafe(ref destination);
        }
        else
        {
            text.StoreUnsafe(ref destination);
            Vector128<byte>.Zero.StoreUnsafe(ref destination, 16);
        }

        return (uint)BitOperations.TrailingZeroCount(Others(text) | 0x10000);
    }

    /// <summary>Returns a bit for each byte that is NUL or not ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Others(Vector128<byte> bytes) =>
        Vector128.LessThanOrEqual(bytes.AsSByte(), Vector128<sbyte>.Zero).ExtractMostSignificantBits();

    /// <summary>Returns a bit for each byte that is NUL or not ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Others(Vector256<byte> bytes) =>
        ~Vector256.GreaterThan(bytes.AsSByte(), Vector256<sbyte>.Zero).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Read<T>(ref ushort source, nuint index)
        where T : unmanaged => Unsafe.ReadUnaligned<T>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref source, index)));
}
