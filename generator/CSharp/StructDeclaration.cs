namespace KoffiGen.CSharp;

/// <summary>The instance fields and the layout of a struct in the user's code.</summary>
internal sealed record StructDeclaration(EquatableArray<FieldDeclaration> Fields)
{
    public bool IsExplicit { get; init; }

    /// <summary>Whether the layout is automatic: .NET orders the fields, so C cannot use the struct.</summary>
    public bool IsAuto { get; init; }

    /// <summary>Whether the struct is an <c>[InlineArray]</c>, which repeats its only field.</summary>
    public bool IsInlineArray { get; init; }

    public int Pack { get; init; }

    public int Size { get; init; }
}

internal sealed record FieldDeclaration(string Name, CSharpType Type)
{
    /// <summary>The offset in bytes; <see langword="null"/> unless the layout is explicit.</summary>
    public int? Offset { get; init; }

    /// <summary>The number of consecutive elements, for a fixed-size buffer or the field of an <c>[InlineArray]</c>.</summary>
    public int Count { get; init; } = 1;
}
