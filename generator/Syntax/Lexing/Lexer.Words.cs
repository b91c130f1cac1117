using System.Globalization;
using System.Text;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Lexing;

// Identifiers (C23 6.4.2), constants (6.4.4) and string literals (6.4.5).
internal sealed partial class Lexer
{
    private static bool IsDigit(char character) => character is >= '0' and <= '9';

    private static bool IsIdentifierStart(char character) => (uint)((character | 0x20) - 'a') <= 'z' - 'a' || character is '_' or '$';

    private static bool IsIdentifierPart(char character) => IsIdentifierStart(character) || IsDigit(character);

    private void ReadIdentifierOrPrefixedLiteral()
    {
        int start = _position;
        bool isPlain = true;
        while (true)
        {
            if (IsIdentifierPart(Current))
            {
                _position++;
            }
            else if (Current == '\\' && LineBreakLength(1) is > 0 and var length && IsIdentifierPart(Peek(1 + length)))
            {
                _position += 1 + length;
                isPlain = false;
            }
            else if (UniversalNameLength(isStart: _position == start) is > 0 and var nameLength)
            {
                _position += nameLength;
                isPlain = false;
            }
            else if (Current < 128 || !TrySkipOtherIdentifierPart())
            {
                break;
            }
        }

        if (Current is '"' or '\'' && IsEncodingPrefix(start))
        {
            ReadQuoted(start);
            return;
        }

        if (!isPlain)
        {
            string joined = TextWithoutContinuations(start, hasUniversalNames: true);
            AddToken(SyntaxKind.Identifier, start, joined, KnownWords.Find(joined.AsSpan(), out _));
            return;
        }

        KnownWord word = KnownWords.Find(_text.AsSpan(start, _position - start), out string? text);
        AddToken(SyntaxKind.Identifier, start, text ?? _text.Substring(start, _position - start), word);
    }

    /// <summary>Whether a character outside ASCII starts an identifier (C23 6.4.2.1 and annex D, XID_Start).</summary>
    private bool TrySkipOtherIdentifierStart()
    {
        // The position is restored, because the method that reads the identifier reads this character again.
        int start = _position;
        bool isStart = Current >= 128 && TrySkipOtherIdentifierPart() && IsStartCategory(CharUnicodeInfo.GetUnicodeCategory(_text, start));
        _position = start;
        return isStart || UniversalNameLength(isStart: true) > 0;
    }

    private static bool IsStartCategory(UnicodeCategory category) =>
        category
            is UnicodeCategory.UppercaseLetter
                or UnicodeCategory.LowercaseLetter
                or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter
                or UnicodeCategory.LetterNumber;

    private static bool IsPartCategory(UnicodeCategory category) =>
        IsStartCategory(category)
        || category
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.ConnectorPunctuation;

    private bool TrySkipOtherIdentifierPart()
    {
        bool isPart = IsPartCategory(CharUnicodeInfo.GetUnicodeCategory(_text, _position));
        if (isPart)
        {
            _position += char.IsHighSurrogate(Current) ? 2 : 1;
        }

        return isPart;
    }

    /// <summary>
    /// Returns the length of the universal character name here (C23 6.4.3), or 0 if there is none that an identifier can contain.
    /// </summary>
    private int UniversalNameLength(bool isStart)
    {
        if (Current != '\\' || !TryReadUniversalName(out int codePoint))
        {
            return 0;
        }

        // C does not allow universal character names for ASCII, control characters and surrogates.
        if (codePoint is < 0xA0 or (>= 0xD800 and <= 0xDFFF) or > 0x10FFFF)
        {
            return 0;
        }

        UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(char.ConvertFromUtf32(codePoint), 0);
        bool isAllowed = isStart ? IsStartCategory(category) : IsPartCategory(category);
        return !isAllowed ? 0
            : Peek(1) == 'u' ? 6
            : 10;
    }

    private bool TryReadUniversalName(out int codePoint)
    {
        codePoint = 0;
        int digits = Peek(1) switch
        {
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        return digits > 0
            && _position + 2 + digits <= _text.Length
            && int.TryParse(
                _text.Substring(_position + 2, digits),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out codePoint
            );
    }

    private bool IsEncodingPrefix(int start) =>
        (_position - start) switch
        {
            1 => _text[start] is 'L' or 'u' or 'U',
            2 => _text[start] == 'u' && _text[start + 1] == '8',
            _ => false,
        };

    /// <summary>Reads a character or string literal after its prefix.</summary>
    private void ReadQuoted(int start)
    {
        char quote = Current;
        bool isPlain = true;
        _position++;
        while (Current != quote || _position >= _text.Length)
        {
            if (_position >= _text.Length || Current is '\r' or '\n')
            {
                Report(SyntaxRules.UnterminatedLiteral, SourceSpan.FromBounds(start, _position), quote == '"' ? "string" : "character");
                AddQuoted(quote, start, isPlain);
                return;
            }

            if (Current == '\\')
            {
                int lineBreak = LineBreakLength(1);
                isPlain &= lineBreak == 0;
                _position += lineBreak == 0 ? Math.Min(2, _text.Length - _position) : 1 + lineBreak;
            }
            else
            {
                _position++;
            }
        }

        _position++;
        AddQuoted(quote, start, isPlain);
    }

    private void AddQuoted(char quote, int start, bool isPlain)
    {
        string text = isPlain ? _text.Substring(start, _position - start) : TextWithoutContinuations(start);
        AddToken(quote == '"' ? SyntaxKind.StringLiteral : SyntaxKind.CharacterLiteral, start, text);
    }

    /// <summary>Reads a preprocessing number (C23 6.4.8), which must be a valid constant.</summary>
    private void ReadNumber()
    {
        int start = _position;
        bool isPlain = true;
        while (true)
        {
            char character = Current;
            if (character is 'e' or 'E' or 'p' or 'P' && Peek(1) is '+' or '-' && IsExponentMark(start, character))
            {
                _position += 2;
            }
            else if (IsIdentifierPart(character) || character == '.' || (character == '\'' && IsIdentifierPart(Peek(1))))
            {
                _position++;
            }
            else if (character == '\\' && LineBreakLength(1) is > 0 and var length && IsIdentifierPart(Peek(1 + length)))
            {
                _position += 1 + length;
                isPlain = false;
            }
            else
            {
                break;
            }
        }

        string text = isPlain ? _text.Substring(start, _position - start) : TextWithoutContinuations(start);
        if (!NumberFormat.TryClassify(text, out SyntaxKind kind))
        {
            Report(SyntaxRules.InvalidNumber, SourceSpan.FromBounds(start, _position), text);
        }

        AddToken(kind, start, text);
    }

    /// <summary>
    /// Whether the character starts an exponent. In a hexadecimal integer, e is a digit: <c>0xE+1</c> is read as a sum, unlike in
    /// C.
    /// </summary>
    private bool IsExponentMark(int start, char character)
    {
        bool isHexadecimal = _text[start] == '0' && start + 1 < _text.Length && _text[start + 1] is 'x' or 'X';
        return isHexadecimal == (character is 'p' or 'P');
    }

    /// <summary>Returns the characters from <paramref name="start"/> to here after translation phase 2 (C23 5.1.1.2).</summary>
    private string TextWithoutContinuations(int start, bool hasUniversalNames = false)
    {
        StringBuilder text = new(_position - start);
        int end = _position;
        _position = start;
        while (_position < end)
        {
            if (Current == '\\' && LineBreakLength(1) is > 0 and var length)
            {
                _position += 1 + length;
                continue;
            }

            if (hasUniversalNames && Current == '\\' && TryReadUniversalName(out int codePoint))
            {
                text.Append(char.ConvertFromUtf32(codePoint));
                _position += Peek(1) == 'u' ? 6 : 10;
                continue;
            }

            text.Append(Current);
            _position++;
        }

        _position = end;
        return text.ToString();
    }
}
