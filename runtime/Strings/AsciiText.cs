using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace KoffiGen;

/// <summary>Turns UTF-16 into UTF-8 where both are ASCII, and looks for NULs in the same pass.</summary>
/// <remarks>
/// Units are narrowed with saturation, so that exactly those of ASCII become bytes that are positive as signed numbers, save NUL.
/// </remarks>
internal static class AsciiText
{
    /// <summary>How many bytes a destination has at least: as many as the widest store, which short text takes once.</summary>
    internal const int SmallestDestination = 32;

    /// <summary>Sixteen of these in a row move a vector by as much as they start away from the middle. Where 0x80 stands, there will be 0.</summary>
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

    /// <summary>The first unit of a string; for an empty one, the NUL behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ref ushort FirstUnit(string text) => ref Unsafe.As<char, ushort>(ref Unsafe.AsRef(in text.GetPinnableReference()));

    /// <summary>
    /// Writes one byte for each unit, up to the first that is a NUL or isn't ASCII, and a NUL if there is none such. Behind that, bytes are
    /// undefined.
    /// </summary>
    /// <param name="source">The first unit of a text that a NUL follows.</param>
    /// <param name="destination">The first byte of <see cref="SmallestDestination"/>, and of more than there are units.</param>
    /// <param name="length">How many units there are.</param>
    /// <returns>The index of that unit; the length if there is none.</returns>
    internal static nuint Narrow(ref ushort source, ref byte destination, nuint length) =>
        length < 8 ? NarrowShortest(ref source, ref destination, length)
        : length < 32 ? NarrowShort(ref source, ref destination, length)
        : Vector256.IsHardwareAccelerated ? NarrowLong(ref source, ref destination, length)
        : NarrowLongByHalves(ref source, ref destination, length);

    // C reads short text right after it is written. A read that spans several writes has to wait until these have left the processor's
    // store buffer, and costs more than the conversion: so the text and its NUL are put together in a register, and written at once. Two
    // blocks cover the text, from its start and up to its end; where they overlap, they are the same.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint NarrowShort(ref ushort source, ref byte destination, nuint length)
    {
        if (length < 16)
        {
            Vector128<byte> first = Narrow(Vector128.LoadUnsafe(ref source));
            Vector128<byte> second = Narrow(Vector128.LoadUnsafe(ref source, length - 8));
            if (!Vector256.IsHardwareAccelerated && BitConverter.IsLittleEndian)
                return WriteHalves(first, second, length - 8, ref destination);

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

        // Empty text is the NUL that it ends with.
        return Write(Narrow(Vector128.CreateScalar(source)), ref destination);
    }

    private static nuint NarrowLong(ref ushort source, ref byte destination, nuint length)
    {
        // The last block ends with the NUL of the text, whatever of it was done before. So no length leaves a remainder, and the loop ends.
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
                return i + (uint)BitOperations.TrailingZeroCount(others);
        }
    }

    // The same where vectors have 128 bits: on Arm, and by default in a NativeAOT program for x64.
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
                return i + (uint)BitOperations.TrailingZeroCount(others);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Narrow(Vector128<ushort> units) => Vector128.NarrowWithSaturation(units, Vector128<ushort>.Zero);

    /// <summary>Moves bytes to higher indices, with zeros in their place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> MoveUp(Vector128<byte> bytes, nuint distance) =>
        Vector128.ShuffleNative(bytes, Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Moves), 16 - distance));

    /// <summary>Moves bytes to lower indices, with zeros in their place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> MoveDown(Vector128<byte> bytes, nuint distance) =>
        Vector128.ShuffleNative(bytes, Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Moves), 16 + distance));

    // Without wide vectors there may be no instruction to move bytes by a distance that is known only now: two numbers are shifted instead.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint WriteHalves(Vector128<byte> first, Vector128<byte> second, nuint distance, ref byte destination)
    {
        ulong lower = first.AsUInt64().ToScalar();
        ulong upper = distance == 0 ? 0 : second.AsUInt64().ToScalar() >> (64 - (8 * (int)distance));
        return Write(Vector128.Create(lower, upper).AsByte(), ref destination);
    }

    /// <summary>Writes less than a vector of text, with zeros behind it.</summary>
    /// <returns>The index of the first byte that is a NUL, be it the last one, or isn't ASCII.</returns>
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

    /// <summary>A bit for each byte that is a NUL or isn't ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Others(Vector128<byte> bytes) =>
        Vector128.LessThanOrEqual(bytes.AsSByte(), Vector128<sbyte>.Zero).ExtractMostSignificantBits();

    /// <summary>A bit for each byte that is a NUL or isn't ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Others(Vector256<byte> bytes) =>
        ~Vector256.GreaterThan(bytes.AsSByte(), Vector256<sbyte>.Zero).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Read<T>(ref ushort source, nuint index)
        where T : unmanaged => Unsafe.ReadUnaligned<T>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref source, index)));
}
