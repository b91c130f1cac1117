using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace KoffiGen.Strings;

/// <summary>Turns UTF-16 into UTF-8 where both are ASCII, and looks for NULs in the same pass.</summary>
internal static class AsciiText
{
    /// <summary>
    /// Writes one byte for each unit, if all are ASCII and none is NUL. For such a unit, and for no other, neither <c>v</c> nor
    /// <c>v - 1</c> has a bit above the lowest seven.
    /// </summary>
    /// <returns>False if not all are so; the destination is undefined then.</returns>
    internal static bool TryNarrow(ref ushort source, ref byte destination, nuint length)
    {
        const ushort above = 0xFF80;
        const ulong aboveInAll = 0xFF80FF80FF80FF80, oneInAll = 0x0001000100010001;

        // Blocks may overlap: the last one ends with the text. So no length leaves a remainder.
        if (length >= (nuint)Vector128<ushort>.Count)
        {
            if (Vector256.IsHardwareAccelerated && length >= 2 * (nuint)Vector256<ushort>.Count)
                return TryNarrowLong(ref source, ref destination, length);

            nuint last = length - (nuint)Vector128<ushort>.Count;
            for (nuint i = 0; ; i = Math.Min(i + (nuint)Vector128<ushort>.Count, last))
            {
                Vector128<ushort> block = Vector128.LoadUnsafe(ref source, i);
                if (((block | (block - Vector128<ushort>.One)) & Vector128.Create(above)) != Vector128<ushort>.Zero)
                    return false;
                Vector128.Narrow(block, block).GetLower().StoreUnsafe(ref destination, i);
                if (i == last)
                    return true;
            }
        }

        if (length >= 4)
        {
            // A NUL borrows from its neighbour, and that may only make a good text look bad in a block that is bad in any case.
            nuint last = length - 4;
            ulong first = ReadFour(ref source, 0);
            ulong second = ReadFour(ref source, last);
            if ((((first | (first - oneInAll)) | (second | (second - oneInAll))) & aboveInAll) != 0)
                return false;
            WriteFour(ref destination, 0, first);
            WriteFour(ref destination, last, second);
            return true;
        }

        for (nuint i = 0; i < length; i++)
        {
            uint unit = Unsafe.Add(ref source, i);
            if (unit - 1 >= 0x7F)
                return false;
            Unsafe.Add(ref destination, i) = (byte)unit;
        }

        return true;
    }

    private static bool TryNarrowLong(ref ushort source, ref byte destination, nuint length)
    {
        const ushort above = 0xFF80;

        nuint last = length - (nuint)Vector256<byte>.Count;
        for (nuint i = 0; ; i = Math.Min(i + (nuint)Vector256<byte>.Count, last))
        {
            Vector256<ushort> lower = Vector256.LoadUnsafe(ref source, i);
            Vector256<ushort> upper = Vector256.LoadUnsafe(ref source, i + (nuint)Vector256<ushort>.Count);
            Vector256<ushort> bits = lower | (lower - Vector256<ushort>.One) | upper | (upper - Vector256<ushort>.One);
            if ((bits & Vector256.Create(above)) != Vector256<ushort>.Zero)
                return false;
            Vector256.Narrow(lower, upper).StoreUnsafe(ref destination, i);
            if (i == last)
                return true;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ReadFour(ref ushort source, nuint index) =>
        Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref source, index)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteFour(ref byte destination, nuint index, ulong units)
    {
        Vector128<ushort> block = Vector128.CreateScalar(units).AsUInt16();
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, index), Vector128.Narrow(block, block).AsUInt32().ToScalar());
    }
}
