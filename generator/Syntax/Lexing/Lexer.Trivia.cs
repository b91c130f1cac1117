using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Lexing;

// White space, line continuations (C23 5.1.1.2, phase 2) and comments (6.4.9). A comment belongs to the token before it if it ends the
// token's line or begins with '<'. Otherwise it belongs to the token after it, unless an empty line separates them.
internal sealed partial class Lexer
{
    private int _leadingStart = -1;
    private int _leadingEnd;
    private bool _leadingIsLines;

    /// <summary>Skips to the next token.</summary>
    /// <returns><see langword="false"/> at the end of the text and at the end of a directive's line.</returns>
    private bool SkipTrivia()
    {
        int lineBreaks = 0;
        while (_position < _text.Length)
        {
            char character = _text[_position];
            switch (character)
            {
                case ' ' or '\t' or '\v' or '\f':
                    _position++;
                    break;

                case '\r'
                or '\n':
                    if (_inDirective)
                    {
                        return false;
                    }

                    _position += LineBreakLength(0);
                    _startsLine = true;
                    if (++lineBreaks == 2)
                    {
                        _leadingStart = -1;
                    }

                    break;

                case '\\' when LineBreakLength(1) is > 0 and var length:
                    _position += 1 + length;
                    break;

                case '/' when Peek(1) is '/' or '*':
                    SkipComment(lineBreaks);
                    lineBreaks = 0;
                    break;

                default:
                    return true;
            }
        }

        return false;
    }

    private int LineBreakLength(int distance) =>
        Peek(distance) switch
        {
            '\r' => Peek(distance + 1) == '\n' ? 2 : 1,
            '\n' => 1,
            _ => 0,
        };

    private void SkipComment(int lineBreaks)
    {
        int start = _position;
        bool isLine = Peek(1) == '/';
        _position += 2;
        if (isLine)
        {
            SkipLineComment();
        }
        else
        {
            SkipBlockComment(start);
        }

        // A '<' may follow "//", "/*", "///", "/**", "//!" or "/*!".
        int mark = start + 2;
        mark += mark < _position && _text[mark] is '/' or '*' or '!' ? 1 : 0;
        bool pointsBack = mark < _position && _text[mark] == '<';
        SourceSpan span = SourceSpan.FromBounds(start, _position);
        if (_count > 0 && (pointsBack || (!_startsLine && IsRestOfLineEmpty())))
        {
            ref SyntaxToken last = ref _tokens[_count - 1];
            last = last with { Comments = last.Comments?.WithTrailing(span) ?? new TokenComments(_text, null, span) };
        }
        else if (!_inDirective)
        {
            // Line comments on consecutive lines are one comment. Of several block comments the last applies.
            bool continues = isLine && _leadingIsLines && _leadingStart >= 0 && lineBreaks == 1;
            _leadingStart = continues ? _leadingStart : start;
            _leadingEnd = _position;
            _leadingIsLines = isLine;
        }
    }

    private void SkipLineComment()
    {
        while (_position < _text.Length && Current is not ('\r' or '\n'))
        {
            _position += Current == '\\' ? 1 + LineBreakLength(1) : 1;
        }
    }

    private void SkipBlockComment(int start)
    {
        int end = _text.IndexOf("*/", _position, StringComparison.Ordinal);
        if (end >= 0)
        {
            _position = end + 2;
            return;
        }

        _position = _text.Length;
        _diagnostics.Report(SyntaxRules.UnterminatedComment, _source.Locate(new SourceSpan(start, 2)));
    }

    private bool IsRestOfLineEmpty()
    {
        int position = _position;
        while (position < _text.Length && _text[position] is ' ' or '\t')
        {
            position++;
        }

        return position >= _text.Length || _text[position] is '\r' or '\n';
    }

    /// <summary>Gets the comment that belongs to the next token.</summary>
    private TokenComments? TakeComments()
    {
        if (_leadingStart < 0)
        {
            return null;
        }

        SourceSpan span = SourceSpan.FromBounds(_leadingStart, _leadingEnd);
        _leadingStart = -1;
        return new TokenComments(_text, span, null);
    }
}
