using KoffiGen.Syntax.Tree;

namespace KoffiGen.Syntax.Lexing;

/// <summary>Distinguishes integer constants (C23 6.4.4.1), floating constants (6.4.4.2) and malformed numbers.</summary>
internal static class NumberFormat
{
    /// <returns>Whether the text is a constant. Otherwise the kind is the most likely one.</returns>
    public static bool TryClassify(string text, out SyntaxKind kind)
    {
        kind = SyntaxKind.IntegerLiteral;
        int position = 0;
        int radix = 10;
        if (text[0] == '0' && text.Length > 1)
        {
            (radix, position) = text[1] switch
            {
                'x' or 'X' => (16, 2),
                'b' or 'B' => (2, 2),
                'o' or 'O' => (8, 2),
                _ => (10, 0),
            };
        }

        int digitsStart = position;
        if (!SkipDigits(text, ref position, radix))
        {
            return false;
        }

        int digits = position - digitsStart;
        bool isFloating = false;
        if (position < text.Length && text[position] == '.' && radix is 10 or 16)
        {
            isFloating = true;
            int fraction = ++position;
            if (!SkipDigits(text, ref position, radix))
            {
                kind = SyntaxKind.FloatingLiteral;
                return false;
            }

            digits += position - fraction;
        }

        bool hasExponent = position < text.Length && (text[position] | 0x20) == (radix == 16 ? 'p' : 'e') && radix is 10 or 16;
        kind = isFloating || hasExponent ? SyntaxKind.FloatingLiteral : SyntaxKind.IntegerLiteral;
        if (digits == 0)
        {
            return false;
        }

        if (hasExponent)
        {
            position++;
            position += position < text.Length && text[position] is '+' or '-' ? 1 : 0;
            int exponent = position;
            if (!SkipDigits(text, ref position, 10) || position == exponent)
            {
                return false;
            }
        }

        string suffix = text.Substring(position).ToLowerInvariant();
        if (kind == SyntaxKind.FloatingLiteral)
        {
            return (radix != 16 || hasExponent) && suffix is "" or "f" or "l" or "f16" or "f32" or "f64" or "f128" or "df" or "dd" or "dl";
        }

        // A leading 0 that is not part of a prefix means octal.
        bool isOctal = radix == 10 && text[0] == '0';
        return !(isOctal && text.AsSpan(0, position).IndexOfAny('8', '9') >= 0)
            && suffix
                is ""
                    or "u"
                    or "l"
                    or "ll"
                    or "ul"
                    or "lu"
                    or "ull"
                    or "llu"
                    or "wb"
                    or "uwb"
                    or "wbu"
                    or "i8"
                    or "i16"
                    or "i32"
                    or "i64"
                    or "ui8"
                    or "ui16"
                    or "ui32"
                    or "ui64";
    }

    /// <returns>Whether every digit separator is between two digits.</returns>
    private static bool SkipDigits(string text, ref int position, int radix)
    {
        int start = position;
        while (position < text.Length)
        {
            if (text[position] == '\'')
            {
                bool isBetween =
                    position > start
                    && position + 1 < text.Length
                    && IsDigit(text[position - 1], radix)
                    && IsDigit(text[position + 1], radix);
                if (!isBetween)
                {
                    return false;
                }
            }
            else if (!IsDigit(text[position], radix))
            {
                break;
            }

            position++;
        }

        return true;
    }

    private static bool IsDigit(char character, int radix) =>
        character is >= '0' and <= '9' ? character - '0' < radix : radix == 16 && (character | 0x20) is >= 'a' and <= 'f';
}
