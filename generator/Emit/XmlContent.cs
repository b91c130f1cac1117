using KoffiGen.Documentation;

namespace KoffiGen.Emit;

/// <summary>The content of one element of XML documentation.</summary>
internal sealed class XmlContent
{
    private readonly List<(bool IsParagraph, string[] Lines)> _blocks = [];

    public bool IsEmpty => _blocks.Count == 0;

    /// <summary>Returns the only paragraph, which needs no element of its own.</summary>
    public string? SingleParagraph => _blocks is [{ IsParagraph: true, Lines: [var text] }] ? text : null;

    public static XmlContent Of(EquatableArray<DocumentationBlock> blocks)
    {
        XmlContent content = new();
        foreach (DocumentationBlock block in blocks)
        {
            switch (block)
            {
                case Paragraph paragraph:
                    string label = paragraph.Label is { Length: > 0 } text ? $"<b>{SourceFile.Xml(text)}:</b> " : "";
                    content.AddParagraph((label + Xml(paragraph.Content)).TrimEnd());
                    break;
                case ListBlock list:
                    content.AddLines([
                        $"<list type=\"{(list.IsNumbered ? "number" : "bullet")}\">",
                        .. list.Items.Select(static item => $"<item><description>{Xml(item)}</description></item>"),
                        "</list>",
                    ]);
                    break;
                case CodeBlock code:
                    content.AddLines(["<code>", .. code.Lines.Select(static line => SourceFile.Xml(line).TrimEnd()), "</code>"]);
                    break;
            }
        }

        return content;
    }

    /// <param name="text">XML, which may be broken where spaces are.</param>
    public void AddParagraph(string text)
    {
        if (text.Length > 0)
        {
            _blocks.Add((true, [text]));
        }
    }

    /// <param name="lines">XML that stays as it is.</param>
    public void AddLines(string[] lines) => _blocks.Add((false, lines));

    public void Add(XmlContent other) => _blocks.AddRange(other._blocks);

    /// <summary>Adds a name and its description.</summary>
    public void AddEntry(DocumentationEntry entry)
    {
        XmlContent content = Of(entry.Content);
        string name = entry.Name.Length == 0 ? "" : $"<c>{SourceFile.Xml(entry.Name)}</c>";
        bool continues = content._blocks is [{ IsParagraph: true }, ..];
        AddParagraph(
            !continues ? name
            : name.Length == 0 ? content._blocks[0].Lines[0]
            : $"{name}: {content._blocks[0].Lines[0]}"
        );
        _blocks.AddRange(content._blocks.Skip(continues ? 1 : 0));
    }

    /// <summary>Returns the lines of the element. Each of several paragraphs gets an element of its own.</summary>
    public IEnumerable<string> ToLines(int longest)
    {
        foreach ((bool isParagraph, string[] lines) in _blocks)
        {
            foreach (string line in isParagraph ? Wrap(_blocks.Count > 1 ? $"<para>{lines[0]}</para>" : lines[0], longest) : lines)
            {
                yield return line;
            }
        }
    }

    private static string Xml(EquatableArray<Inline> inlines) =>
        string.Concat(
            inlines.Select(static inline =>
                inline.Kind switch
                {
                    InlineKind.Code => $"<c>{SourceFile.Xml(inline.Text)}</c>",
                    InlineKind.Link => $"<see href=\"{SourceFile.Xml(inline.Text)}\"/>",
                    _ => SourceFile.Xml(inline.Text),
                }
            )
        );

    private static IEnumerable<string> Wrap(string text, int longest)
    {
        int start = 0;
        while (text.Length - start > longest)
        {
            int space = text.LastIndexOf(' ', start + longest, longest);
            space = space > start ? space : text.IndexOf(' ', start + longest);
            if (space < 0)
            {
                break;
            }

            yield return text.Substring(start, space - start).TrimEnd();
            start = space + 1;
        }

        yield return text.Substring(start).Trim();
    }
}
