using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Called by generated code to copy text that C returned. What ends with a NUL becomes a string, NULL becomes null, and what isn't valid
/// text becomes U+FFFD. C keeps its memory.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class NativeString
{
    /// <summary>Copies a <c>char *</c>, which C# takes for UTF-8.</summary>
    public static string? FromUtf8(byte* text) =>
        text is null ? null : Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));

    /// <summary>Copies a <c>char16_t *</c>. As everywhere in .NET, a lone surrogate in UTF-16 stays what it is.</summary>
    public static string? FromUtf16(char* text) => text is null ? null : new string(text);

    /// <summary>Copies a <c>char32_t *</c>.</summary>
    public static string? FromUtf32(uint* text)
    {
        if (text is null)
            return null;

        // One by one: a vectorised search would read beyond the NUL, where there may be no memory.
        int length = 0;
        while (text[length] != 0)
            length++;
        return Encoding.UTF32.GetString((byte*)text, checked(length * sizeof(uint)));
    }

    /// <summary>Copies a <c>wchar_t *</c>: UTF-16 on Windows, UTF-32 elsewhere.</summary>
    public static string? FromWide(void* text) => OperatingSystem.IsWindows() ? FromUtf16((char*)text) : FromUtf32((uint*)text);
}
