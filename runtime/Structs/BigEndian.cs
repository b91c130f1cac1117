using System.Numerics;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>
/// A big-endian integer in a C array (<c>uint32_be_t</c>): the most significant byte comes first. It converts to the integer and back.
/// </summary>
/// <typeparam name="T">
/// The integer type: <see cref="short"/>, <see cref="ushort"/>, <see cref="int"/>, <see cref="uint"/>, <see cref="long"/> or
/// <see cref="ulong"/>.
/// </typeparam>
public readonly struct BigEndian<T> : IEquatable<BigEndian<T>>
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly T _bytes;

    private BigEndian(T bytes) => _bytes = bytes;

    /// <summary>Gets the value.</summary>
    public T Value => NativeByteOrder.Reverse(_bytes, isLittleEndian: false);

    /// <summary>Converts to the value.</summary>
    public static implicit operator T(BigEndian<T> value) => value.Value;

    /// <summary>Converts a value to this byte order.</summary>
    public static implicit operator BigEndian<T>(T value) => new(NativeByteOrder.Reverse(value, isLittleEndian: false));

    /// <summary>Whether the values are equal.</summary>
    public static bool operator ==(BigEndian<T> left, BigEndian<T> right) => left._bytes == right._bytes;

    /// <summary>Whether the values differ.</summary>
    public static bool operator !=(BigEndian<T> left, BigEndian<T> right) => left._bytes != right._bytes;

    /// <inheritdoc/>
    public bool Equals(BigEndian<T> other) => _bytes == other._bytes;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BigEndian<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bytes.GetHashCode();

    /// <summary>Returns the value in decimal digits.</summary>
    public override string ToString() => Value.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
}
