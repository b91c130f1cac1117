using System.Runtime.InteropServices;
using System.Text;

namespace KoffiGen;

/// <summary>Copies text out of memory, and with a NUL at its end into memory, in each of C's widths.</summary>
internal static class TextBuffer
{
    // C's units are in the order of the machine; that of Encoding.Unicode and Encoding.UTF32 is fixed.
    private static readonly UnicodeEncoding Utf16 = new(bigEndian: !BitConverter.IsLittleEndian, byteOrderMark: false);
    private static readonly UTF32Encoding Utf32 = new(bigEndian: !BitConverter.IsLittleEndian, byteOrderMark: false);

    /// <summary>All units as text; a lone surrogate becomes U+FFFD.</summary>
    internal static string ReadUtf16(ReadOnlySpan<char> units) =>
        units.ContainsAnyInRange('\uD800', '\uDFFF') ? Utf16.GetString(MemoryMarshal.AsBytes(units)) : new string(units);

    /// <summary>All characters as text; what is none becomes U+FFFD.</summary>
    internal static string ReadUtf32(ReadOnlySpan<uint> characters) => Utf32.GetString(MemoryMarshal.AsBytes(characters));

    /// <summary>How many bytes a text takes with its NUL.</summary>
    internal static int Utf8Length(string text, string parameterName) =>
        checked(Encoding.UTF8.GetByteCount(Checked(text, parameterName)) + 1);

    /// <summary>How many units a text takes with its NUL.</summary>
    internal static int Utf16Length(string text, string parameterName) => checked(Checked(text, parameterName).Length + 1);

    /// <summary>How many characters a text takes with its NUL.</summary>
    internal static int Utf32Length(string text, string parameterName)
    {
        int length = 1;
        foreach (Rune _ in Checked(text, parameterName).EnumerateRunes())
            length++;
        return length;
    }

    internal static void ThrowUnlessFits(int needed, int available, string units, string parameterName)
    {
        if (needed > available)
            throw new ArgumentException($"The text takes {needed} {units} with its NUL, and there is room for {available}.", parameterName);
    }

    /// <summary>Writes into memory that is long enough.</summary>
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
            destination[length++] = (uint)rune.Value;
        destination[length] = 0;
        return length;
    }

    private static string Checked(string text, string parameterName)
    {
        int nul = text.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
            TextArgument.ThrowNul(parameterName, nul);
        return text;
    }
}
