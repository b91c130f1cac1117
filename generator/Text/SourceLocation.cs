namespace KoffiGen.Text;

/// <summary>
/// A range of characters in one of the texts that are bound together: the strings of an attribute, or the text of a file.
/// </summary>
/// <param name="Text">The index of the text.</param>
internal sealed record SourceLocation(int Text, SourceSpan Span)
{
    /// <summary>
    /// Gets the use of the macro that produced the characters; <see langword="null"/> for characters that the text contains.
    /// </summary>
    public SourceLocation? ExpandedFrom { get; init; }

    /// <summary>Gets the location in a text that the user wrote, which is the use of the outermost macro.</summary>
    public SourceLocation Written => ExpandedFrom?.Written ?? this;

    /// <summary>Whether the written location begins at or after the beginning of another one.</summary>
    public bool Follows(SourceLocation other) =>
        (Written.Text, Written.Span.Start).CompareTo((other.Written.Text, other.Written.Span.Start)) >= 0;
}
