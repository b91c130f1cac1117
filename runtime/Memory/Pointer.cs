using System.Globalization;

namespace KoffiGen;

/// <summary>A C pointer to one or more <typeparamref name="T"/> values. It has the size of a pointer and owns nothing.</summary>
/// <remarks>It does not contain the number of elements or their lifetime. The documentation of the C function specifies them.</remarks>
/// <typeparam name="T">The element type: a number, or a struct without references.</typeparam>
public readonly unsafe struct Pointer<T> : IEquatable<Pointer<T>>
    where T : unmanaged
{
    // With a T* field, loading a struct that contains a pointer to its own type would need the struct itself.
    private readonly nint _address;

    /// <summary>Creates a pointer from an address.</summary>
    public Pointer(nint address) => _address = address;

    /// <summary>Creates a pointer from a C# pointer.</summary>
    public Pointer(T* address) => _address = (nint)address;

    /// <summary>Whether the pointer is NULL.</summary>
    public bool IsNull => _address == 0;

    /// <summary>Gets the address.</summary>
    public nint Address => _address;

    /// <summary>Gets a reference to the value that the pointer points to.</summary>
    /// <exception cref="NullReferenceException">The pointer is NULL.</exception>
    public ref T Value => ref *Target();

    /// <summary>Gets a reference to an element. As in C, the index is not checked and can be negative.</summary>
    /// <exception cref="NullReferenceException">The pointer is NULL.</exception>
    public ref T this[nint index] => ref Target()[index];

    /// <summary>Returns a span over the first elements, which is valid until the memory is freed.</summary>
    /// <param name="length">The number of elements. KoffiGen cannot check it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    /// <exception cref="NullReferenceException">The pointer is NULL, and <paramref name="length"/> is not 0.</exception>
    public Span<T> Span(int length) => length == 0 ? default : new Span<T>(Target(), length);

    /// <summary>Converts the pointer to a C# pointer.</summary>
    public static implicit operator T*(Pointer<T> pointer) => (T*)pointer._address;

    /// <summary>Converts a C# pointer.</summary>
    public static implicit operator Pointer<T>(T* pointer) => new(pointer);

    /// <summary>Converts the pointer to a span over the one value that it points to. NULL becomes an empty span.</summary>
    /// <remarks>It passes one C object to a function. For several elements, call <see cref="Span(int)"/>.</remarks>
    public static implicit operator Span<T>(Pointer<T> pointer) => pointer.IsNull ? default : new Span<T>((T*)pointer._address, 1);

    /// <summary>Converts the pointer to a span over the one value that it points to. NULL becomes an empty span.</summary>
    /// <remarks>It passes one C object to a function. For several elements, call <see cref="Span(int)"/>.</remarks>
    public static implicit operator ReadOnlySpan<T>(Pointer<T> pointer) => (Span<T>)pointer;

    /// <summary>Converts the pointer to an argument of a variadic function.</summary>
    public static implicit operator KoffiArgument(Pointer<T> pointer) => pointer._address;

    /// <summary>Converts the pointer to its address.</summary>
    public static explicit operator nint(Pointer<T> pointer) => pointer._address;

    /// <summary>Converts an address to a pointer.</summary>
    public static explicit operator Pointer<T>(nint address) => new(address);

    /// <summary>Whether both pointers have the same address.</summary>
    public static bool operator ==(Pointer<T> left, Pointer<T> right) => left._address == right._address;

    /// <summary>Whether the pointers have different addresses.</summary>
    public static bool operator !=(Pointer<T> left, Pointer<T> right) => left._address != right._address;

    /// <inheritdoc/>
    public bool Equals(Pointer<T> other) => _address == other._address;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Pointer<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _address.GetHashCode();

    /// <summary>Returns the address in hexadecimal digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"0x{_address:x}");

    private T* Target() => _address != 0 ? (T*)_address : throw NullPointer.Dereferenced(typeof(T).Name);
}
