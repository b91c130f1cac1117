using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Copies strings that C returned. Called by generated code on any thread. NULL becomes null, and invalid text becomes U+FFFD. C keeps the
/// memory and must not change it during the copy.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class NativeString
{
    /// <summary>Copies a NUL-terminated <c>char *</c> in UTF-8.</summary>
    /// <param name="text">The address of the first byte, or NULL.</param>
    /// <returns>The string, or null for NULL.</returns>
    /// <exception cref="ArgumentException">No NUL was found within the maximum length of a string.</exception>
    public static string? FromUtf8(byte* text) =>
        text is null ? null : Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));

    /// <summary>Copies a NUL-terminated <c>char16_t *</c>. A lone surrogate becomes U+FFFD.</summary>
    /// <param name="text">The address of the first code unit, or NULL.</param>
    /// <returns>The string, or null for NULL.</returns>
    /// <exception cref="ArgumentException">No NUL was found within the maximum length of a string.</exception>
    public static string? FromUtf16(char* text) =>
        text is null ? null : TextBuffer.ReadUtf16(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));

    /// <summary>Copies a NUL-terminated <c>char32_t *</c>. A value that is not a Unicode scalar value becomes U+FFFD.</summary>
    /// <param name="text">The address of the first code unit, or NULL.</param>
    /// <returns>The string, or null for NULL.</returns>
    /// <exception cref="OverflowException">No NUL was found within the maximum length of a string.</exception>
    public static string? FromUtf32(uint* text)
    {
        if (text is null)
        {
            return null;
        }

        // Code units are compared one at a time: a vectorised search would read beyond the NUL, where memory may not be mapped.
        int length = 0;
        while (text[length] != 0)
        {
            length = checked(length + 1);
        }

        return TextBuffer.ReadUtf32(new ReadOnlySpan<uint>(text, length));
    }

    /// <summary>Copies a <c>char *</c> in UTF-8 up to its first NUL, or all of it.</summary>
    /// <param name="text">The address of the first byte.</param>
    /// <param name="capacity">The number of bytes. Memory after them is not read.</param>
    /// <returns>The string.</returns>
    public static string FromUtf8(byte* text, int capacity) => Koffi.ReadUtf8UntilNul(new ReadOnlySpan<byte>(text, capacity));

    /// <summary>Copies a <c>char16_t *</c> up to its first NUL, or all of it. A lone surrogate becomes U+FFFD.</summary>
    /// <param name="text">The address of the first code unit.</param>
    /// <param name="capacity">The number of code units. Memory after them is not read.</param>
    /// <returns>The string.</returns>
    public static string FromUtf16(char* text, int capacity) => Koffi.ReadUtf16UntilNul(new ReadOnlySpan<char>(text, capacity));

    /// <summary>
    /// Copies a <c>char32_t *</c> up to its first NUL, or all of it. A value that is not a Unicode scalar value becomes U+FFFD.
    /// </summary>
    /// <param name="text">The address of the first code unit.</param>
    /// <param name="capacity">The number of code units. Memory after them is not read.</param>
    /// <returns>The string.</returns>
    public static string FromUtf32(uint* text, int capacity) => Koffi.ReadUtf32UntilNul(new ReadOnlySpan<uint>(text, capacity));

    /// <summary>Copies a <c>wchar_t *</c> up to its first NUL, or all of it: UTF-16 on Windows, UTF-32 elsewhere.</summary>
    /// <param name="text">The address of the first <c>wchar_t</c>.</param>
    /// <param name="capacity">The number of <c>wchar_t</c> values. Memory after them is not read.</param>
    /// <returns>The string.</returns>
    public static string FromWide(void* text, int capacity) =>
        OperatingSystem.IsWindows() ? FromUtf16((char*)text, capacity) : FromUtf32((uint*)text, capacity);

    /// <summary>Copies a NUL-terminated <c>wchar_t *</c>: UTF-16 on Windows, UTF-32 elsewhere.</summary>
    /// <param name="text">The address of the first <c>wchar_t</c>, or NULL.</param>
    /// <returns>The string, or null for NULL.</returns>
    public static string? FromWide(void* text) => OperatingSystem.IsWindows() ? FromUtf16((char*)text) : FromUtf32((uint*)text);
}
