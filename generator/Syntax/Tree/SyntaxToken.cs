using KoffiGen.Syntax.Lexing;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Tree;

/// <summary>A preprocessing token of C (C23 6.4), with the comments that stand around it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it is.</param>
/// <param name="Text">As it is written; line continuations inside a token are removed.</param>
internal readonly record struct SyntaxToken(SyntaxKind Kind, SourceSpan Span, string Text)
{
    /// <summary>What the identifier means to the parser by itself, whatever the scope.</summary>
    public KnownWord Word { get; init; }

    /// <summary>Nothing but white space and comments stands before it on its line.</summary>
    public bool StartsLine { get; init; }

    /// <summary>The comments around it, or <see langword="null"/> where there are none.</summary>
    public TokenComments? Comments { get; init; }

    /// <summary>A token that the parser expected and did not find: it has no width.</summary>
    public bool IsMissing => Span.Length == 0 && Kind != SyntaxKind.EndOfText;
}
