using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>The widths of C's characters, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum NativeTextEncoding
{
    /// <summary><c>char</c>.</summary>
    Utf8,

    /// <summary><c>char16_t</c>.</summary>
    Utf16,

    /// <summary><c>char32_t</c>.</summary>
    Utf32,

    /// <summary><c>wchar_t</c>: UTF-16 on Windows, else UTF-32.</summary>
    Wide,
}
