using System.Globalization;
using System.Text;
using KoffiGen.C;
using KoffiGen.C.Layout;

namespace KoffiGen.Declarations;

/// <summary>Computes the values of literals (C23 6.4.5), whose form the lexer has checked. A literal out of range has no value.</summary>
internal static class LiteralParser
{
    public static ConstantValue? ParseInteger(string text, TargetAbi target)
    {
        string digits = text.Replace("'", "").ToLowerInvariant();
        int radix = 10;
        if (digits.Length > 1 && digits[0] == '0')
        {
            (radix, int skipped) = digits[1] switch
            {
                'x' => (16, 2),
                'b' => (2, 2),
                'o' => (8, 2),
                _ => (8, 1),
            };
            digits = digits.Substring(skipped);
        }

        ulong value = 0;
        int position = 0;
        for (; position < digits.Length && DigitValue(digits[position]) < radix; position++)
        {
            ulong digit = (ulong)DigitValue(digits[position]);
            if (value > (ulong.MaxValue - digit) / (ulong)radix)
            {
                return null;
            }

            value = (value * (ulong)radix) + digit;
        }

        string suffix = digits.Substring(position);
        foreach (BasicTypeKind kind in Candidates(suffix, radix == 10))
        {
            BasicType type = BasicType.Get(kind);
            int width = (int)type.GetLayout(target).Size * 8;
            int bits = type.IsSigned(target) ? width - 1 : width;
            if (bits == 64 || value >> bits == 0)
            {
                return new ConstantValue(ConstantKind.Integer, type, unchecked((long)value));
            }
        }

        return null;
    }

    /// <summary>Whether an integer literal is decimal and has no <c>u</c> suffix.</summary>
    public static bool IsSigned(string text) => text[0] != '0' && text.IndexOfAny(['u', 'U']) < 0;

    /// <summary>Returns the possible types in order. The literal has the first one that holds its value (C23 6.4.5.2, table 5).</summary>
    private static IEnumerable<BasicTypeKind> Candidates(string suffix, bool isDecimal)
    {
        bool isUnsigned = suffix.Contains('u');
        bool allowsUnsigned = isUnsigned || !isDecimal;
        int rank = suffix switch
        {
            _ when suffix.Contains("ll") || suffix.Contains("64") => 2,
            _ when suffix.Contains('l') => 1,
            _ => 0,
        };
        (BasicTypeKind Signed, BasicTypeKind Unsigned)[] kinds =
        [
            (BasicTypeKind.Int32, BasicTypeKind.UInt32),
            (BasicTypeKind.Long, BasicTypeKind.ULong),
            (BasicTypeKind.Int64, BasicTypeKind.UInt64),
        ];
        foreach ((BasicTypeKind signedKind, BasicTypeKind unsignedKind) in kinds.Skip(rank))
        {
            if (!isUnsigned)
            {
                yield return signedKind;
            }

            if (allowsUnsigned)
            {
                yield return unsignedKind;
            }
        }

        // In C, no decimal literal without suffix is unsigned, but compilers accept the largest ones as unsigned, with a warning.
        yield return BasicTypeKind.UInt64;
    }

    public static ConstantValue? ParseFloating(string text)
    {
        string digits = text.Replace("'", "").ToLowerInvariant();
        bool isHexadecimal = digits.StartsWith("0x", StringComparison.Ordinal);
        int end = digits.Length;
        while (
            end > 0
            && (
                isHexadecimal
                    ? digits[end - 1] is 'f' or 'l' && digits.IndexOf('p') is int p and >= 0 && p < end
                    : digits[end - 1] is 'f' or 'l' or 'd'
            )
        )
        {
            end--;
        }

        BasicTypeKind kind = digits.Substring(end) switch
        {
            "f" => BasicTypeKind.Float,
            "l" => BasicTypeKind.LongDouble,
            _ => BasicTypeKind.Double,
        };
        digits = digits.Substring(0, end);
        double value;
        if (isHexadecimal)
        {
            value = ParseHexadecimalFloating(digits);
        }
        else if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return null;
        }

        return new ConstantValue(ConstantKind.Floating, BasicType.Get(kind), Floating: kind == BasicTypeKind.Float ? (float)value : value);
    }

    private static double ParseHexadecimalFloating(string digits)
    {
        int mark = digits.IndexOf('p');
        int exponent =
            mark >= 0
            && int.TryParse(digits.Substring(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int parsed)
                ? parsed
                : 0;
        double value = 0;
        bool isFraction = false;
        foreach (char character in digits.Substring(2, (mark < 0 ? digits.Length : mark) - 2))
        {
            if (character == '.')
            {
                isFraction = true;
                continue;
            }

            value = (value * 16) + DigitValue(character);
            exponent -= isFraction ? 4 : 0;
        }

        return value * Math.Pow(2, exponent);
    }

    /// <summary>
    /// Computes a character constant (C23 6.4.5.4). Without a prefix it is an <c>int</c>, in which each character shifts the ones
    /// before it.
    /// </summary>
    public static ConstantValue? ParseCharacter(string text, TargetAbi target)
    {
        int quote = text.IndexOf('\'');
        if (quote < 0 || Unescape(text, quote) is not { Length: > 0 } content)
        {
            return null;
        }

        BasicType? type = text.Substring(0, quote) switch
        {
            "L" => BasicType.Get(BasicTypeKind.WChar),
            "u" => BasicType.Get(BasicTypeKind.Char16),
            "U" => BasicType.Get(BasicTypeKind.Char32),
            "u8" => BasicType.Get(BasicTypeKind.UInt8),
            _ => null,
        };
        if (type is not null)
        {
            long code = char.IsHighSurrogate(content[0]) && content.Length > 1 ? char.ConvertToUtf32(content[0], content[1]) : content[0];
            return new ConstantValue(
                ConstantKind.Integer,
                type,
                type.Kind == BasicTypeKind.WChar && target.WCharSize == 2 ? (ushort)code : code
            );
        }

        if (content.Length == 1 && content[0] < 0x100)
        {
            return ConstantValue.Int((sbyte)content[0]);
        }

        int value = 0;
        foreach (byte unit in Encoding.UTF8.GetBytes(content))
        {
            value = unchecked((value << 8) | unit);
        }

        return ConstantValue.Int(value);
    }

    /// <summary>Joins adjacent literals into one string (C23 5.2.1.2, translation phase 6).</summary>
    public static ConstantValue? ParseString(string text)
    {
        StringBuilder content = new();
        for (int quote = text.IndexOf('"'); quote >= 0; )
        {
            content.Append(Unescape(text, quote));
            int end = FindEnd(text, quote);
            quote = end + 1 < text.Length ? text.IndexOf('"', end + 1) : -1;
        }

        return new ConstantValue(ConstantKind.String, BasicType.Get(BasicTypeKind.Char), Text: content.ToString());
    }

    private static int FindEnd(string text, int quote)
    {
        int position = quote + 1;
        while (position < text.Length && text[position] != text[quote])
        {
            position += text[position] == '\\' ? 2 : 1;
        }

        return Math.Min(position, text.Length);
    }

    private static string Unescape(string text, int quote)
    {
        StringBuilder content = new();
        int end = FindEnd(text, quote);
        int position = quote + 1;
        while (position < end)
        {
            char character = text[position++];
            if (character != '\\' || position >= end)
            {
                content.Append(character);
                continue;
            }

            character = text[position++];
            switch (character)
            {
                case 'x':
                    AppendCode(content, ReadDigits(text, ref position, end, 16, int.MaxValue));
                    break;
                case 'u' or 'U':
                    AppendCode(content, ReadDigits(text, ref position, end, 16, character == 'u' ? 4 : 8));
                    break;
                case >= '0' and <= '7':
                    position--;
                    AppendCode(content, ReadDigits(text, ref position, end, 8, 3));
                    break;
                default:
                    content.Append(
                        character switch
                        {
                            'a' => '\a',
                            'b' => '\b',
                            'e' => '\u001b',
                            'f' => '\f',
                            'n' => '\n',
                            'r' => '\r',
                            't' => '\t',
                            'v' => '\v',
                            _ => character,
                        }
                    );
                    break;
            }
        }

        return content.ToString();
    }

    private static long ReadDigits(string text, ref int position, int end, int radix, int count)
    {
        long value = 0;
        for (; count > 0 && position < end && DigitValue(text[position]) < radix; count--)
        {
            value = Math.Min((value * radix) + DigitValue(text[position++]), int.MaxValue);
        }

        return value;
    }

    private static void AppendCode(StringBuilder content, long code)
    {
        if (code is > 0xFFFF and <= 0x10FFFF)
        {
            content.Append(char.ConvertFromUtf32((int)code));
        }
        else
        {
            content.Append(code > 0xFFFF ? '\uFFFD' : (char)code);
        }
    }

    private static int DigitValue(char character) =>
        character switch
        {
            >= '0' and <= '9' => character - '0',
            >= 'a' and <= 'f' => character - 'a' + 10,
            >= 'A' and <= 'F' => character - 'A' + 10,
            _ => int.MaxValue,
        };
}
