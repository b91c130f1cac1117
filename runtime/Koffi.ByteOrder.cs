using System.Numerics;

namespace KoffiGen;

public static unsafe partial class Koffi
{
    /// <summary>Reads a number whose most significant byte comes first, as in network protocols. It needs no alignment.</summary>
    /// <typeparam name="T">The type of the number, which says how many bytes it has.</typeparam>
    /// <param name="address">Where its first byte is.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is NULL.</exception>
    /// <example><code>uint width = Koffi.ReadBigEndian&lt;uint&gt;(header + 16);</code></example>
    public static T ReadBigEndian<T>(nint address)
        where T : unmanaged, IBinaryNumber<T> => Endianness.Big(Read<T>(address));

    /// <summary>Reads a number whose least significant byte comes first. It needs no alignment.</summary>
    /// <inheritdoc cref="ReadBigEndian"/>
    public static T ReadLittleEndian<T>(nint address)
        where T : unmanaged, IBinaryNumber<T> => Endianness.Little(Read<T>(address));

    /// <summary>Writes a number with its most significant byte first, as in network protocols. It needs no alignment.</summary>
    /// <typeparam name="T">The type of the number, which says how many bytes it has.</typeparam>
    /// <param name="address">Where its first byte goes.</param>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is NULL.</exception>
    public static void WriteBigEndian<T>(nint address, T value)
        where T : unmanaged, IBinaryNumber<T> => Write(address, Endianness.Big(value));

    /// <summary>Writes a number with its least significant byte first. It needs no alignment.</summary>
    /// <inheritdoc cref="WriteBigEndian"/>
    public static void WriteLittleEndian<T>(nint address, T value)
        where T : unmanaged, IBinaryNumber<T> => Write(address, Endianness.Little(value));
}
