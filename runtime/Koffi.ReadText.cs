using System.Text;
using KoffiGen.CompilerServices;

namespace KoffiGen;

public static unsafe partial class Koffi
{
    /// <summary>Copies a <c>char *</c> of UTF-8 that ends with a NUL. What isn't UTF-8 becomes U+FFFD.</summary>
    /// <param name="address">The first byte.</param>
    /// <returns>The text; null for NULL.</returns>
    /// <exception cref="ArgumentException">There is no NUL within the length that a string can have.</exception>
    public static string? ReadUtf8(nint address) => NativeString.FromUtf8((byte*)address);

    /// <summary>Copies so many bytes of UTF-8. NULs among them are text like any other; what isn't UTF-8 becomes U+FFFD.</summary>
    /// <param name="address">The first byte.</param>
    /// <param name="length">How many bytes there are.</param>
    /// <returns>The text; null for NULL.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public static string? ReadUtf8(nint address, int length) =>
        TryView(address, length, out ReadOnlySpan<byte> text) ? Encoding.UTF8.GetString(text) : null;

    /// <summary>Copies the UTF-8 that C left in a buffer: up to its first NUL, or all of it. What isn't UTF-8 becomes U+FFFD.</summary>
    /// <param name="buffer">The buffer, with anything behind the NUL.</param>
    /// <returns>The text.</returns>
    public static string ReadUtf8UntilNul(ReadOnlySpan<byte> buffer) => Encoding.UTF8.GetString(UntilZero(buffer));

    /// <summary>Copies a <c>char16_t *</c> that ends with a NUL. A lone surrogate becomes U+FFFD.</summary>
    /// <param name="address">The first unit.</param>
    /// <returns>The text; null for NULL.</returns>
    /// <exception cref="ArgumentException">There is no NUL within the length that a string can have.</exception>
    public static string? ReadUtf16(nint address) => NativeString.FromUtf16((char*)address);

    /// <summary>Copies so many units of UTF-16. NULs among them are text like any other; a lone surrogate becomes U+FFFD.</summary>
    /// <param name="address">The first unit.</param>
    /// <param name="length">How many units there are.</param>
    /// <returns>The text; null for NULL.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public static string? ReadUtf16(nint address, int length) =>
        TryView(address, length, out ReadOnlySpan<char> text) ? TextBuffer.ReadUtf16(text) : null;

    /// <summary>Copies the UTF-16 that C left in a buffer: up to its first NUL, or all of it. A lone surrogate becomes U+FFFD.</summary>
    /// <param name="buffer">The buffer, with anything behind the NUL.</param>
    /// <returns>The text.</returns>
    public static string ReadUtf16UntilNul(ReadOnlySpan<char> buffer) => TextBuffer.ReadUtf16(UntilZero(buffer));

    /// <summary>Copies a <c>char32_t *</c> that ends with a NUL. What is no character becomes U+FFFD.</summary>
    /// <param name="address">The first character.</param>
    /// <returns>The text; null for NULL.</returns>
    /// <exception cref="OverflowException">There is no NUL within the length that a string can have.</exception>
    public static string? ReadUtf32(nint address) => NativeString.FromUtf32((uint*)address);

    /// <summary>Copies so many characters of UTF-32. NULs among them are text like any other; what is no character becomes U+FFFD.</summary>
    /// <param name="address">The first character.</param>
    /// <param name="length">How many characters there are.</param>
    /// <returns>The text; null for NULL.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public static string? ReadUtf32(nint address, int length) =>
        TryView(address, length, out ReadOnlySpan<uint> text) ? TextBuffer.ReadUtf32(text) : null;

    /// <summary>Copies the UTF-32 that C left in a buffer: up to its first NUL, or all of it. What is no character becomes U+FFFD.</summary>
    /// <param name="buffer">The buffer, with anything behind the NUL.</param>
    /// <returns>The text.</returns>
    public static string ReadUtf32UntilNul(ReadOnlySpan<uint> buffer) => TextBuffer.ReadUtf32(UntilZero(buffer));

    /// <summary>Copies a <c>wchar_t *</c> that ends with a NUL: UTF-16 (2 bytes each) on Windows, UTF-32 (4 bytes each) elsewhere.</summary>
    /// <param name="address">The first unit.</param>
    /// <returns>The text; null for NULL.</returns>
    public static string? ReadWide(nint address) => NativeString.FromWide((void*)address);

    /// <summary>Copies so many <c>wchar_t</c>: UTF-16 (2 bytes each) on Windows, UTF-32 (4 bytes each) elsewhere.</summary>
    /// <param name="address">The first unit.</param>
    /// <param name="length">How many units there are.</param>
    /// <returns>The text; null for NULL.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public static string? ReadWide(nint address, int length) =>
        OperatingSystem.IsWindows() ? ReadUtf16(address, length) : ReadUtf32(address, length);

    /// <summary>Copies a <c>char **</c> of UTF-8 that ends with a NULL, such as <c>environ</c>.</summary>
    /// <remarks>
    /// For other widths, <see cref="ViewUntilZero"/> or <see cref="View"/> gives the pointers, and another reader the text behind each.
    /// </remarks>
    /// <param name="address">The first pointer.</param>
    /// <returns>The texts before the NULL; null for NULL.</returns>
    public static string[]? ReadUtf8Strings(nint address) =>
        address == 0 ? null : Array.ConvertAll(ViewUntilZero<nint>(address).ToArray(), static text => NativeString.FromUtf8((byte*)text)!);

    /// <summary>Copies a <c>char **</c> of UTF-8 with so many pointers.</summary>
    /// <param name="address">The first pointer. NULL is an empty array if there are no pointers.</param>
    /// <param name="length">How many pointers there are.</param>
    /// <returns>The texts, with null for NULL.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is NULL, and <paramref name="length"/> isn't 0.</exception>
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
