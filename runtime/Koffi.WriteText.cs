namespace KoffiGen;

public static unsafe partial class Koffi
{
    /// <summary>Writes text as UTF-8, with a NUL at its end. What is behind the NUL stays as it is; lone surrogates become U+FFFD.</summary>
    /// <param name="destination">Where the text goes, such as a <see cref="KoffiMemory{T}"/> or a <see cref="View"/> of C's memory.</param>
    /// <param name="text">The text.</param>
    /// <returns>How many bytes were written before the NUL.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException">The text doesn't fit with its NUL, or has a NUL inside. Nothing is written then.</exception>
    public static int WriteUtf8(Span<byte> destination, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        TextBuffer.ThrowUnlessFits(TextBuffer.Utf8Length(text, nameof(text)), destination.Length, "bytes", nameof(destination));
        return TextBuffer.WriteUtf8(destination, text);
    }

    /// <summary>Writes text as UTF-16, with a NUL at its end. What is behind the NUL stays as it is, and so do lone surrogates.</summary>
    /// <param name="destination">Where the text goes, such as a <see cref="KoffiMemory{T}"/> or a <see cref="View"/> of C's memory.</param>
    /// <param name="text">The text.</param>
    /// <returns>How many units were written before the NUL.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException">The text doesn't fit with its NUL, or has a NUL inside. Nothing is written then.</exception>
    public static int WriteUtf16(Span<char> destination, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        TextBuffer.ThrowUnlessFits(TextBuffer.Utf16Length(text, nameof(text)), destination.Length, "units", nameof(destination));
        return TextBuffer.WriteUtf16(destination, text);
    }

    /// <summary>Writes text as UTF-32, with a NUL at its end. What is behind the NUL stays as it is; lone surrogates become U+FFFD.</summary>
    /// <param name="destination">Where the text goes, such as a <see cref="KoffiMemory{T}"/> or a <see cref="View"/> of C's memory.</param>
    /// <param name="text">The text.</param>
    /// <returns>How many characters were written before the NUL.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException">The text doesn't fit with its NUL, or has a NUL inside. Nothing is written then.</exception>
    public static int WriteUtf32(Span<uint> destination, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        TextBuffer.ThrowUnlessFits(TextBuffer.Utf32Length(text, nameof(text)), destination.Length, "characters", nameof(destination));
        return TextBuffer.WriteUtf32(destination, text);
    }

    /// <summary>Writes text as <c>wchar_t</c>, with a NUL at its end: UTF-16 on Windows, UTF-32 elsewhere.</summary>
    /// <param name="address">Where the text goes.</param>
    /// <param name="length">For how many <c>wchar_t</c> there is room.</param>
    /// <param name="text">The text.</param>
    /// <returns>How many <c>wchar_t</c> were written before the NUL.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null, or <paramref name="address"/> is NULL.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    /// <exception cref="ArgumentException">The text doesn't fit with its NUL, or has a NUL inside. Nothing is written then.</exception>
    public static int WriteWide(nint address, int length, string text) =>
        OperatingSystem.IsWindows() ? WriteUtf16(View<char>(address, length), text) : WriteUtf32(View<uint>(address, length), text);
}
