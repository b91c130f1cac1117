using System.Text;

namespace KoffiGen.Strings;

/// <summary>Puts text with a NUL at its end into memory, in each of C's widths.</summary>
internal static class TextBuffer
{
    /// <summary>How many bytes a text takes with its NUL.</summary>
    internal static int Utf8Length(string text, string parameterName) => checked(Encoding.UTF8.GetByteCount(Checked(text, parameterName)) + 1);

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

    /// <summary>Writes into memory that is long enough.</summary>
    internal static void WriteUtf8(Span<byte> destination, string text) => destination[Encoding.UTF8.GetBytes(text, destination)] = 0;

    /// <inheritdoc cref="WriteUtf8"/>
    internal static void WriteUtf16(Span<char> destination, string text)
    {
        text.CopyTo(destination);
        destination[text.Length] = '\0';
    }

    /// <inheritdoc cref="WriteUtf8"/>
    internal static void WriteUtf32(Span<uint> destination, string text)
    {
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
            destination[length++] = (uint)rune.Value;
        destination[length] = 0;
    }

    private static string Checked(string text, string parameterName)
    {
        int nul = text.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
            TextArgument.ThrowNul(parameterName, nul);
        return text;
    }
}
