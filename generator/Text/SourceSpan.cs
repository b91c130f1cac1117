namespace KoffiGen.Text;

/// <summary>A range of characters in one text, in UTF-16 code units from the beginning.</summary>
internal readonly record struct SourceSpan(int Start, int Length)
{
    public int End => Start + Length;

    /// <summary>Returns the span from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public static SourceSpan FromBounds(int start, int end) => new(start, end - start);

    /// <summary>Returns the smallest span that contains both spans.</summary>
    public SourceSpan Through(SourceSpan other) => FromBounds(Math.Min(Start, other.Start), Math.Max(End, other.End));
}
