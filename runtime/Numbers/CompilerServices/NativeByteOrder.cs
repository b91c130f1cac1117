using System.Buffers.Binary;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Converts integers between the byte order of the machine and a given one, in either direction. Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NativeByteOrder
{
    /// <summary>Converts an <c>int16_be_t</c>, whose most significant byte comes first.</summary>
    public static short Big(short value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <summary>Converts a <c>uint16_be_t</c>, whose most significant byte comes first.</summary>
    public static ushort Big(ushort value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <summary>Converts an <c>int32_be_t</c>, whose most significant byte comes first.</summary>
    public static int Big(int value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <summary>Converts a <c>uint32_be_t</c>, whose most significant byte comes first.</summary>
    public static uint Big(uint value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <summary>Converts an <c>int64_be_t</c>, whose most significant byte comes first.</summary>
    public static long Big(long value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <summary>Converts a <c>uint64_be_t</c>, whose most significant byte comes first.</summary>
    public static ulong Big(ulong value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <summary>Converts an <c>int16_le_t</c>, whose least significant byte comes first.</summary>
    public static short Little(short value) => BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);

    /// <summary>Converts a <c>uint16_le_t</c>, whose least significant byte comes first.</summary>
    public static ushort Little(ushort value) => BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);

    /// <summary>Converts an <c>int32_le_t</c>, whose least significant byte comes first.</summary>
    public static int Little(int value) => BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);

    /// <summary>Converts a <c>uint32_le_t</c>, whose least significant byte comes first.</summary>
    public static uint Little(uint value) => BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);

    /// <summary>Converts an <c>int64_le_t</c>, whose least significant byte comes first.</summary>
    public static long Little(long value) => BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);

    /// <summary>Converts a <c>uint64_le_t</c>, whose least significant byte comes first.</summary>
    public static ulong Little(ulong value) => BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);

    /// <summary>Reverses the bytes unless the machine has the given byte order.</summary>
    internal static T Reverse<T>(T value, bool isLittleEndian)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (BitConverter.IsLittleEndian == isLittleEndian)
        {
            return value;
        }

        // The JIT compiler keeps one case for each type.
        return Unsafe.SizeOf<T>() switch
        {
            2 => Unsafe.BitCast<ushort, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, ushort>(value))),
            4 => Unsafe.BitCast<uint, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, uint>(value))),
            8 => Unsafe.BitCast<ulong, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, ulong>(value))),
            _ => value,
        };
    }
}
