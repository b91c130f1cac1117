using KoffiGen.Model;

namespace KoffiGen.Documentation;

/// <summary>A piece of text that has lines of its own.</summary>
internal abstract record DocumentationBlock;

internal sealed record Paragraph(EquatableArray<Inline> Content) : DocumentationBlock
{
    /// <summary>What the paragraph is, as in <c>Note</c>.</summary>
    public string? Label { get; init; }
}

/// <summary>Lines of code, as they are written.</summary>
internal sealed record CodeBlock(EquatableArray<string> Lines) : DocumentationBlock;

internal sealed record ListBlock(bool IsNumbered, EquatableArray<EquatableArray<Inline>> Items) : DocumentationBlock;

/// <summary>A run of characters within a paragraph.</summary>
internal readonly record struct Inline(InlineKind Kind, string Text);

internal enum InlineKind
{
    Text,

    /// <summary>A name, or other words of a program.</summary>
    Code,

    /// <summary>An address in the web.</summary>
    Link,
}
