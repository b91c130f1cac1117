using KoffiGen.Syntax.Lexing;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Tree;

/// <summary>A preprocessing token (C23 6.4) with the comments around it.</summary>
/// <param name="Text">The characters of the token, without line continuations.</param>
internal readonly record struct SyntaxToken(SyntaxKind Kind, SourceSpan Span, string Text)
{
    /// <summary>Gets the meaning of the identifier that does not depend on a scope.</summary>
    public KnownWord Word { get; init; }

    /// <summary>Whether only white space and comments precede the token on its line.</summary>
    public bool StartsLine { get; init; }

    /// <summary>Gets the comments around the token; <see langword="null"/> if there are none.</summary>
    public TokenComments? Comments { get; init; }

    /// <summary>Whether the parser expected the token but did not find it, so that the span is empty.</summary>
    public bool IsMissing => Span.Length == 0 && Kind != SyntaxKind.EndOfText;
}
