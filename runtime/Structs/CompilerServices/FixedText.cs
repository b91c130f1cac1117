using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Called by generated code for text that stands inside a struct: <c>char name[32]</c>. It ends at the first NUL, or where the array does; what isn't valid text is
/// read as U+FFFD. What is written always has a NUL behind it, and zeros up to the end.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FixedText
{
    // C's units are in the order of the machine.
    private static readonly UnicodeEncoding Utf16 = new(bigEndian: !BitConverter.IsLittleEndian, byteOrderMark: false);
    private static readonly UTF32Encoding Utf32 = new(bigEndian: !BitConverter.IsLittleEndian, byteOrderMark: false);

    /// <summary>Reads UTF-8.</summary>
    public static string Read(ReadOnlySpan<byte> array) => Encoding.UTF8.GetString(UpToNul(array));

    /// <summary>Reads UTF-16.</summary>
    public static string Read(ReadOnlySpan<ushort> array) => Utf16.GetString(MemoryMarshal.AsBytes(UpToNul(array)));

    /// <summary>Reads UTF-32.</summary>
    public static string Read(ReadOnlySpan<uint> array) => Utf32.GetString(MemoryMarshal.AsBytes(UpToNul(array)));

    /// <summary>Writes UTF-8.</summary>
    /// <param name="text">The text; a lone surrogate becomes U+FFFD.</param>
    /// <param name="array">All elements of the array.</param>
    /// <param name="member">The member, for the message.</param>
    /// <exception cref="ArgumentException">The text has a NUL inside, or doesn't fit with the NUL behind it. The array is as it was.</exception>
    public static void Write(string text, Span<byte> array, string member)
    {
        Check(text, Encoding.UTF8.GetByteCount(Require(text, member)), array.Length, member);
        array[Encoding.UTF8.GetBytes(text, array)..].Clear();
    }

    /// <summary>Writes UTF-16, as it is.</summary>
    /// <inheritdoc cref="Write(string, Span{byte}, string)"/>
    public static void Write(string text, Span<ushort> array, string member)
    {
        Check(text, Require(text, member).Length, array.Length, member);
        text.CopyTo(MemoryMarshal.Cast<ushort, char>(array));
        array[text.Length..].Clear();
    }

    /// <summary>Writes UTF-32.</summary>
    /// <inheritdoc cref="Write(string, Span{byte}, string)"/>
    public static void Write(string text, Span<uint> array, string member)
    {
        Check(text, Utf32.GetByteCount(Require(text, member)) / sizeof(uint), array.Length, member);
        int length = Utf32.GetBytes(text, MemoryMarshal.AsBytes(array)) / sizeof(uint);
        array[length..].Clear();
    }

    private static ReadOnlySpan<T> UpToNul<T>(ReadOnlySpan<T> array)
        where T : unmanaged, IEquatable<T>
    {
        int nul = array.IndexOf(default(T));
        return nul < 0 ? array : array[..nul];
    }

    private static string Require(string text, string member)
    {
        ArgumentNullException.ThrowIfNull(text, member);
        return text;
    }

    private static void Check(string text, int length, int capacity, string member)
    {
        if (text.IndexOf('\0', StringComparison.Ordinal) is var nul and >= 0)
            TextArgument.ThrowNul(member, nul);
        if (length >= capacity)
            ThrowTooLong(length, capacity, member);
    }

    [DoesNotReturn]
    private static void ThrowTooLong(int length, int capacity, string member) =>
        throw new ArgumentException(
            $"The text takes {length} characters of C's, and '{member}' has room for {capacity - 1} and a NUL.",
            member
        );
}
