using System.Runtime.InteropServices;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>
/// A <c>char *</c> of C: a pointer to UTF-8 text that ends with a NUL. It has the size of a pointer, owns nothing, and copies nothing
/// until <see cref="ToString"/> is called.
/// </summary>
public readonly unsafe struct Utf8Pointer : IEquatable<Utf8Pointer>
{
    private readonly byte* _address;

    /// <summary>Makes a pointer of an address.</summary>
    public Utf8Pointer(nint address) => _address = (byte*)address;

    /// <summary>Makes a pointer of a C# one.</summary>
    public Utf8Pointer(byte* address) => _address = address;

    /// <summary>The pointer is NULL.</summary>
    public bool IsNull => _address is null;

    /// <summary>The address that the pointer holds.</summary>
    public nint Address => (nint)_address;

    /// <summary>The bytes before the NUL, in place; empty for NULL. Each use searches for the NUL.</summary>
    public ReadOnlySpan<byte> Span => MemoryMarshal.CreateReadOnlySpanFromNullTerminated(_address);

    /// <summary>The pointer as C# has it.</summary>
    public static implicit operator byte*(Utf8Pointer pointer) => pointer._address;

    /// <summary>A C# pointer as this type.</summary>
    public static implicit operator Utf8Pointer(byte* pointer) => new(pointer);

    /// <summary>The address.</summary>
    public static explicit operator nint(Utf8Pointer pointer) => (nint)pointer._address;

    /// <summary>The pointer with an address.</summary>
    public static explicit operator Utf8Pointer(nint address) => new(address);

    /// <summary>Both hold the same address; the text is not compared.</summary>
    public static bool operator ==(Utf8Pointer left, Utf8Pointer right) => left._address == right._address;

    /// <summary>They hold different addresses.</summary>
    public static bool operator !=(Utf8Pointer left, Utf8Pointer right) => left._address != right._address;

    /// <inheritdoc/>
    public bool Equals(Utf8Pointer other) => _address == other._address;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Utf8Pointer other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ((nint)_address).GetHashCode();

    /// <summary>A copy of the text, with U+FFFD for what isn't UTF-8; null for NULL.</summary>
    public override string? ToString() => NativeString.FromUtf8(_address);
}
