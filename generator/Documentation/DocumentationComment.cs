using KoffiGen.Model;

namespace KoffiGen.Documentation;

/// <summary>What a comment says of a declaration, in parts: plain words, or what doxygen and Javadoc mark.</summary>
internal sealed record DocumentationComment
{
    public static readonly DocumentationComment Empty = new();

    /// <summary>What <c>@brief</c> marks, else the first paragraph.</summary>
    public EquatableArray<DocumentationBlock> Summary { get; init; }

    /// <summary>All that has no place elsewhere.</summary>
    public EquatableArray<DocumentationBlock> Remarks { get; init; }

    /// <summary>What <c>@param</c> marks, by C's names.</summary>
    public EquatableArray<DocumentationEntry> Parameters { get; init; }

    /// <summary>What <c>@return</c> marks.</summary>
    public EquatableArray<DocumentationBlock> Returns { get; init; }

    /// <summary>What <c>@retval</c> marks: single results, and their meaning.</summary>
    public EquatableArray<DocumentationEntry> Values { get; init; }

    /// <summary>Takes a comment apart. Any text is one: what isn't understood is words.</summary>
    /// <param name="comment">The words of the comment, without its marks.</param>
    public static DocumentationComment Parse(string comment)
    {
        List<CommentSection> sections = CommentSplitter.Split(comment);
        bool hasBrief = sections.Exists(static section => section.Kind == SectionKind.Brief);
        List<DocumentationBlock> summary = [],
            remarks = [],
            returns = [];
        List<DocumentationEntry> parameters = [],
            values = [];
        foreach (CommentSection section in sections)
        {
            List<DocumentationBlock> content = BlockParser.Parse(section.Lines);
            switch (section.Kind)
            {
                case SectionKind.Parameter:
                    parameters.AddRange(
                        section
                            .Name.Split([','], StringSplitOptions.RemoveEmptyEntries)
                            .Select(name => new DocumentationEntry(name, new(content)))
                    );
                    break;
                case SectionKind.Value:
                    values.Add(new DocumentationEntry(section.Name, new(content)));
                    break;
                case SectionKind.Returns:
                    returns.AddRange(content);
                    break;
                case SectionKind.Labelled:
                    remarks.AddRange(WithLabel(content, section.Name));
                    break;
                case SectionKind.Brief:
                case SectionKind.Body when !hasBrief && summary.Count == 0:
                    summary.AddRange(content);
                    break;
                default:
                    remarks.AddRange(content);
                    break;
            }
        }

        return new DocumentationComment
        {
            Summary = new(summary),
            Remarks = new(remarks),
            Parameters = new(parameters),
            Returns = new(returns),
            Values = new(values),
        };
    }

    private static List<DocumentationBlock> WithLabel(List<DocumentationBlock> content, string label) =>
        content is [Paragraph first, ..]
            ? [first with { Label = label }, .. content.Skip(1)]
            : [new Paragraph(default) { Label = label }, .. content];
}

/// <summary>A parameter or a result by its name in C, and what the comment says of it.</summary>
internal sealed record DocumentationEntry(string Name, EquatableArray<DocumentationBlock> Content);
