using System.Runtime.InteropServices;

namespace KoffiGen;

/// <summary>
/// An argument of a variadic C function whose arguments are known only at run time. Numbers, strings, handles, pointers and registered
/// callbacks convert to it.
/// </summary>
/// <remarks>
/// <para>
/// C receives the argument after the default argument promotions (C23 6.5.3.3): small integers as <c>int</c>, <see langword="float"/>
/// as <c>double</c>.
/// </para>
/// <para>
/// A string is passed as UTF-8, which is valid until the call returns. A handle stays open until the call returns. The caller owns
/// the memory that a pointer refers to.
/// </para>
/// <para>Cast an enum to its underlying type: <c>(int)value</c>.</para>
/// </remarks>
public readonly unsafe struct KoffiArgument
{
    private KoffiArgument(VariadicKind kind, long bits, object? reference = null)
    {
        Kind = kind;
        Bits = bits;
        Reference = reference;
    }

    private KoffiArgument(VariadicKind kind, object? reference)
        : this(reference is null ? VariadicKind.Address : kind, 0, reference) { }

    internal VariadicKind Kind { get; }

    /// <summary>The bits of the number. An integer is extended to 64 bits.</summary>
    internal long Bits { get; }

    /// <summary>The string, the handle, or the owner of the memory at an address.</summary>
    internal object? Reference { get; }

    /// <summary>Converts to C's <c>int</c>: 1 or 0.</summary>
    public static implicit operator KoffiArgument(bool value) => new(VariadicKind.Int32, value ? 1 : 0);

    /// <summary>Converts to C's <c>int</c>.</summary>
    public static implicit operator KoffiArgument(sbyte value) => new(VariadicKind.Int32, value);

    /// <summary>Converts to C's <c>int</c>.</summary>
    public static implicit operator KoffiArgument(byte value) => new(VariadicKind.Int32, value);

    /// <summary>Converts to C's <c>int</c>.</summary>
    public static implicit operator KoffiArgument(short value) => new(VariadicKind.Int32, value);

    /// <summary>Converts to C's <c>int</c>.</summary>
    public static implicit operator KoffiArgument(ushort value) => new(VariadicKind.Int32, value);

    /// <summary>Converts to C's <c>int</c>, for <c>%c</c>. C interprets a character above 127 in its own encoding.</summary>
    public static implicit operator KoffiArgument(char value) => new(VariadicKind.Int32, value);

    /// <summary>Converts to C's <c>int</c>.</summary>
    public static implicit operator KoffiArgument(int value) => new(VariadicKind.Int32, value);

    /// <summary>Converts to C's <c>unsigned int</c>.</summary>
    public static implicit operator KoffiArgument(uint value) => new(VariadicKind.Int32, value);

    /// <summary>Converts to C's <c>long long</c>, which has 64 bits.</summary>
    public static implicit operator KoffiArgument(long value) => new(VariadicKind.Int64, value);

    /// <summary>Converts to C's <c>unsigned long long</c>, which has 64 bits.</summary>
    public static implicit operator KoffiArgument(ulong value) => new(VariadicKind.Int64, (long)value);

    /// <summary>Converts to C's <c>intptr_t</c>, or to any pointer.</summary>
    public static implicit operator KoffiArgument(nint value) => new(VariadicKind.Address, value);

    /// <summary>Converts to C's <c>size_t</c>.</summary>
    public static implicit operator KoffiArgument(nuint value) => new(VariadicKind.Address, (long)(ulong)value);

    /// <summary>Converts to C's <c>long</c>: 32 bits on Windows and on 32-bit systems, 64 bits elsewhere.</summary>
    public static implicit operator KoffiArgument(CLong value) =>
        new(sizeof(CLong) == 4 ? VariadicKind.Int32 : VariadicKind.Int64, value.Value);

    /// <summary>Converts to C's <c>unsigned long</c>: 32 bits on Windows and on 32-bit systems, 64 bits elsewhere.</summary>
    public static implicit operator KoffiArgument(CULong value) =>
        new(sizeof(CULong) == 4 ? VariadicKind.Int32 : VariadicKind.Int64, (long)(ulong)value.Value);

    /// <summary>Converts to C's <c>double</c>, to which C promotes a <c>float</c>.</summary>
    public static implicit operator KoffiArgument(float value) => (double)value;

    /// <summary>Converts to C's <c>double</c>.</summary>
    public static implicit operator KoffiArgument(double value) => new(VariadicKind.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>Converts to a <c>const char *</c> in UTF-8, which is valid until the call returns; null becomes NULL.</summary>
    public static implicit operator KoffiArgument(string? text) => new(VariadicKind.Text, text);

    /// <summary>Converts to a <c>char *</c>.</summary>
    public static implicit operator KoffiArgument(Utf8Pointer pointer) => (nint)pointer;

    /// <summary>Converts to any C pointer.</summary>
    public static implicit operator KoffiArgument(void* pointer) => (nint)pointer;

    /// <summary>Converts to the pointer of a handle, which stays open until the call returns; null becomes NULL.</summary>
    public static implicit operator KoffiArgument(SafeHandle? handle) => new(VariadicKind.Handle, handle);

    /// <summary>Creates a <c>const wchar_t *</c> for <c>%ls</c>, which is valid until the call returns.</summary>
    /// <param name="text">The string; null becomes NULL.</param>
    public static KoffiArgument Wide(string? text) => new(VariadicKind.WideText, text);

    /// <summary>Creates a <c>float</c> for a named parameter, which is not promoted.</summary>
    internal static KoffiArgument Single(float value) => new(VariadicKind.Single, BitConverter.SingleToInt32Bits(value));

    /// <summary>Creates an argument from memory that its owner keeps alive.</summary>
    internal static KoffiArgument Memory(nint address, object owner) => new(VariadicKind.Address, address, owner);

    /// <summary>Returns a description of the argument, for messages.</summary>
    public override string ToString() =>
        Kind switch
        {
            VariadicKind.Text or VariadicKind.WideText => $"\"{Reference}\"",
            VariadicKind.Handle => Reference!.ToString()!,
            VariadicKind.Double => BitConverter.Int64BitsToDouble(Bits).ToString(System.Globalization.CultureInfo.InvariantCulture),
            VariadicKind.Address => $"0x{Bits:x}",
            _ => Bits.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
}
