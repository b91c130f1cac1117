using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Called by generated code to copy text that C returned. What ends with a NUL becomes a string, NULL becomes null, and what isn't valid
/// text becomes U+FFFD. C keeps its memory, which has to stay as it is until the method returns. Any thread may call these.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class NativeString
{
    /// <summary>Copies a <c>char *</c>, which is taken for UTF-8.</summary>
    /// <param name="text">The first byte, or NULL.</param>
    /// <returns>The text, or null for NULL.</returns>
    /// <exception cref="ArgumentException">There is no NUL within the length that a string can have.</exception>
    public static string? FromUtf8(byte* text) =>
        text is null ? null : Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));

    /// <summary>Copies a <c>char16_t *</c>. A lone surrogate becomes U+FFFD.</summary>
    /// <param name="text">The first unit, or NULL.</param>
    /// <returns>The text, or null for NULL.</returns>
    /// <exception cref="ArgumentException">There is no NUL within the length that a string can have.</exception>
    public static string? FromUtf16(char* text) =>
        text is null ? null : TextBuffer.ReadUtf16(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));

    /// <summary>Copies a <c>char32_t *</c>.</summary>
    /// <param name="text">The first character, or NULL.</param>
    /// <returns>The text, or null for NULL.</returns>
    /// <exception cref="OverflowException">There is no NUL within the length that a string can have.</exception>
    public static string? FromUtf32(uint* text)
    {
        if (text is null)
            return null;

        // One by one: a vectorised search would read beyond the NUL, where there may be no memory.
        int length = 0;
        while (text[length] != 0)
            length = checked(length + 1);
        return TextBuffer.ReadUtf32(new ReadOnlySpan<uint>(text, length));
    }

    /// <summary>Copies a <c>char *</c> up to its first NUL, or all of it. It is taken for UTF-8.</summary>
    /// <param name="text">The first byte.</param>
    /// <param name="capacity">How many bytes there are; none behind them is looked at.</param>
    /// <returns>The text.</returns>
    public static string FromUtf8(byte* text, int capacity) => Koffi.ReadUtf8UntilNul(new ReadOnlySpan<byte>(text, capacity));

    /// <summary>Copies a <c>char16_t *</c> up to its first NUL, or all of it. A lone surrogate becomes U+FFFD.</summary>
    /// <param name="text">The first unit.</param>
    /// <param name="capacity">How many units there are; none behind them is looked at.</param>
    /// <returns>The text.</returns>
    public static string FromUtf16(char* text, int capacity) => Koffi.ReadUtf16UntilNul(new ReadOnlySpan<char>(text, capacity));

    /// <summary>Copies a <c>char32_t *</c> up to its first NUL, or all of it.</summary>
    /// <param name="text">The first character.</param>
    /// <param name="capacity">How many characters there are; none behind them is looked at.</param>
    /// <returns>The text.</returns>
    public static string FromUtf32(uint* text, int capacity) => Koffi.ReadUtf32UntilNul(new ReadOnlySpan<uint>(text, capacity));

    /// <summary>Copies a <c>wchar_t *</c> up to its first NUL, or all of it: UTF-16 on Windows, UTF-32 elsewhere.</summary>
    /// <param name="text">The first unit.</param>
    /// <param name="capacity">How many units there are; none behind them is looked at.</param>
    /// <returns>The text.</returns>
    public static string FromWide(void* text, int capacity) =>
        OperatingSystem.IsWindows() ? FromUtf16((char*)text, capacity) : FromUtf32((uint*)text, capacity);

    /// <summary>Copies a <c>wchar_t *</c>: UTF-16 (2 bytes each) on Windows, UTF-32 (4 bytes each) elsewhere.</summary>
    /// <param name="text">The first unit, or NULL.</param>
    /// <returns>The text, or null for NULL.</returns>
    public static string? FromWide(void* text) => OperatingSystem.IsWindows() ? FromUtf16((char*)text) : FromUtf32((uint*)text);
}
