using System.Collections.Immutable;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Lexing;

/// <summary>
/// Turns a text into preprocessing tokens (C23 6.4) in linear time. Each character that C does not allow is reported once and
/// skipped.
/// </summary>
internal sealed partial class Lexer
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly DiagnosticBag _diagnostics;
    private SyntaxToken[] _tokens;
    private int _count;
    private int _position;
    private bool _startsLine = true;
    private bool _inDirective;
    private ImmutableArray<DirectiveToken>.Builder? _directives;

    private Lexer(SourceText source, DiagnosticBag diagnostics)
    {
        _source = source;
        _text = source.Content;
        _diagnostics = diagnostics;

        // On average, a token of C has four characters.
        _tokens = new SyntaxToken[(_text.Length / 4) + 4];
    }

    /// <summary>Returns all tokens and directives of a text.</summary>
    public static TokenStream Tokenize(SourceText text, DiagnosticBag diagnostics) => new Lexer(text, diagnostics).Run();

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private char Peek(int distance) => _position + distance < _text.Length ? _text[_position + distance] : '\0';

    private TokenStream Run()
    {
        if (Current == '\uFEFF')
        {
            _position++;
        }

        while (SkipTrivia())
        {
            if (_startsLine && (Current == '#' || (Current == '%' && Peek(1) == ':')))
            {
                ReadDirective();
            }
            else
            {
                ReadToken();
            }
        }

        AddToken(SyntaxKind.EndOfText, _text.Length, "");
        return new TokenStream(_source, _tokens, _count, _directives?.ToImmutable() ?? []);
    }

    /// <summary>Reads a directive (C23 6.10.1): the tokens up to the end of the line are a stream of their own.</summary>
    private void ReadDirective()
    {
        int start = _position;
        TokenComments? comments = TakeComments();
        _position += Current == '#' ? 1 : 2;

        SyntaxToken[] outerTokens = _tokens;
        int outerCount = _count;
        _tokens = new SyntaxToken[8];
        _count = 0;
        _inDirective = true;
        _startsLine = false;
        while (SkipTrivia())
        {
            ReadToken();
        }

        int end = _count > 0 ? _tokens[_count - 1].Span.End : _position;
        AddToken(SyntaxKind.EndOfText, end, "");

        bool isNamed = _tokens[0].Kind == SyntaxKind.Identifier;
        SyntaxToken name = isNamed ? _tokens[0] : new SyntaxToken(SyntaxKind.Identifier, new SourceSpan(start + 1, 0), "");
        if (_count > 1 && _tokens[_count - 2].Comments is { } trailing)
        {
            comments = comments?.WithTrailing(trailing) ?? trailing;
        }

        if (isNamed)
        {
            _count--;
            Array.Copy(_tokens, 1, _tokens, 0, _count);
        }

        TokenStream tokens = new(_source, _tokens, _count, []);
        _tokens = outerTokens;
        _count = outerCount;
        _inDirective = false;
        (_directives ??= ImmutableArray.CreateBuilder<DirectiveToken>()).Add(
            new DirectiveToken(SourceSpan.FromBounds(start, end), name, tokens, _count) { Comments = comments }
        );
    }

    private void ReadToken()
    {
        char character = Current;
        if (IsIdentifierStart(character))
        {
            ReadIdentifierOrPrefixedLiteral();
        }
        else if (IsDigit(character) || (character == '.' && IsDigit(Peek(1))))
        {
            ReadNumber();
        }
        else if (character is '"' or '\'')
        {
            ReadQuoted(_position);
        }
        else if (Punctuators.Match(_text, _position, out string text) is var kind and not SyntaxKind.EndOfText)
        {
            int start = _position;
            _position += text.Length;
            AddToken(kind, start, text);
        }
        else if (TrySkipOtherIdentifierStart())
        {
            ReadIdentifierOrPrefixedLiteral();
        }
        else
        {
            SkipBadCharacter();
        }
    }

    private void AddToken(SyntaxKind kind, int start, string text, KnownWord word = KnownWord.None)
    {
        if (_count == _tokens.Length)
        {
            Array.Resize(ref _tokens, _count * 2);
        }

        int end = kind == SyntaxKind.EndOfText ? start : _position;
        _tokens[_count++] = new SyntaxToken(kind, SourceSpan.FromBounds(start, end), text)
        {
            Word = word,
            StartsLine = _startsLine,
            Comments = _leadingStart >= 0 && !_inDirective ? TakeComments() : null,
        };
        _startsLine = false;
    }

    private void SkipBadCharacter()
    {
        int length = char.IsHighSurrogate(Current) && char.IsLowSurrogate(Peek(1)) ? 2 : 1;
        int codePoint = length == 2 ? char.ConvertToUtf32(Current, Peek(1)) : Current;
        bool isPrintable = length == 2 || !(char.IsControl(Current) || char.IsSurrogate(Current) || char.IsSeparator(Current));
        string name = $"U+{codePoint:X4}";
        Report(
            SyntaxRules.UnexpectedCharacter,
            new SourceSpan(_position, length),
            isPrintable ? $"'{_text.Substring(_position, length)}' ({name})" : name
        );
        _position += length;
    }

    /// <summary>
    /// Reports a diagnostic, except in a directive: KoffiGen ignores most directives (<c>#error don't</c>) and each macro that is not a
    /// constant.
    /// </summary>
    private void Report(DiagnosticRule rule, SourceSpan span, params string[] arguments)
    {
        if (!_inDirective)
        {
            _diagnostics.Report(rule, _source.Locate(span), arguments);
        }
    }
}
