namespace KoffiGen.Documentation;

// Commands within a line, and HTML.
internal sealed partial class InlineParser
{
    private static readonly HashSet<string> CodeTags = new(StringComparer.OrdinalIgnoreCase) { "tt", "code", "samp", "kbd", "var", "c" };

    private static readonly HashSet<string> StyleTags = new(StringComparer.OrdinalIgnoreCase)
    {
        "b",
        "i",
        "em",
        "strong",
        "u",
        "s",
        "sub",
        "sup",
        "small",
        "big",
        "span",
        "font",
        "a",
        "dfn",
        "cite",
        "abbr",
    };

    private static readonly HashSet<string> BlockTags = new(StringComparer.OrdinalIgnoreCase)
    {
        "p",
        "br",
        "hr",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "div",
        "pre",
        "center",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    };

    private bool TryReadCommand()
    {
        char next = _position + 1 < _text.Length ? _text[_position + 1] : '\0';
        if (next is '@' or '<' or '>' or '&' or '#' or '%')
        {
            _plain.Append(next);
            _position += 2;
            return true;
        }

        if (next == '\\')
        {
            // The second backslash begins no command, as in "C:\\path".
            _plain.Append(_text[_position]).Append(next);
            _position += 2;
            return true;
        }

        int wordEnd = SkipLetters(_position + 1);
        int start = SkipSpaces(wordEnd);
        string command = _text.Substring(_position + 1, wordEnd - _position - 1);
        if (command is "endlink" or "endcode" or "endverbatim")
        {
            _position = wordEnd;
            return true;
        }

        if (start == wordEnd || (_position > 0 && char.IsLetterOrDigit(_text[_position - 1])))
        {
            return false;
        }

        int end = start;
        while (end < _text.Length && !char.IsWhiteSpace(_text[end]))
        {
            end++;
        }

        string word = TrimPunctuation(_text.Substring(start, end - start));
        if (word.Length == 0)
        {
            return false;
        }

        switch (command)
        {
            case "p" or "c" or "a":
                Add(InlineKind.Code, word.TrimStart('#', '%'));
                break;
            case "e" or "em" or "b":
                Append(word);
                break;
            case "ref":
                return ReadReference(word, start + word.Length);
            case "link":
                // "@link" names its target; the words after it are the text.
                break;
            default:
                return false;
        }

        _position = start + word.Length;
        return true;
    }

    /// <summary>Reads <c>@ref target "words"</c>.</summary>
    private bool ReadReference(string target, int targetEnd)
    {
        _position = targetEnd;
        int open = SkipSpaces(targetEnd);
        if (open < _text.Length && _text[open] == '"' && Find("\"", open + 1) is >= 0 and var close)
        {
            Append(_text.Substring(open + 1, close - open - 1));
            _position = close + 1;
        }
        else
        {
            Add(InlineKind.Code, target.TrimStart('#', '%'));
        }

        return true;
    }

    private bool TryReadTag()
    {
        int nameStart = _position + 1;
        nameStart += nameStart < _text.Length && _text[nameStart] == '/' ? 1 : 0;
        int nameEnd = SkipLetters(nameStart);
        nameEnd += nameEnd < _text.Length && _text[nameEnd] is >= '1' and <= '6' ? 1 : 0;
        if (
            nameEnd >= _text.Length
            || (_text[nameEnd] is not ('>' or '/') && !char.IsWhiteSpace(_text[nameEnd]))
            || Find(">", nameEnd) is not (>= 0 and var end)
        )
        {
            return false;
        }

        string name = _text.Substring(nameStart, nameEnd - nameStart);
        bool isCode = CodeTags.Contains(name);
        if (!isCode && !StyleTags.Contains(name) && !BlockTags.Contains(name))
        {
            return false;
        }

        _position = end + 1;
        if (isCode && _text[nameStart - 1] == '<' && Find($"</{name}>", _position) is >= 0 and var close)
        {
            Add(InlineKind.Code, Unescape(_text.Substring(_position, close - _position)));
            _position = close + name.Length + 3;
        }
        else if (BlockTags.Contains(name))
        {
            Append(' ');
        }

        return true;
    }

    private static string Unescape(string code) =>
        code.Replace("&lt;", "<").Replace("&gt;", ">").Replace("&quot;", "\"").Replace("&amp;", "&");

    private int SkipSpaces(int position)
    {
        while (position < _text.Length && char.IsWhiteSpace(_text[position]))
        {
            position++;
        }

        return position;
    }
}
