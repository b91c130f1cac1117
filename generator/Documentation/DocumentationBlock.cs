namespace KoffiGen.Documentation;

/// <summary>A paragraph, a list or a code block of a comment.</summary>
internal abstract record DocumentationBlock;

internal sealed record Paragraph(EquatableArray<Inline> Content) : DocumentationBlock
{
    /// <summary>Gets the label of the paragraph, such as <c>Note</c>.</summary>
    public string? Label { get; init; }
}

/// <summary>Lines of code, unchanged.</summary>
internal sealed record CodeBlock(EquatableArray<string> Lines) : DocumentationBlock;

internal sealed record ListBlock(bool IsNumbered, EquatableArray<EquatableArray<Inline>> Items) : DocumentationBlock;

/// <summary>A run of characters of one kind within a paragraph.</summary>
internal readonly record struct Inline(InlineKind Kind, string Text);

internal enum InlineKind
{
    Text,

    /// <summary>A name or other source code.</summary>
    Code,

    /// <summary>A web address.</summary>
    Link,
}
