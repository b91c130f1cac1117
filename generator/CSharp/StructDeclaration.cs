using KoffiGen.Model;

namespace KoffiGen.CSharp;

/// <summary>The instance fields of a struct that the user wrote, and how it is laid out.</summary>
internal sealed record StructDeclaration(EquatableArray<FieldDeclaration> Fields)
{
    public bool IsExplicit { get; init; }

    /// <summary>Whether the runtime orders the fields, so that C cannot know the layout.</summary>
    public bool IsAuto { get; init; }

    /// <summary>Whether it is an <c>[InlineArray]</c>, which repeats its one field.</summary>
    public bool IsInlineArray { get; init; }

    public int Pack { get; init; }

    public int Size { get; init; }
}

internal sealed record FieldDeclaration(string Name, CSharpType Type)
{
    /// <summary>The offset in a struct with explicit layout.</summary>
    public int? Offset { get; init; }

    /// <summary>The number of consecutive elements: of a fixed buffer, or of the one field of an <c>[InlineArray]</c>.</summary>
    public int Count { get; init; } = 1;
}
