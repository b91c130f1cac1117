namespace KoffiGen.Text;

/// <summary>A name in a text. A missing name has no characters and an empty span.</summary>
internal readonly record struct SourceName(string Text, SourceSpan Span)
{
    public bool IsMissing => Text.Length == 0;
}
