namespace KoffiGen.Text;

/// <summary>A range of characters in one text of C declarations, counted in UTF-16 units from its beginning.</summary>
internal readonly record struct SourceSpan(int Start, int Length)
{
    public int End => Start + Length;

    /// <summary>The smallest span that covers everything from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    public static SourceSpan FromBounds(int start, int end) => new(start, end - start);

    /// <summary>The smallest span that covers both.</summary>
    public SourceSpan Through(SourceSpan other) => FromBounds(Math.Min(Start, other.Start), Math.Max(End, other.End));
}
