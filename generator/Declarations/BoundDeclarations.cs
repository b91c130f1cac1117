using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

/// <summary>A prototype, its names resolved.</summary>
internal sealed record BoundFunction(string Name, SourceSpan NameSpan, FunctionType Type)
{
    /// <summary>Which of several texts the prototype stands in.</summary>
    public int TextIndex { get; init; }

    public string? Documentation { get; init; }

    /// <summary>Of a variadic function with parameters for the dots, how many are before those.</summary>
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

/// <summary>One thing that a text declares.</summary>
internal sealed record BoundDeclaration(BoundDeclarationKind Kind, string Name, SourceSpan NameSpan, QualifiedType Type)
{
    /// <summary>The declaration; <see langword="null"/> for what a text only mentions.</summary>
    public DeclarationSite? Site { get; init; }

    /// <summary>Which of the unit's texts the declaration stands in.</summary>
    public int TextIndex { get; init; }

    /// <summary>The whole declaration, which it may share with others.</summary>
    public SourceSpan Span { get; init; }

    public ConstantValue? Value { get; init; }

    public string? Documentation { get; init; }
}

/// <summary>Everything that a text declares, in its order; members' types come before the structs that use them.</summary>
/// <param name="Sites">Where it is declared, in the same order, with all diagnostics.</param>
internal sealed record BoundTranslationUnit(ImmutableArray<BoundDeclaration> Declarations, ImmutableArray<DeclarationSite> Sites)
{
    public ImmutableArray<TextDiagnostic> Diagnostics =>
        [.. Sites.SelectMany(static site => site.Diagnostics.ToImmutable()).OrderBy(static diagnostic => diagnostic.Span.Start)];
}
