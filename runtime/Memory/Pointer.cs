using System.Globalization;

namespace KoffiGen;

/// <summary>
/// A C pointer to a <typeparamref name="T"/>, or to several in a row. It has the size of a pointer, owns nothing, and knows neither how
/// many elements there are nor how long they live: that is what the documentation of the C function tells.
/// </summary>
/// <typeparam name="T">What C has at the address: a number, or a struct without references.</typeparam>
public readonly unsafe struct Pointer<T> : IEquatable<Pointer<T>>
    where T : unmanaged
{
    // Not a T*: a struct that points to its own kind would otherwise be needed to load itself.
    private readonly nint _address;

    /// <summary>Makes a pointer of an address.</summary>
    public Pointer(nint address) => _address = address;

    /// <summary>Makes a pointer of a C# one.</summary>
    public Pointer(T* address) => _address = (nint)address;

    /// <summary>The pointer is NULL.</summary>
    public bool IsNull => _address == 0;

    /// <summary>The address that the pointer holds.</summary>
    public nint Address => _address;

    /// <summary>What the pointer points to, in place.</summary>
    /// <exception cref="NullReferenceException">The pointer is NULL.</exception>
    public ref T Value => ref *Target();

    /// <summary>The element at an index, in place. As in C, nothing checks the index, and it may be negative.</summary>
    /// <exception cref="NullReferenceException">The pointer is NULL.</exception>
    public ref T this[nint index] => ref Target()[index];

    /// <summary>The first elements, in place.</summary>
    /// <param name="length">How many there are. C knows; nothing here does.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    /// <exception cref="NullReferenceException">The pointer is NULL, and <paramref name="length"/> isn't 0.</exception>
    public Span<T> Span(int length) => length == 0 ? default : new Span<T>(Target(), length);

    /// <summary>The pointer as C# has it.</summary>
    public static implicit operator T*(Pointer<T> pointer) => (T*)pointer._address;

    /// <summary>A C# pointer as this type.</summary>
    public static implicit operator Pointer<T>(T* pointer) => new(pointer);

    /// <summary>The pointer as an argument of a variadic function.</summary>
    public static implicit operator KoffiArgument(Pointer<T> pointer) => pointer._address;

    /// <summary>The address.</summary>
    public static explicit operator nint(Pointer<T> pointer) => pointer._address;

    /// <summary>The pointer with an address.</summary>
    public static explicit operator Pointer<T>(nint address) => new(address);

    /// <summary>Both hold the same address.</summary>
    public static bool operator ==(Pointer<T> left, Pointer<T> right) => left._address == right._address;

    /// <summary>They hold different addresses.</summary>
    public static bool operator !=(Pointer<T> left, Pointer<T> right) => left._address != right._address;

    /// <inheritdoc/>
    public bool Equals(Pointer<T> other) => _address == other._address;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Pointer<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _address.GetHashCode();

    /// <summary>The address in hexadecimal digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"0x{_address:x}");

    private T* Target() => _address != 0 ? (T*)_address : throw NullPointer.Dereferenced(typeof(T).Name);
}
