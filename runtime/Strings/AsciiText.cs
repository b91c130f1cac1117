using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KoffiGen.Strings;

/// <summary>Turns UTF-16 into UTF-8 where both are ASCII, and looks for NULs in the same pass.</summary>
/// <remarks>
/// Units are narrowed with saturation, so that exactly those of ASCII become bytes that are positive as signed numbers, save NUL. Blocks may
/// overlap: the last one ends with the text, and no length leaves a remainder to be done one by one.
/// </remarks>
internal static class AsciiText
{
    /// <summary>The first unit of a string; for an empty one, the NUL behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ref ushort FirstUnit(string text) => ref Unsafe.As<char, ushort>(ref Unsafe.AsRef(in text.GetPinnableReference()));

    /// <summary>Writes one byte for each unit, up to the first that is a NUL or isn't ASCII. Behind it, bytes are undefined.</summary>
    /// <param name="source">The first unit.</param>
    /// <param name="destination">The first of as many bytes.</param>
    /// <param name="length">How many units there are.</param>
    /// <returns>The index of that unit; the length if there is none.</returns>
    internal static nuint Narrow(ref ushort source, ref byte destination, nuint length)
    {
        if (length < 8)
            return NarrowShort(ref source, ref destination, length);

        if (length < 16)
        {
            nuint second = length - 8;
            Vector128<byte> bytes = Vector128.NarrowWithSaturation(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, second));
            Unsafe.WriteUnaligned(ref destination, bytes.AsUInt64().ToScalar());
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, second), bytes.AsUInt64().GetElement(1));
            uint others = Others(bytes);
            return others == 0 ? length : Index(others, 8, second);
        }

        if (Vector256.IsHardwareAccelerated && length >= 32)
            return NarrowLong(ref source, ref destination, length);

        nuint last = length - 16;
        for (nuint i = 0; ; i = Math.Min(i + 16, last))
        {
            Vector128<byte> bytes = Vector128.NarrowWithSaturation(Vector128.LoadUnsafe(ref source, i), Vector128.LoadUnsafe(ref source, i + 8));
            bytes.StoreUnsafe(ref destination, i);
            uint others = Others(bytes);
            if (others != 0)
                return i + (uint)BitOperations.TrailingZeroCount(others);
            if (i == last)
                return length;
        }
    }

    private static nuint NarrowLong(ref ushort source, ref byte destination, nuint length)
    {
        nuint last = length - 32;
        for (nuint i = 0; ; i = Math.Min(i + 32, last))
        {
            Vector256<byte> bytes = Vector256.NarrowWithSaturation(Vector256.LoadUnsafe(ref source, i), Vector256.LoadUnsafe(ref source, i + 16));
            bytes.StoreUnsafe(ref destination, i);
            uint others = ~Vector256.GreaterThan(bytes.AsSByte(), Vector256<sbyte>.Zero).ExtractMostSignificantBits();
            if (others != 0)
                return i + (uint)BitOperations.TrailingZeroCount(others);
            if (i == last)
                return length;
        }
    }

    private static nuint NarrowShort(ref ushort source, ref byte destination, nuint length)
    {
        if (length >= 4)
        {
            nuint second = length - 4;
            Vector128<ushort> units = Vector128.Create(Read<ulong>(ref source, 0), Read<ulong>(ref source, second)).AsUInt16();
            Vector128<byte> bytes = Vector128.NarrowWithSaturation(units, units);
            Unsafe.WriteUnaligned(ref destination, bytes.AsUInt32().ToScalar());
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, second), bytes.AsUInt32().GetElement(1));
            uint others = Others(bytes) & 0xFF;
            return others == 0 ? length : Index(others, 4, second);
        }

        if (length >= 2)
        {
            nuint second = length - 2;
            Vector128<ushort> units = Vector128.Create(Read<uint>(ref source, 0), Read<uint>(ref source, second), 0, 0).AsUInt16();
            Vector128<byte> bytes = Vector128.NarrowWithSaturation(units, units);
            Unsafe.WriteUnaligned(ref destination, bytes.AsUInt16().ToScalar());
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, second), bytes.AsUInt16().GetElement(1));
            uint others = Others(bytes) & 0xF;
            return others == 0 ? length : Index(others, 2, second);
        }

        if (length == 0 || source - 1u >= 0x7F)
            return 0;

        destination = (byte)source;
        return 1;
    }

    /// <summary>A bit for each byte that is a NUL or isn't ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Others(Vector128<byte> bytes) =>
        Vector128.GreaterThan(bytes.AsSByte(), Vector128<sbyte>.Zero).ExtractMostSignificantBits() ^ 0xFFFF;

    /// <summary>Where the lowest bit is in a text of two blocks, the second of which starts elsewhere than the first ends.</summary>
    private static nuint Index(uint bits, uint blockLength, nuint second)
    {
        uint index = (uint)BitOperations.TrailingZeroCount(bits);
        return index < blockLength ? index : second + index - blockLength;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Read<T>(ref ushort source, nuint index) where T : unmanaged =>
        Unsafe.ReadUnaligned<T>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref source, index)));
}
