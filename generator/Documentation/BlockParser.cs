namespace KoffiGen.Documentation;

/// <summary>A parser that splits the lines of a section into paragraphs, lists and code blocks.</summary>
internal sealed class BlockParser
{
    private readonly List<DocumentationBlock> _blocks = [];
    private readonly List<string> _words = [];
    private readonly List<List<string>> _items = [];
    private readonly List<string> _code = [];
    private bool _isNumbered;

    private BlockParser() { }

    public static List<DocumentationBlock> Parse(List<CommentLine> lines)
    {
        BlockParser parser = new();
        foreach (CommentLine line in lines)
        {
            parser.Add(line);
        }

        parser.End();
        return parser._blocks;
    }

    private void Add(CommentLine line)
    {
        if (line.IsCode != _code.Count > 0)
        {
            End();
        }

        if (line.IsCode)
        {
            _code.Add(line.Text.Replace("\t", "    "));
        }
        else if (ReadItem(line.Text) is { } item)
        {
            if (_words.Count > 0 || _isNumbered != item.IsNumbered)
            {
                End();
            }

            _isNumbered = item.IsNumbered;
            _items.Add([item.Text]);
        }
        else if (_items.Count > 0)
        {
            _items[_items.Count - 1].Add(line.Text);
        }
        else
        {
            _words.Add(line.Text);
        }
    }

    private void End()
    {
        if (InlineParser.Parse(string.Join(" ", _words)) is { IsEmpty: false } content)
        {
            _blocks.Add(new Paragraph(content));
        }

        if (
            _items.Select(static words => InlineParser.Parse(string.Join(" ", words))).Where(static item => !item.IsEmpty).ToArray() is
            { Length: > 0 } items
        )
        {
            _blocks.Add(new ListBlock(_isNumbered, new EquatableArray<EquatableArray<Inline>>(items)));
        }

        if (RemoveMargin(_code) is { Length: > 0 } lines)
        {
            _blocks.Add(new CodeBlock(new EquatableArray<string>(lines)));
        }

        _words.Clear();
        _items.Clear();
        _code.Clear();
    }

    private static (string Text, bool IsNumbered)? ReadItem(string line)
    {
        if (
            line.StartsWith("- ", StringComparison.Ordinal)
            || line.StartsWith("+ ", StringComparison.Ordinal)
            || line.StartsWith("\u2022 ", StringComparison.Ordinal)
        )
        {
            return (line.Substring(2), false);
        }

        if (line.StartsWith("-# ", StringComparison.Ordinal))
        {
            return (line.Substring(3), true);
        }

        if (line.StartsWith("<li>", StringComparison.OrdinalIgnoreCase))
        {
            return (line.Substring(4), false);
        }

        int digits = 0;
        while (digits < line.Length && line[digits] is >= '0' and <= '9')
        {
            digits++;
        }

        return digits is 1 or 2 && digits + 1 < line.Length && line[digits] is '.' or ')' && line[digits + 1] == ' '
            ? (line.Substring(digits + 2), true)
            : null;
    }

    /// <summary>Removes the indentation that all lines share, and empty lines at the start and the end.</summary>
    private static string[] RemoveMargin(List<string> lines)
    {
        IEnumerable<string> written = lines.Where(static line => line.Trim().Length > 0);
        int margin = written.Select(static line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        int first = lines.FindIndex(static line => line.Trim().Length > 0);
        int last = lines.FindLastIndex(static line => line.Trim().Length > 0);
        return first < 0
            ? []
            : [.. lines.Skip(first).Take(last - first + 1).Select(line => line.Length < margin ? "" : line.Substring(margin))];
    }
}
