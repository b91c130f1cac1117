namespace KoffiGen.Documentation;

internal enum SectionKind
{
    /// <summary>Text without a command before it, or with a command that adds no meaning.</summary>
    Body,
    Brief,
    Parameter,
    Returns,
    Value,

    /// <summary>Text with a label, such as <c>Note</c>.</summary>
    Labelled,
}

/// <summary>A section of a comment: from its command to the next command or empty line.</summary>
/// <param name="name">The name of the parameter or result, or the label.</param>
internal sealed class CommentSection(SectionKind kind, string name = "")
{
    public SectionKind Kind { get; } = kind;

    public string Name { get; } = name;

    public List<CommentLine> Lines { get; } = [];
}

/// <param name="IsCode">Whether the line is code, between <c>@code</c> and <c>@endcode</c>, and stays unchanged.</param>
internal readonly record struct CommentLine(string Text, bool IsCode);
