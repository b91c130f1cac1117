namespace KoffiGen;

public static unsafe partial class Koffi
{
    /// <summary>
    /// Writes a string as UTF-8 with a terminating NUL. The bytes after the NUL are not changed. A lone surrogate becomes U+FFFD.
    /// </summary>
    /// <param name="destination">
    /// The destination, such as the span of a <see cref="KoffiMemory{T}"/> or a <see cref="View"/> of native memory.
    /// </param>
    /// <param name="text">The string.</param>
    /// <returns>The number of bytes before the NUL.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="text"/> contains a NUL, or does not fit into <paramref name="destination"/> with its NUL. Nothing is written.
    /// </exception>
    public static int WriteUtf8(Span<byte> destination, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        TextBuffer.ThrowUnlessFits(TextBuffer.Utf8Length(text, nameof(text)), destination.Length, "bytes", nameof(destination));
        return TextBuffer.WriteUtf8(destination, text);
    }

    /// <summary>
    /// Writes a string as UTF-16 with a terminating NUL. The code units after the NUL are not changed. Lone surrogates are written
    /// unchanged.
    /// </summary>
    /// <param name="destination">
    /// The destination, such as the span of a <see cref="KoffiMemory{T}"/> or a <see cref="View"/> of native memory.
    /// </param>
    /// <param name="text">The string.</param>
    /// <returns>The number of code units before the NUL.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="text"/> contains a NUL, or does not fit into <paramref name="destination"/> with its NUL. Nothing is written.
    /// </exception>
    public static int WriteUtf16(Span<char> destination, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        TextBuffer.ThrowUnlessFits(TextBuffer.Utf16Length(text, nameof(text)), destination.Length, "units", nameof(destination));
        return TextBuffer.WriteUtf16(destination, text);
    }

    /// <summary>
    /// Writes a string as UTF-32 with a terminating NUL. The code units after the NUL are not changed. A lone surrogate becomes U+FFFD.
    /// </summary>
    /// <param name="destination">
    /// The destination, such as the span of a <see cref="KoffiMemory{T}"/> or a <see cref="View"/> of native memory.
    /// </param>
    /// <param name="text">The string.</param>
    /// <returns>The number of code units before the NUL.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="text"/> contains a NUL, or does not fit into <paramref name="destination"/> with its NUL. Nothing is written.
    /// </exception>
    public static int WriteUtf32(Span<uint> destination, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        TextBuffer.ThrowUnlessFits(TextBuffer.Utf32Length(text, nameof(text)), destination.Length, "characters", nameof(destination));
        return TextBuffer.WriteUtf32(destination, text);
    }

    /// <summary>Writes a string as <c>wchar_t</c> values with a terminating NUL: UTF-16 on Windows, UTF-32 elsewhere.</summary>
    /// <param name="address">The address of the destination.</param>
    /// <param name="length">The size of the destination in <c>wchar_t</c> values.</param>
    /// <param name="text">The string.</param>
    /// <returns>The number of <c>wchar_t</c> values before the NUL.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null, or <paramref name="address"/> is NULL.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="text"/> contains a NUL, or does not fit into the destination with its NUL. Nothing is written.
    /// </exception>
    public static int WriteWide(nint address, int length, string text) =>
        OperatingSystem.IsWindows() ? WriteUtf16(View<char>(address, length), text) : WriteUtf32(View<uint>(address, length), text);
}
