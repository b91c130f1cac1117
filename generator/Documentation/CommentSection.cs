namespace KoffiGen.Documentation;

internal enum SectionKind
{
    /// <summary>Words without a command before them, or with one that adds nothing.</summary>
    Body,
    Brief,
    Parameter,
    Returns,
    Value,

    /// <summary>Words that begin with what they are, as in <c>Note</c>.</summary>
    Labelled,
}

/// <summary>A part of a comment, from its command up to the next one or to an empty line.</summary>
/// <param name="kind">What its words are.</param>
/// <param name="name">The parameter, the result or the label.</param>
internal sealed class CommentSection(SectionKind kind, string name = "")
{
    public SectionKind Kind { get; } = kind;

    public string Name { get; } = name;

    public List<CommentLine> Lines { get; } = [];
}

/// <param name="IsCode">The line is between <c>@code</c> and <c>@endcode</c>, and stays as it is.</param>
internal readonly record struct CommentLine(string Text, bool IsCode);
