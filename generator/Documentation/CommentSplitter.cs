namespace KoffiGen.Documentation;

/// <summary>A parser that splits a comment into sections, at its commands and empty lines.</summary>
internal sealed class CommentSplitter
{
    private const string Fence = "```";

    private readonly List<CommentSection> _sections = [];
    private CommentSection? _current;

    /// <summary>The text that ends the current code block, or <see langword="null"/> outside of code.</summary>
    private string? _codeEnd;

    private CommentSplitter() { }

    public static List<CommentSection> Split(string comment)
    {
        CommentSplitter splitter = new();
        foreach (string line in comment.Split('\n'))
        {
            splitter.AddLine(line);
        }

        return splitter._sections;
    }

    private void AddLine(string line)
    {
        if (_codeEnd is not null)
        {
            AddCode(line);
            return;
        }

        line = line.Trim();
        if (line.StartsWith(Fence, StringComparison.Ordinal))
        {
            // The text after the fence names the language.
            _codeEnd = Fence;
        }
        else if (line.Length == 0 || IsRule(line))
        {
            _current = null;
        }
        else
        {
            AddText(line);
        }
    }

    /// <summary>Whether the line is only decoration, as in a comment with a frame.</summary>
    private static bool IsRule(string line) =>
        line.Length > 2 && line.All(static character => character is '-' or '=' or '*' or '#' or '_' or '~' or '/' or '+');

    private void AddText(string line)
    {
        int start = 0;
        while (BlockCommands.Find(line, start, out string command, out int end) is var position and >= 0)
        {
            AddWords(line.Substring(start, position - start));
            if (BlockCommands.IsStructure(command))
            {
                return;
            }

            start = end;
            if (command is "code" or "verbatim")
            {
                _codeEnd = "end" + command;
                AddCode(SkipBraces(line.Substring(end)));
                return;
            }

            if (BlockCommands.FindSection(command) is { } section)
            {
                _current = new CommentSection(section.Kind, ReadName(line, ref start, section.Kind, section.Label));
                _sections.Add(_current);
            }
            else
            {
                // "@li" and "@arg" begin a list item.
                int next = BlockCommands.Find(line, end, out _, out _);
                next = next < 0 ? line.Length : next;
                AddWords("- " + line.Substring(end, next - end).Trim());
                start = next;
            }
        }

        AddWords(line.Substring(start));
    }

    private void AddWords(string words)
    {
        if (words.Trim() is { Length: > 0 } trimmed)
        {
            Add(new CommentLine(trimmed, IsCode: false));
        }
    }

    private void AddCode(string line)
    {
        int end = line.IndexOf(_codeEnd!, StringComparison.Ordinal);
        if (end < 0)
        {
            Add(new CommentLine(line.TrimEnd(), IsCode: true));
            return;
        }

        string rest = line.Substring(end + _codeEnd!.Length).Trim();
        string code = line.Substring(0, _codeEnd == Fence ? end : Math.Max(0, end - 1)).TrimEnd();
        _codeEnd = null;
        if (code.Length > 0)
        {
            Add(new CommentLine(code, IsCode: true));
        }

        if (rest.Length > 0)
        {
            AddText(rest);
        }
    }

    private void Add(CommentLine line)
    {
        if (_current is null)
        {
            _current = new CommentSection(SectionKind.Body);
            _sections.Add(_current);
        }

        _current.Lines.Add(line);
    }

    /// <summary>Skips the language of a code block, as in <c>@code{.c}</c>.</summary>
    private static string SkipBraces(string text) =>
        text.StartsWith("{", StringComparison.Ordinal) && text.IndexOf('}') is var end and > 0 ? text.Substring(end + 1) : text;

    /// <summary>Reads the name or title that follows a command.</summary>
    private static string ReadName(string line, ref int start, SectionKind kind, string label)
    {
        if (kind == SectionKind.Labelled && label.Length == 0)
        {
            // "@par" takes the whole line as its title.
            string title = line.Substring(start).Trim().TrimEnd(':');
            start = line.Length;
            return title;
        }

        if (kind is not (SectionKind.Parameter or SectionKind.Value))
        {
            return label;
        }

        // Skips the direction, as in "@param[out]": the C# signature already shows it.
        if (start < line.Length && line[start] == '[' && line.IndexOf(']', start) is var close and > 0)
        {
            start = close + 1;
        }

        start = SkipSpaces(line, start);
        int end = start;
        while (end < line.Length && !char.IsWhiteSpace(line[end]))
        {
            end++;
        }

        string name = line.Substring(start, end - start).TrimEnd(':').TrimStart('*');
        start = SkipSpaces(line, end);
        if (start + 1 < line.Length && line[start] is '-' or ':' or '\u2013' && line[start + 1] == ' ')
        {
            start++;
        }

        return name;
    }

    private static int SkipSpaces(string line, int position)
    {
        while (position < line.Length && char.IsWhiteSpace(line[position]))
        {
            position++;
        }

        return position;
    }
}
