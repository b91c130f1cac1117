namespace KoffiGen.C;

/// <summary>The encoding of C strings, which the width of the character type determines.</summary>
internal enum TextEncoding
{
    Utf8,
    Utf16,
    Utf32,

    /// <summary>The encoding of <c>wchar_t</c>: UTF-16 on Windows, UTF-32 elsewhere.</summary>
    Wide,
}
