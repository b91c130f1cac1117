using System.Numerics;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>
/// A little-endian integer in a C array (<c>uint32_le_t</c>): the least significant byte comes first. It converts to the integer and back.
/// </summary>
/// <typeparam name="T">
/// The integer type: <see cref="short"/>, <see cref="ushort"/>, <see cref="int"/>, <see cref="uint"/>, <see cref="long"/> or
/// <see cref="ulong"/>.
/// </typeparam>
public readonly struct LittleEndian<T> : IEquatable<LittleEndian<T>>
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly T _bytes;

    private LittleEndian(T bytes) => _bytes = bytes;

    /// <summary>Gets the value.</summary>
    public T Value => NativeByteOrder.Reverse(_bytes, isLittleEndian: true);

    /// <summary>Converts to the value.</summary>
    public static implicit operator T(LittleEndian<T> value) => value.Value;

    /// <summary>Converts a value to this byte order.</summary>
    public static implicit operator LittleEndian<T>(T value) => new(NativeByteOrder.Reverse(value, isLittleEndian: true));

    /// <summary>Whether the values are equal.</summary>
    public static bool operator ==(LittleEndian<T> left, LittleEndian<T> right) => left._bytes == right._bytes;

    /// <summary>Whether the values differ.</summary>
    public static bool operator !=(LittleEndian<T> left, LittleEndian<T> right) => left._bytes != right._bytes;

    /// <inheritdoc/>
    public bool Equals(LittleEndian<T> other) => _bytes == other._bytes;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LittleEndian<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bytes.GetHashCode();

    /// <summary>Returns the value in decimal digits.</summary>
    public override string ToString() => Value.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
}
