using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SourceSpan = KoffiGen.Text.SourceSpan;

namespace KoffiGen.Analyzers;

// The characters of each kind of literal.
internal sealed partial class LiteralMapper
{
    private static List<Character> Copy(string text, int start, ExpressionSyntax? owner) =>
        [.. text.Select((character, index) => new Character(character, new TextSpan(start + index, 1), owner))];

    private static List<Character> Verbatim(string text, int start, ExpressionSyntax? owner, bool isInterpolated)
    {
        List<Character> characters = [];
        for (int index = 0; index < text.Length; )
        {
            int length = IsDoubled(text, index, '"') || (isInterpolated && IsDoubledBrace(text, index)) ? 2 : 1;
            characters.Add(new Character(text[index], new TextSpan(start + index, length), owner));
            index += length;
        }

        return characters;
    }

    private static List<Character>? Regular(string text, int start, ExpressionSyntax? owner, bool isInterpolated)
    {
        List<Character> characters = [];
        for (int index = 0; index < text.Length; )
        {
            int length = 1;
            string value = text[index].ToString();
            if (isInterpolated && IsDoubledBrace(text, index))
            {
                length = 2;
            }
            else if (text[index] == '\\')
            {
                if (Escape(text, index, out length) is not { } escaped)
                {
                    return null;
                }

                value = escaped;
            }

            foreach (char character in value)
            {
                characters.Add(new Character(character, new TextSpan(start + index, length), owner));
            }

            index += length;
        }

        return characters;
    }

    private static string? Escape(string text, int index, out int length)
    {
        length = 2;
        if (index + 1 >= text.Length)
        {
            return null;
        }

        switch (text[index + 1])
        {
            case '0':
                return "\0";
            case 'a':
                return "\a";
            case 'b':
                return "\b";
            case 'e':
                return "\u001b";
            case 'f':
                return "\f";
            case 'n':
                return "\n";
            case 'r':
                return "\r";
            case 't':
                return "\t";
            case 'v':
                return "\v";
            case '\\' or '\'' or '"':
                return text[index + 1].ToString();
            case 'u':
                return Hexadecimal(text, index, 4, 4, out length);
            case 'U':
                return Hexadecimal(text, index, 8, 8, out length);
            case 'x':
                return Hexadecimal(text, index, 1, 4, out length);
            default:
                return null;
        }
    }

    private static string? Hexadecimal(string text, int index, int minimum, int maximum, out int length)
    {
        int digits = 0;
        while (digits < maximum && index + 2 + digits < text.Length && Uri.IsHexDigit(text[index + 2 + digits]))
        {
            digits++;
        }

        length = digits + 2;
        if (digits < minimum)
        {
            return null;
        }

        uint value = uint.Parse(text.Substring(index + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return value switch
        {
            <= 0xFFFF => ((char)value).ToString(),
            <= 0x10FFFF => char.ConvertFromUtf32((int)value),
            _ => null,
        };
    }

    private static List<Character>? RawLine(string text, int start, ExpressionSyntax? owner)
    {
        int quotes = CountQuotes(text);
        return text.Length < 2 * quotes ? null : Copy(text.Substring(quotes, text.Length - (2 * quotes)), start + quotes, owner);
    }

    // The content is the text between the lines with the quotes, without the indentation of the closing quotes on every line.
    private static List<Character>? RawLines(string text, int start, ExpressionSyntax? owner)
    {
        int quotes = CountQuotes(text);
        int first = EndOfLine(text, quotes);
        int last = text.Length - quotes;
        int indentation = 0;
        while (last > first && !IsNewLine(text[last - 1]))
        {
            last--;
            indentation++;
        }

        List<Character> characters = [];
        for (int index = first; index < last; )
        {
            int end = EndOfLine(text, index);
            for (int skipped = 0; skipped < indentation && index < end && !IsNewLine(text[index]); skipped++)
            {
                index++;
            }

            for (; index < end; index++)
            {
                characters.Add(new Character(text[index], new TextSpan(start + index, 1), owner));
            }
        }

        // The line break before the closing quotes is not part of the content.
        int lineBreak =
            characters.Count >= 2 && characters[characters.Count - 2].Value == '\r' && characters[characters.Count - 1].Value == '\n'
                ? 2
                : 1;
        if (characters.Count < lineBreak)
        {
            return null;
        }

        characters.RemoveRange(characters.Count - lineBreak, lineBreak);
        return characters;
    }

    private static int CountQuotes(string text)
    {
        int count = 0;
        while (count < text.Length && text[count] == '"')
        {
            count++;
        }

        return count;
    }

    /// <summary>Returns the position after the next line break.</summary>
    private static int EndOfLine(string text, int index)
    {
        while (index < text.Length && !IsNewLine(text[index]))
        {
            index++;
        }

        return index >= text.Length ? text.Length
            : text[index] == '\r' && index + 1 < text.Length && text[index + 1] == '\n' ? index + 2
            : index + 1;
    }

    private static bool IsNewLine(char character) => character is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029';

    private static bool IsDoubled(string text, int index, char character) =>
        text[index] == character && index + 1 < text.Length && text[index + 1] == character;

    private static bool IsDoubledBrace(string text, int index) => IsDoubled(text, index, '{') || IsDoubled(text, index, '}');
}
