namespace KoffiGen.Documentation;

/// <summary>The parts of a comment, either plain text or with the markup of doxygen or Javadoc.</summary>
internal sealed record DocumentationComment
{
    public static readonly DocumentationComment Empty = new();

    /// <summary>Gets the text of <c>@brief</c>, or else the first paragraph.</summary>
    public EquatableArray<DocumentationBlock> Summary { get; init; }

    /// <summary>Gets the text that belongs to no other part.</summary>
    public EquatableArray<DocumentationBlock> Remarks { get; init; }

    /// <summary>Gets the text of each <c>@param</c>, by the parameter's C name.</summary>
    public EquatableArray<DocumentationEntry> Parameters { get; init; }

    /// <summary>Gets the text of <c>@return</c>.</summary>
    public EquatableArray<DocumentationBlock> Returns { get; init; }

    /// <summary>Gets the text of each <c>@retval</c>: a single result and its meaning.</summary>
    public EquatableArray<DocumentationEntry> Values { get; init; }

    /// <summary>Parses a comment. Any text is valid: markup that is not recognized is kept as text.</summary>
    /// <param name="comment">The text of the comment, without its delimiters.</param>
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

/// <summary>The documentation of a parameter or of one result.</summary>
internal sealed record DocumentationEntry(string Name, EquatableArray<DocumentationBlock> Content);
