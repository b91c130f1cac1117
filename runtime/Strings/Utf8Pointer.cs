using System.Runtime.InteropServices;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>
/// A C <c>char *</c> that points to NUL-terminated UTF-8. It has the size of a pointer and owns nothing. Only <see cref="ToString"/> copies
/// the string.
/// </summary>
public readonly unsafe struct Utf8Pointer : IEquatable<Utf8Pointer>
{
    private readonly byte* _address;

    /// <summary>Creates a pointer from an address.</summary>
    public Utf8Pointer(nint address) => _address = (byte*)address;

    /// <summary>Creates a pointer from a C# pointer.</summary>
    public Utf8Pointer(byte* address) => _address = address;

    /// <summary>Whether the pointer is NULL.</summary>
    public bool IsNull => _address is null;

    /// <summary>Gets the address.</summary>
    public nint Address => (nint)_address;

    /// <summary>
    /// Gets a span over the bytes before the NUL, which is valid until the memory is freed; empty for NULL. Each access searches for the
    /// NUL.
    /// </summary>
    public ReadOnlySpan<byte> Span => MemoryMarshal.CreateReadOnlySpanFromNullTerminated(_address);

    /// <summary>Converts the pointer to a C# pointer.</summary>
    public static implicit operator byte*(Utf8Pointer pointer) => pointer._address;

    /// <summary>Converts a C# pointer.</summary>
    public static implicit operator Utf8Pointer(byte* pointer) => new(pointer);

    /// <summary>Converts the pointer to its address.</summary>
    public static explicit operator nint(Utf8Pointer pointer) => (nint)pointer._address;

    /// <summary>Converts an address to a pointer.</summary>
    public static explicit operator Utf8Pointer(nint address) => new(address);

    /// <summary>Whether both pointers have the same address. The strings are not compared.</summary>
    public static bool operator ==(Utf8Pointer left, Utf8Pointer right) => left._address == right._address;

    /// <summary>Whether the pointers have different addresses.</summary>
    public static bool operator !=(Utf8Pointer left, Utf8Pointer right) => left._address != right._address;

    /// <inheritdoc/>
    public bool Equals(Utf8Pointer other) => _address == other._address;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Utf8Pointer other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ((nint)_address).GetHashCode();

    /// <summary>Copies the string. Invalid UTF-8 becomes U+FFFD, and NULL becomes null.</summary>
    public override string? ToString() => NativeString.FromUtf8(_address);
}
