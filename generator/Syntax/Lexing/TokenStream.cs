using System.Collections.Immutable;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Lexing;

/// <summary>
/// The input of the parser: tokens, and the preprocessing directives with their positions among the tokens. The lexer creates a
/// stream from a text; a preprocessor is a function from one stream to another.
/// </summary>
internal sealed class TokenStream
{
    private readonly SyntaxToken[] _tokens;

    /// <param name="text">The text of the spans of the tokens.</param>
    /// <param name="tokens">The tokens. The last one is the end of the text. The stream takes ownership of the array.</param>
    /// <param name="count">The number of elements that are in use.</param>
    /// <param name="directives">The directives, in the order of the text.</param>
    public TokenStream(SourceText text, SyntaxToken[] tokens, int count, ImmutableArray<DirectiveToken> directives)
    {
        if (count == 0 || tokens[count - 1].Kind != SyntaxKind.EndOfText)
        {
            throw new ArgumentException("A token stream ends with the end of the text.", nameof(tokens));
        }

        Text = text;
        _tokens = tokens;
        Count = count;
        Directives = directives;
    }

    public SourceText Text { get; }

    public int Count { get; }

    public ImmutableArray<DirectiveToken> Directives { get; }

    /// <summary>Gets the token at an index. After the last token, it is the end of the text.</summary>
    public ref readonly SyntaxToken this[int index] => ref _tokens[Math.Min(index, Count - 1)];
}

/// <summary>A preprocessing directive (C23 6.10): one line with its continuations.</summary>
internal sealed class DirectiveToken(SourceSpan span, SyntaxToken name, TokenStream tokens, int position)
{
    public SourceSpan Span { get; } = span;

    /// <summary>Gets the word after the <c>#</c>, which is missing in the null directive.</summary>
    public SyntaxToken Name { get; } = name;

    /// <summary>Gets the tokens after the word.</summary>
    public TokenStream Tokens { get; } = tokens;

    /// <summary>Gets the index of the token after the directive in the stream of the directive.</summary>
    public int Position { get; } = position;

    /// <summary>Whether a parenthesis directly follows the macro's name, so that the macro has parameters (C23 6.10.5).</summary>
    public bool HasMacroParameters => Tokens[1].Kind == SyntaxKind.OpenParenthesis && Tokens[1].Span.Start == Tokens[0].Span.End;

    /// <summary>Gets or sets whether the directive defines a macro of specifiers, which the expander has replaced at each use.</summary>
    public bool IsWord { get; set; }

    public TokenComments? Comments { get; init; }
}
