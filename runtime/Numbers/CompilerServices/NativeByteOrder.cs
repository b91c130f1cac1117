using System.Buffers.Binary;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace KoffiGen.CompilerServices;

/// <summary>Integers whose bytes have an order of their own: C's value from .NET's, and back. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NativeByteOrder
{
    /// <summary>The value with its most significant byte first (<c>int16_be_t</c>).</summary>
    public static short Big(short value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <summary>The value with its most significant byte first (<c>uint16_be_t</c>).</summary>
    public static ushort Big(ushort value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <summary>The value with its most significant byte first (<c>int32_be_t</c>).</summary>
    public static int Big(int value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <summary>The value with its most significant byte first (<c>uint32_be_t</c>).</summary>
    public static uint Big(uint value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <summary>The value with its most significant byte first (<c>int64_be_t</c>).</summary>
    public static long Big(long value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <summary>The value with its most significant byte first (<c>uint64_be_t</c>).</summary>
    public static ulong Big(ulong value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <summary>The value with its least significant byte first (<c>int16_le_t</c>).</summary>
    public static short Little(short value) => BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);

    /// <summary>The value with its least significant byte first (<c>uint16_le_t</c>).</summary>
    public static ushort Little(ushort value) => BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);

    /// <summary>The value with its least significant byte first (<c>int32_le_t</c>).</summary>
    public static int Little(int value) => BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);

    /// <summary>The value with its least significant byte first (<c>uint32_le_t</c>).</summary>
    public static uint Little(uint value) => BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);

    /// <summary>The value with its least significant byte first (<c>int64_le_t</c>).</summary>
    public static long Little(long value) => BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);

    /// <summary>The value with its least significant byte first (<c>uint64_le_t</c>).</summary>
    public static ulong Little(ulong value) => BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);

    /// <summary>The bytes in the other order, where the machine's is not the one that is asked for.</summary>
    internal static T Reverse<T>(T value, bool isLittleEndian)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (BitConverter.IsLittleEndian == isLittleEndian)
            return value;

        // One of these remains for each T.
        return Unsafe.SizeOf<T>() switch
        {
            2 => Unsafe.BitCast<ushort, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, ushort>(value))),
            4 => Unsafe.BitCast<uint, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, uint>(value))),
            8 => Unsafe.BitCast<ulong, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, ulong>(value))),
            _ => value,
        };
    }
}
