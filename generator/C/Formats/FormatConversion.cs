using KoffiGen.Text;

namespace KoffiGen.C.Formats;

/// <summary>What an argument of a format is.</summary>
internal enum FormatArgument
{
    /// <summary>A number of the type that the conversion names; for <c>scanf</c> a pointer to one.</summary>
    Number,

    /// <summary>Text in bytes; for <c>scanf</c> memory for it.</summary>
    Text,

    /// <summary>Text in wide characters.</summary>
    WideText,

    /// <summary>Any pointer.</summary>
    Pointer,

    /// <summary>What C writes the number of characters to: <c>%n</c>.</summary>
    Written,

    /// <summary>Nothing that could be known.</summary>
    Unknown,
}

/// <summary>One conversion of a format, and the argument that it takes.</summary>
/// <param name="Span">Its place in the format.</param>
/// <param name="Text">What is written there: <c>%-5.2f</c>, or the star of a width.</param>
/// <param name="Type">Of a number, C's type.</param>
internal sealed record FormatConversion(SourceSpan Span, string Text, FormatArgument Argument, BasicTypeKind Type = BasicTypeKind.Int32)
{
    /// <summary>Whether the number has a sign is all the same: hexadecimal and octal ones.</summary>
    public bool HasAnySign { get; init; }
}
