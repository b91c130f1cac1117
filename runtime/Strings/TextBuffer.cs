using System.Runtime.InteropServices;
using System.Text;

namespace KoffiGen;

/// <summary>Copies strings from and to native memory, in the three widths of C characters.</summary>
internal static class TextBuffer
{
    // C's code units have the byte order of the machine. Encoding.Unicode and Encoding.UTF32 are always little-endian.
    private static readonly UnicodeEncoding Utf16 = new(bigEndian: !BitConverter.IsLittleEndian, byteOrderMark: false);
    private static readonly UTF32Encoding Utf32 = new(bigEndian: !BitConverter.IsLittleEndian, byteOrderMark: false);

    /// <summary>Converts UTF-16 to a string. A lone surrogate becomes U+FFFD.</summary>
    internal static string ReadUtf16(ReadOnlySpan<char> units) =>
        units.ContainsAnyInRange('\uD800', '\uDFFF') ? Utf16.GetString(MemoryMarshal.AsBytes(units)) : new string(units);

    /// <summary>Converts UTF-32 to a string. A value that is not a Unicode scalar value becomes U+FFFD.</summary>
    internal static string ReadUtf32(ReadOnlySpan<uint> characters) => Utf32.GetString(MemoryMarshal.AsBytes(characters));

    /// <summary>Returns the size of a string in bytes of UTF-8, with its NUL.</summary>
    internal static int Utf8Length(string text, string parameterName, string? function = null) =>
        checked(Encoding.UTF8.GetByteCount(Checked(text, parameterName, function)) + 1);

    /// <summary>Returns the size of a string in UTF-16 code units, with its NUL.</summary>
    internal static int Utf16Length(string text, string parameterName, string? function = null) =>
        checked(Checked(text, parameterName, function).Length + 1);

    /// <summary>Returns the size of a string in UTF-32 code units, with its NUL.</summary>
    internal static int Utf32Length(string text, string parameterName, string? function = null)
    {
        int length = 1;
        foreach (Rune _ in Checked(text, parameterName, function).EnumerateRunes())
        {
            length++;
        }

        return length;
    }

    internal static void ThrowUnlessFits(int needed, int available, string units, string parameterName, string? function = null)
    {
        if (needed > available)
        {
            TextArgument.ThrowTooLong(parameterName, function, needed, available, units);
        }
    }

    /// <summary>Writes a string with its NUL to memory that is large enough.</summary>
    /// <returns>The length without the NUL.</returns>
    internal static int WriteUtf8(Span<byte> destination, string text)
    {
        int length = Encoding.UTF8.GetBytes(text, destination);
        destination[length] = 0;
        return length;
    }

    /// <inheritdoc cref="WriteUtf8"/>
    internal static int WriteUtf16(Span<char> destination, string text)
    {
        text.CopyTo(destination);
        destination[text.Length] = '\0';
        return text.Length;
    }

    /// <inheritdoc cref="WriteUtf8"/>
    internal static int WriteUtf32(Span<uint> destination, string text)
    {
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            destination[length++] = (uint)rune.Value;
        }

        destination[length] = 0;
        return length;
    }

    private static string Checked(string text, string parameterName, string? function)
    {
        int nul = text.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
        {
            TextArgument.ThrowNul(parameterName, function, nul);
        }

        return text;
    }
}
