using System.Text;
using KoffiGen.CompilerServices;

namespace KoffiGen;

public static unsafe partial class Koffi
{
    /// <summary>Copies a NUL-terminated <c>char *</c> in UTF-8. Invalid UTF-8 becomes U+FFFD.</summary>
    /// <param name="address">The address of the first byte.</param>
    /// <returns>The string, or null if <paramref name="address"/> is NULL.</returns>
    /// <exception cref="ArgumentException">No NUL was found within the maximum length of a string.</exception>
    public static string? ReadUtf8(nint address) => NativeString.FromUtf8((byte*)address);

    /// <summary>Copies a number of bytes in UTF-8. A NUL does not end the string. Invalid UTF-8 becomes U+FFFD.</summary>
    /// <param name="address">The address of the first byte.</param>
    /// <param name="length">The number of bytes.</param>
    /// <returns>The string, or null if <paramref name="address"/> is NULL.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public static string? ReadUtf8(nint address, int length) =>
        TryView(address, length, out ReadOnlySpan<byte> text) ? Encoding.UTF8.GetString(text) : null;

    /// <summary>
    /// Copies the UTF-8 string in a buffer: up to the first NUL, or the whole buffer if it contains none. Invalid UTF-8 becomes U+FFFD.
    /// </summary>
    /// <param name="buffer">The buffer. The bytes after the NUL are ignored.</param>
    /// <returns>The string.</returns>
    public static string ReadUtf8UntilNul(ReadOnlySpan<byte> buffer) => Encoding.UTF8.GetString(UntilZero(buffer));

    /// <summary>Copies a NUL-terminated <c>char16_t *</c>. A lone surrogate becomes U+FFFD.</summary>
    /// <param name="address">The address of the first code unit.</param>
    /// <returns>The string, or null if <paramref name="address"/> is NULL.</returns>
    /// <exception cref="ArgumentException">No NUL was found within the maximum length of a string.</exception>
    public static string? ReadUtf16(nint address) => NativeString.FromUtf16((char*)address);

    /// <summary>Copies a number of UTF-16 code units. A NUL does not end the string. A lone surrogate becomes U+FFFD.</summary>
    /// <param name="address">The address of the first code unit.</param>
    /// <param name="length">The number of code units.</param>
    /// <returns>The string, or null if <paramref name="address"/> is NULL.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public static string? ReadUtf16(nint address, int length) =>
        TryView(address, length, out ReadOnlySpan<char> text) ? TextBuffer.ReadUtf16(text) : null;

    /// <summary>
    /// Copies the UTF-16 string in a buffer: up to the first NUL, or the whole buffer if it contains none. A lone surrogate becomes U+FFFD.
    /// </summary>
    /// <param name="buffer">The buffer. The code units after the NUL are ignored.</param>
    /// <returns>The string.</returns>
    public static string ReadUtf16UntilNul(ReadOnlySpan<char> buffer) => TextBuffer.ReadUtf16(UntilZero(buffer));

    /// <summary>Copies a NUL-terminated <c>char32_t *</c>. A value that is not a Unicode scalar value becomes U+FFFD.</summary>
    /// <param name="address">The address of the first code unit.</param>
    /// <returns>The string, or null if <paramref name="address"/> is NULL.</returns>
    /// <exception cref="OverflowException">No NUL was found within the maximum length of a string.</exception>
    public static string? ReadUtf32(nint address) => NativeString.FromUtf32((uint*)address);

    /// <summary>
    /// Copies a number of UTF-32 code units. A NUL does not end the string. A value that is not a Unicode scalar value becomes U+FFFD.
    /// </summary>
    /// <param name="address">The address of the first code unit.</param>
    /// <param name="length">The number of code units.</param>
    /// <returns>The string, or null if <paramref name="address"/> is NULL.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public static string? ReadUtf32(nint address, int length) =>
        TryView(address, length, out ReadOnlySpan<uint> text) ? TextBuffer.ReadUtf32(text) : null;

    /// <summary>
    /// Copies the UTF-32 string in a buffer: up to the first NUL, or the whole buffer if it contains none. A value that is not a Unicode
    /// scalar value becomes U+FFFD.
    /// </summary>
    /// <param name="buffer">The buffer. The code units after the NUL are ignored.</param>
    /// <returns>The string.</returns>
    public static string ReadUtf32UntilNul(ReadOnlySpan<uint> buffer) => TextBuffer.ReadUtf32(UntilZero(buffer));

    /// <summary>Copies a NUL-terminated <c>wchar_t *</c>: UTF-16 on Windows, UTF-32 elsewhere.</summary>
    /// <param name="address">The address of the first <c>wchar_t</c>.</param>
    /// <returns>The string, or null if <paramref name="address"/> is NULL.</returns>
    public static string? ReadWide(nint address) => NativeString.FromWide((void*)address);

    /// <summary>Copies a number of <c>wchar_t</c> values: UTF-16 on Windows, UTF-32 elsewhere. A NUL does not end the string.</summary>
    /// <param name="address">The address of the first <c>wchar_t</c>.</param>
    /// <param name="length">The number of <c>wchar_t</c> values.</param>
    /// <returns>The string, or null if <paramref name="address"/> is NULL.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public static string? ReadWide(nint address, int length) =>
        OperatingSystem.IsWindows() ? ReadUtf16(address, length) : ReadUtf32(address, length);

    /// <summary>Copies a <c>char **</c> of UTF-8 strings that ends with a NULL pointer, such as <c>environ</c>.</summary>
    /// <remarks>
    /// For strings of another width, get the pointers with <see cref="ViewUntilZero"/> or <see cref="View"/> and read each string with
    /// another method.
    /// </remarks>
    /// <param name="address">The address of the first pointer.</param>
    /// <returns>The strings before the NULL pointer, or null if <paramref name="address"/> is NULL.</returns>
    public static string[]? ReadUtf8Strings(nint address) =>
        address == 0 ? null : Array.ConvertAll(ViewUntilZero<nint>(address).ToArray(), static text => NativeString.FromUtf8((byte*)text)!);

    /// <summary>Copies a <c>char **</c> with a number of pointers to UTF-8 strings.</summary>
    /// <param name="address">The address of the first pointer. NULL is allowed if <paramref name="length"/> is 0.</param>
    /// <param name="length">The number of pointers.</param>
    /// <returns>The strings, with null for each NULL pointer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is NULL and <paramref name="length"/> is not 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public static string?[] ReadUtf8Strings(nint address, int length) =>
        Array.ConvertAll(ReadArray<nint>(address, length), static text => NativeString.FromUtf8((byte*)text));

    private static bool TryView<T>(nint address, int length, out ReadOnlySpan<T> view)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        view = address == 0 ? default : View<T>(address, length);
        return address != 0;
    }

    private static ReadOnlySpan<T> UntilZero<T>(ReadOnlySpan<T> buffer)
        where T : unmanaged, IEquatable<T> => buffer.IndexOf(default(T)) is var length and >= 0 ? buffer[..length] : buffer;
}
