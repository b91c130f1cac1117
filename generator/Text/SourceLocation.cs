namespace KoffiGen.Text;

/// <summary>A range of characters in a text.</summary>
internal sealed record SourceLocation(SourceText Text, SourceSpan Span)
{
    /// <summary>Gets the location of what no text declares, such as a directive of the project.</summary>
    public static SourceLocation None { get; } = new SourceText("").Location;

    /// <summary>Gets the order of written locations: by text, then by the beginning of the span.</summary>
    public static IComparer<SourceLocation> Order { get; } =
        Comparer<SourceLocation>.Create(
            static (left, right) =>
                (left.Written.Text.Index, left.Written.Span.Start).CompareTo((right.Written.Text.Index, right.Written.Span.Start))
        );

    /// <summary>
    /// Gets the use of the macro that produced the characters; <see langword="null"/> for characters that the text contains.
    /// </summary>
    public SourceLocation? ExpandedFrom { get; init; }

    /// <summary>Gets the location in a text that the user wrote, which is the use of the outermost macro.</summary>
    public SourceLocation Written => ExpandedFrom?.Written ?? this;

    /// <summary>Whether the written location begins at or after the beginning of another one.</summary>
    public bool Follows(SourceLocation other) => Order.Compare(this, other) >= 0;

    /// <summary>
    /// Returns the location of a part of the declaration that is at this location. Through a typedef, another declaration may contain
    /// the part, and no text of this declaration shows it. The method then returns this location.
    /// </summary>
    public SourceLocation Narrow(SourceLocation? part) => part is not null && part.Written.Text.IsBeside(Written.Text) ? part : this;
}
