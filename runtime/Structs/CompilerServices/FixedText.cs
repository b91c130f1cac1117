using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace KoffiGen.CompilerServices;

/// <summary>Reads and writes strings in character arrays inside a struct, such as <c>char name[32]</c>. Called by generated code.</summary>
/// <remarks>
/// A string ends at its first NUL, or at the end of the array. Invalid text is read as U+FFFD. A string is always written with a NUL, and
/// with zeros up to the end of the array.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FixedText
{
    // C's code units have the byte order of the machine.
    private static readonly UnicodeEncoding Utf16 = new(bigEndian: !BitConverter.IsLittleEndian, byteOrderMark: false);
    private static readonly UTF32Encoding Utf32 = new(bigEndian: !BitConverter.IsLittleEndian, byteOrderMark: false);

    /// <summary>Reads a UTF-8 string.</summary>
    public static string Read(ReadOnlySpan<byte> array) => Encoding.UTF8.GetString(UpToNul(array));

    /// <summary>Reads a UTF-16 string.</summary>
    public static string Read(ReadOnlySpan<ushort> array) => Utf16.GetString(MemoryMarshal.AsBytes(UpToNul(array)));

    /// <summary>Reads a UTF-32 string.</summary>
    public static string Read(ReadOnlySpan<uint> array) => Utf32.GetString(MemoryMarshal.AsBytes(UpToNul(array)));

    /// <summary>Writes a string as UTF-8. A lone surrogate becomes U+FFFD.</summary>
    /// <param name="text">The string.</param>
    /// <param name="array">All elements of the array.</param>
    /// <param name="member">The name of the member, for messages.</param>
    /// <param name="function">The C function and the C# method, or the member with its struct, for messages.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="text"/> contains a NUL, or does not fit into the array with its NUL. Nothing is written.
    /// </exception>
    public static void Write(string text, Span<byte> array, string member, string function)
    {
        Check(text, Encoding.UTF8.GetByteCount(Require(text, member)), array.Length, member, function);
        array[Encoding.UTF8.GetBytes(text, array)..].Clear();
    }

    /// <summary>Writes a string as UTF-16. Lone surrogates are written unchanged.</summary>
    /// <inheritdoc cref="Write(string, Span{byte}, string, string)"/>
    public static void Write(string text, Span<ushort> array, string member, string function)
    {
        Check(text, Require(text, member).Length, array.Length, member, function);
        text.CopyTo(MemoryMarshal.Cast<ushort, char>(array));
        array[text.Length..].Clear();
    }

    /// <summary>Writes a string as UTF-32. A lone surrogate becomes U+FFFD.</summary>
    /// <inheritdoc cref="Write(string, Span{byte}, string, string)"/>
    public static void Write(string text, Span<uint> array, string member, string function)
    {
        Check(text, Utf32.GetByteCount(Require(text, member)) / sizeof(uint), array.Length, member, function);
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

    private static void Check(string text, int length, int capacity, string member, string function)
    {
        if (text.IndexOf('\0', StringComparison.Ordinal) is var nul and >= 0)
        {
            TextArgument.ThrowNul(member, function, nul);
        }

        if (length >= capacity)
        {
            TextArgument.ThrowTooLong(member, function, length + 1, capacity, "characters");
        }
    }
}
