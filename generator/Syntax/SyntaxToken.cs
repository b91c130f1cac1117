namespace KoffiGen.Syntax;

/// <summary>A preprocessing token of C (C23 6.4), with the comment that stands before it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it is.</param>
/// <param name="Text">As it is written.</param>
internal readonly record struct SyntaxToken(SyntaxKind Kind, SourceSpan Span, string Text)
{
    /// <summary>A token that the parser expected and did not find: it has no width.</summary>
    public bool IsMissing => Span.Length == 0 && Kind != SyntaxKind.EndOfText;
}
