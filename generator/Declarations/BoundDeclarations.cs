using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

/// <summary>A prototype with resolved names.</summary>
internal sealed record BoundFunction(string Name, SourceSpan NameSpan, FunctionType Type)
{
    /// <summary>Gets the index of the text that contains the prototype.</summary>
    public int TextIndex { get; init; }

    public string? Documentation { get; init; }

    /// <summary>Gets the number of parameters before the typed variable arguments; <see langword="null"/> if there are none.</summary>
    public int? NamedParameters { get; init; }
}

internal enum BoundDeclarationKind
{
    Record,
    Enum,
    Typedef,
    Opaque,
    Constant,
    Function,
    Variable,
}

/// <summary>A declaration of a text.</summary>
internal sealed record BoundDeclaration(BoundDeclarationKind Kind, string Name, SourceSpan NameSpan, QualifiedType Type)
{
    /// <summary>Gets the site of the declaration; <see langword="null"/> for a tag that the text only mentions.</summary>
    public DeclarationSite? Site { get; init; }

    /// <summary>Gets the index of the text that contains the declaration.</summary>
    public int TextIndex { get; init; }

    /// <summary>Gets the span of the whole declaration, which several declarators may share.</summary>
    public SourceSpan Span { get; init; }

    public ConstantValue? Value { get; init; }

    public string? Documentation { get; init; }
}

/// <summary>The declarations of a text in order. Types of members precede the structs that contain them.</summary>
/// <param name="Sites">The sites of the declarations in the same order, with all diagnostics.</param>
internal sealed record BoundTranslationUnit(ImmutableArray<BoundDeclaration> Declarations, ImmutableArray<DeclarationSite> Sites)
{
    public ImmutableArray<TextDiagnostic> Diagnostics =>
        [.. Sites.SelectMany(static site => site.Diagnostics.ToImmutable()).OrderBy(static diagnostic => diagnostic.Span.Start)];
}
