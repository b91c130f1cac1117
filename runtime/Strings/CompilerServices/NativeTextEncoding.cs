using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>The encodings of C strings, one for each character type. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum NativeTextEncoding
{
    /// <summary><c>char</c>: UTF-8.</summary>
    Utf8,

    /// <summary><c>char16_t</c>: UTF-16.</summary>
    Utf16,

    /// <summary><c>char32_t</c>: UTF-32.</summary>
    Utf32,

    /// <summary><c>wchar_t</c>: UTF-16 on Windows, UTF-32 elsewhere.</summary>
    Wide,
}
