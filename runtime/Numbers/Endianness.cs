using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen;

/// <summary>Converts numbers between the byte order of the machine and a given one. The JIT keeps one case of each <c>switch</c>.</summary>
internal static unsafe class Endianness
{
    internal static T Big<T>(T value)
        where T : unmanaged => BitConverter.IsLittleEndian ? Reverse(value) : value;

    internal static T Little<T>(T value)
        where T : unmanaged => BitConverter.IsLittleEndian ? value : Reverse(value);

    private static T Reverse<T>(T value)
        where T : unmanaged
    {
        switch (sizeof(T))
        {
            case sizeof(byte):
                return value;
            case sizeof(ushort):
                return Unsafe.BitCast<ushort, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, ushort>(value)));
            case sizeof(uint):
                return Unsafe.BitCast<uint, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, uint>(value)));
            case sizeof(ulong):
                return Unsafe.BitCast<ulong, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, ulong>(value)));
            default:
                MemoryMarshal.AsBytes(new Span<T>(ref value)).Reverse();
                return value;
        }
    }
}
