namespace KoffiGen.C;

/// <summary>The basic types of C (C23 6.2.5), and <c>va_list</c>. <see cref="BasicTypes"/> has the facts about each.</summary>
internal enum BasicTypeKind
{
    Bool,
    Char,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Int128,
    UInt128,

    /// <summary><c>long</c>, which has 64 bits on LP64 targets and 32 bits on the others.</summary>
    Long,
    ULong,

    /// <summary><c>intptr_t</c>, <c>ptrdiff_t</c>, <c>ssize_t</c>.</summary>
    IntPtr,

    /// <summary><c>uintptr_t</c>, <c>size_t</c>.</summary>
    UIntPtr,
    Char16,
    Char32,

    /// <summary><c>wchar_t</c>: 16 bits, unsigned, on Windows; 32 bits elsewhere, unsigned on Linux arm and arm64.</summary>
    WChar,
    Float,
    Double,
    LongDouble,
    FloatComplex,
    DoubleComplex,
    LongDoubleComplex,

    /// <summary><c>va_list</c>, whose content differs between targets and is opaque to programs.</summary>
    VaList,
}

internal enum ByteOrder
{
    Native,
    Little,
    Big,
}
