using System.Text;

namespace KoffiGen.Documentation;

/// <summary>
/// A parser for the text of a paragraph. Names in backticks, after <c>@p</c> or between tags become code, and URLs become links. Marks
/// for emphasis are removed. Text that only resembles markup is kept. Time is linear in the length of the text.
/// </summary>
internal sealed partial class InlineParser
{
    /// <summary>The maximum distance to the end of a mark; it bounds the search, so that parsing stays linear.</summary>
    private const int LongestSpan = 1000;

    private readonly string _text;
    private readonly StringBuilder _plain = new();
    private readonly List<Inline> _inlines = [];
    private int _position;

    private InlineParser(string text) => _text = text;

    public static EquatableArray<Inline> Parse(string text)
    {
        InlineParser parser = new(text);
        parser.Run();
        return new EquatableArray<Inline>(parser._inlines);
    }

    private void Run()
    {
        while (_position < _text.Length)
        {
            bool isMark = _text[_position] switch
            {
                '`' => TryReadBackticks(),
                '@' or '\\' => TryReadCommand(),
                '{' => TryReadBraces(),
                '<' => TryReadTag(),
                '&' => TryReadEntity(),
                'h' => TryReadLink(),
                _ => false,
            };
            if (!isMark)
            {
                Append(_text[_position++]);
            }
        }

        EndText();
        if (_inlines.Count > 0 && _inlines[_inlines.Count - 1] is { Kind: InlineKind.Text } last)
        {
            _inlines.RemoveAt(_inlines.Count - 1);
            if (last.Text.TrimEnd() is { Length: > 0 } trimmed)
            {
                _inlines.Add(last with { Text = trimmed });
            }
        }
    }

    private void Append(char character)
    {
        if (!char.IsWhiteSpace(character))
        {
            _plain.Append(character);
        }
        else if (_plain.Length == 0 ? _inlines.Count > 0 : _plain[_plain.Length - 1] != ' ')
        {
            _plain.Append(' ');
        }
    }

    private void Append(string text)
    {
        foreach (char character in text)
        {
            Append(character);
        }
    }

    private void EndText()
    {
        if (_plain.Length > 0)
        {
            _inlines.Add(new Inline(InlineKind.Text, _plain.ToString()));
            _plain.Clear();
        }
    }

    private void Add(InlineKind kind, string text)
    {
        string words = string.Join(" ", text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length > 0)
        {
            EndText();
            _inlines.Add(new Inline(kind, words));
        }
    }

    /// <summary>Reads code in backticks, which as many backticks end as began it.</summary>
    private bool TryReadBackticks()
    {
        int start = _position;
        while (start < _text.Length && _text[start] == '`')
        {
            start++;
        }

        string fence = _text.Substring(_position, start - _position);
        int end = fence.Length > LongestSpan ? -1 : Find(fence, start);
        if (end < 0)
        {
            Append(fence);
            _position = start;
            return true;
        }

        Add(InlineKind.Code, _text.Substring(start, end - start));
        _position = end + fence.Length;
        return true;
    }

    /// <summary>Reads Javadoc's <c>{@code int x}</c>.</summary>
    private bool TryReadBraces()
    {
        int wordEnd = Starts("{@") ? SkipLetters(_position + 2) : _text.Length;
        if (Find("}", wordEnd) is not (>= 0 and var end))
        {
            return false;
        }

        switch (_text.Substring(_position + 2, wordEnd - _position - 2))
        {
            case "code" or "link" or "linkplain" or "value":
                Add(InlineKind.Code, _text.Substring(wordEnd, end - wordEnd));
                break;
            case "literal":
                Append(_text.Substring(wordEnd, end - wordEnd).TrimStart());
                break;
            default:
                return false;
        }

        _position = end + 1;
        return true;
    }

    private bool TryReadEntity()
    {
        int end = SkipLetters(_position + 1);
        string? character =
            end >= _text.Length || _text[end] != ';'
                ? null
                : _text.Substring(_position + 1, end - _position - 1) switch
                {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    "apos" => "'",
                    "nbsp" => " ",
                    "copy" => "\u00A9",
                    _ => null,
                };
        if (character is null)
        {
            return false;
        }

        Append(character);
        _position = end + 1;
        return true;
    }

    private bool TryReadLink()
    {
        if (!(Starts("https://") || Starts("http://")) || (_position > 0 && char.IsLetterOrDigit(_text[_position - 1])))
        {
            return false;
        }

        int end = _position;
        while (end < _text.Length && !char.IsWhiteSpace(_text[end]) && _text[end] is not ('<' or '>' or '"' or '\'' or '`'))
        {
            end++;
        }

        string link = TrimPunctuation(_text.Substring(_position, end - _position));
        Add(InlineKind.Link, link);
        _position += link.Length;
        return true;
    }

    private bool Starts(string mark) => string.CompareOrdinal(_text, _position, mark, 0, mark.Length) == 0;

    /// <summary>Finds a mark within <see cref="LongestSpan"/> characters, or returns -1.</summary>
    private int Find(string mark, int start) =>
        start >= _text.Length
            ? -1
            : _text.IndexOf(mark, start, Math.Min(_text.Length - start, LongestSpan), StringComparison.OrdinalIgnoreCase);

    private int SkipLetters(int position)
    {
        while (position < _text.Length && char.IsLetter(_text[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>Removes the punctuation after a word, but keeps a closing parenthesis whose opening one is part of the word.</summary>
    private static string TrimPunctuation(string word)
    {
        bool isOpened = word.IndexOf('(') >= 0;
        int end = word.Length;
        while (end > 0 && (word[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' || (word[end - 1] == ')' && !isOpened)))
        {
            end--;
        }

        return word.Substring(0, end);
    }
}
