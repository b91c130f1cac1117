using KoffiGen.Text;

namespace KoffiGen.C.Formats;

/// <summary>The sort of argument that a conversion takes.</summary>
internal enum FormatArgument
{
    /// <summary>A number of the conversion's type; for <c>scanf</c> a pointer to a number.</summary>
    Number,

    /// <summary>A string of bytes; for <c>scanf</c> a buffer.</summary>
    Text,

    /// <summary>A string of wide characters; for <c>scanf</c> a buffer.</summary>
    WideText,

    /// <summary>Any pointer.</summary>
    Pointer,

    /// <summary>A pointer to the integer in which <c>%n</c> stores the number of characters.</summary>
    Written,

    /// <summary>Not known, because the conversion is not known.</summary>
    Unknown,
}

/// <summary>One conversion specification of a format, with the argument that it takes.</summary>
/// <param name="Span">The span in the format.</param>
/// <param name="Text">The characters: <c>%-5.2f</c>, or the <c>*</c> of a width.</param>
/// <param name="Type">The type of a number.</param>
internal sealed record FormatConversion(SourceSpan Span, string Text, FormatArgument Argument, BasicTypeKind Type = BasicTypeKind.Int32)
{
    /// <summary>Whether signed and unsigned numbers are accepted, as for hexadecimal and octal conversions.</summary>
    public bool HasAnySign { get; init; }
}
