using System.Collections.Immutable;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Lexing;

/// <summary>
/// What the parser reads: tokens without directives, and the directives with their places among the tokens. The lexer makes one
/// from a text; a preprocessor is a function from one stream to another.
/// </summary>
internal sealed class TokenStream
{
    private readonly SyntaxToken[] _tokens;

    /// <param name="tokens">The tokens, the last of them the end of the text. The array becomes this stream's own.</param>
    /// <param name="count">How many elements of the array are in use.</param>
    /// <param name="directives">The directives, in the order of the text.</param>
    public TokenStream(SyntaxToken[] tokens, int count, ImmutableArray<DirectiveToken> directives)
    {
        if (count == 0 || tokens[count - 1].Kind != SyntaxKind.EndOfText)
            throw new ArgumentException("A token stream ends with the end of the text.", nameof(tokens));

        _tokens = tokens;
        Count = count;
        Directives = directives;
    }

    public int Count { get; }

    public ImmutableArray<DirectiveToken> Directives { get; }

    /// <summary>The token at a place; beyond the last it is the end of the text.</summary>
    public ref readonly SyntaxToken this[int index] => ref _tokens[Math.Min(index, Count - 1)];
}

/// <summary>A preprocessing directive (C23 6.10): one line, with all its continuations.</summary>
internal sealed class DirectiveToken(SourceSpan span, SyntaxToken name, TokenStream tokens, int position)
{
    public SourceSpan Span { get; } = span;

    /// <summary>The word after the <c>#</c>; missing in the null directive.</summary>
    public SyntaxToken Name { get; } = name;

    /// <summary>What follows the word.</summary>
    public TokenStream Tokens { get; } = tokens;

    /// <summary>The index of the token that follows the directive in the stream it stands in.</summary>
    public int Position { get; } = position;

    /// <summary>C23 6.10.5: a parenthesis directly behind the name makes a macro with parameters.</summary>
    public bool HasMacroParameters => Tokens[1].Kind == SyntaxKind.OpenParenthesis && Tokens[1].Span.Start == Tokens[0].Span.End;

    /// <summary>Defines a word of declarations, which was replaced wherever it stood.</summary>
    public bool IsWord { get; set; }

    public TokenComments? Comments { get; init; }
}
