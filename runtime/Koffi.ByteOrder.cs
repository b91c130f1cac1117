using System.Numerics;

namespace KoffiGen;

public static unsafe partial class Koffi
{
    /// <summary>
    /// Reads a big-endian number, which need not be aligned. The most significant byte comes first, as in network protocols.
    /// </summary>
    /// <typeparam name="T">The type of the number, which determines its size.</typeparam>
    /// <param name="address">The address of the first byte.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is NULL.</exception>
    /// <example><code>uint width = Koffi.ReadBigEndian&lt;uint&gt;(header + 16);</code></example>
    public static T ReadBigEndian<T>(nint address)
        where T : unmanaged, IBinaryNumber<T> => Endianness.Big(Read<T>(address));

    /// <summary>Reads a little-endian number, which need not be aligned. The least significant byte comes first.</summary>
    /// <inheritdoc cref="ReadBigEndian"/>
    public static T ReadLittleEndian<T>(nint address)
        where T : unmanaged, IBinaryNumber<T> => Endianness.Little(Read<T>(address));

    /// <summary>
    /// Writes a big-endian number to an address that need not be aligned. The most significant byte comes first, as in network protocols.
    /// </summary>
    /// <typeparam name="T">The type of the number, which determines its size.</typeparam>
    /// <param name="address">The address of the first byte.</param>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is NULL.</exception>
    public static void WriteBigEndian<T>(nint address, T value)
        where T : unmanaged, IBinaryNumber<T> => Write(address, Endianness.Big(value));

    /// <summary>Writes a little-endian number to an address that need not be aligned. The least significant byte comes first.</summary>
    /// <inheritdoc cref="WriteBigEndian"/>
    public static void WriteLittleEndian<T>(nint address, T value)
        where T : unmanaged, IBinaryNumber<T> => Write(address, Endianness.Little(value));
}
