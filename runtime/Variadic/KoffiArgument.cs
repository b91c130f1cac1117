using System.Runtime.InteropServices;

namespace KoffiGen;

/// <summary>
/// An argument of a variadic C function, for calls whose arguments are known only at run time. Numbers, text, handles, pointers and registered callbacks convert to it; C gets them with the
/// default argument promotions (C23 6.5.3.3): small integers as <c>int</c>, <see langword="float"/> as <c>double</c>.
/// </summary>
/// <remarks>
/// <para>Text is UTF-8 for C, and lasts as long as the call. A handle stays open until the call is over. Memory behind a pointer is the caller's.</para>
/// <para>Enums convert by their number: write <c>(int)value</c>.</para>
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

    /// <summary>The bits of the number, an integer extended to 64 of them.</summary>
    internal long Bits { get; }

    /// <summary>The text, the handle, or what keeps the memory at an address.</summary>
    internal object? Reference { get; }

    /// <summary>C's <c>int</c>: 1 or 0.</summary>
    public static implicit operator KoffiArgument(bool value) => new(VariadicKind.Int32, value ? 1 : 0);

    /// <summary>C's <c>int</c>.</summary>
    public static implicit operator KoffiArgument(sbyte value) => new(VariadicKind.Int32, value);

    /// <summary>C's <c>int</c>.</summary>
    public static implicit operator KoffiArgument(byte value) => new(VariadicKind.Int32, value);

    /// <summary>C's <c>int</c>.</summary>
    public static implicit operator KoffiArgument(short value) => new(VariadicKind.Int32, value);

    /// <summary>C's <c>int</c>.</summary>
    public static implicit operator KoffiArgument(ushort value) => new(VariadicKind.Int32, value);

    /// <summary>C's <c>int</c>, for <c>%c</c>; C takes characters above 127 for those of its own encoding.</summary>
    public static implicit operator KoffiArgument(char value) => new(VariadicKind.Int32, value);

    /// <summary>C's <c>int</c>.</summary>
    public static implicit operator KoffiArgument(int value) => new(VariadicKind.Int32, value);

    /// <summary>C's <c>unsigned int</c>.</summary>
    public static implicit operator KoffiArgument(uint value) => new(VariadicKind.Int32, value);

    /// <summary>C's <c>long long</c>, 64 bits.</summary>
    public static implicit operator KoffiArgument(long value) => new(VariadicKind.Int64, value);

    /// <summary>C's <c>unsigned long long</c>, 64 bits.</summary>
    public static implicit operator KoffiArgument(ulong value) => new(VariadicKind.Int64, (long)value);

    /// <summary>C's <c>intptr_t</c>, or any pointer.</summary>
    public static implicit operator KoffiArgument(nint value) => new(VariadicKind.Address, value);

    /// <summary>C's <c>size_t</c>.</summary>
    public static implicit operator KoffiArgument(nuint value) => new(VariadicKind.Address, (long)(ulong)value);

    /// <summary>C's <c>long</c>, 32 bits on Windows and on 32-bit systems, 64 elsewhere.</summary>
    public static implicit operator KoffiArgument(CLong value) =>
        new(sizeof(CLong) == 4 ? VariadicKind.Int32 : VariadicKind.Int64, value.Value);

    /// <summary>C's <c>unsigned long</c>, 32 bits on Windows and on 32-bit systems, 64 elsewhere.</summary>
    public static implicit operator KoffiArgument(CULong value) =>
        new(sizeof(CULong) == 4 ? VariadicKind.Int32 : VariadicKind.Int64, (long)(ulong)value.Value);

    /// <summary>C's <c>double</c>, which a <c>float</c> becomes.</summary>
    public static implicit operator KoffiArgument(float value) => (double)value;

    /// <summary>C's <c>double</c>.</summary>
    public static implicit operator KoffiArgument(double value) => new(VariadicKind.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>C's <c>const char *</c>, as UTF-8 that lasts until the call returns; null is NULL.</summary>
    public static implicit operator KoffiArgument(string? text) => new(VariadicKind.Text, text);

    /// <summary>C's <c>char *</c>.</summary>
    public static implicit operator KoffiArgument(Utf8Pointer pointer) => (nint)pointer;

    /// <summary>Any pointer of C's.</summary>
    public static implicit operator KoffiArgument(void* pointer) => (nint)pointer;

    /// <summary>The pointer that a handle owns, which stays open until the call is over; null is NULL.</summary>
    public static implicit operator KoffiArgument(SafeHandle? handle) => new(VariadicKind.Handle, handle);

    /// <summary>C's <c>const wchar_t *</c>, that lasts until the call returns: text for <c>%ls</c>.</summary>
    /// <param name="text">The text; null is NULL.</param>
    public static KoffiArgument Wide(string? text) => new(VariadicKind.WideText, text);

    /// <summary>A <c>float</c> before the dots, which is not promoted.</summary>
    internal static KoffiArgument Single(float value) => new(VariadicKind.Single, BitConverter.SingleToInt32Bits(value));

    /// <summary>Memory that lasts as long as its owner.</summary>
    internal static KoffiArgument Memory(nint address, object owner) => new(VariadicKind.Address, address, owner);

    /// <summary>What C gets, for messages.</summary>
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
