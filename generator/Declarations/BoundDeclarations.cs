using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

/// <summary>A prototype with resolved names.</summary>
/// <param name="NameLocation">The name; in the classic form, which has no declarator, the return type.</param>
internal sealed record BoundFunction(string Name, SourceLocation NameLocation, FunctionType Type)
{
    public string? Documentation { get; init; }

    /// <summary>Gets the number of parameters before the typed variable arguments; <see langword="null"/> if there are none.</summary>
    public int? NamedParameters { get; init; }

    /// <summary>Returns the location of a parameter's specifiers, or the name if another declaration contains the parameter.</summary>
    public SourceLocation LocateSpecifiers(CParameter parameter) => NameLocation.Narrow(parameter.Locations?.Specifiers);

    /// <summary>Returns the location of a parameter's type, or the name if another declaration contains the parameter.</summary>
    public SourceLocation LocateType(CParameter parameter) => NameLocation.Narrow(parameter.Locations?.Type);
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
internal sealed record BoundDeclaration(BoundDeclarationKind Kind, string Name, SourceLocation NameLocation, QualifiedType Type)
{
    /// <summary>Gets the site of the declaration; <see langword="null"/> for a tag that the text only mentions.</summary>
    public DeclarationSite? Site { get; init; }

    /// <summary>
    /// Gets the whole declaration, which several declarators may share; <see langword="null"/> for a tag that the text only
    /// mentions.
    /// </summary>
    public SourceLocation? Location { get; init; }

    /// <summary>Whether the declaration has several declarators.</summary>
    public bool IsOneOfSeveral { get; init; }

    public ConstantValue? Value { get; init; }

    public string? Documentation { get; init; }
}

/// <summary>The declarations of a text in order. Types of members precede the structs that contain them.</summary>
/// <param name="Sites">The sites of the declarations in the same order, with all diagnostics.</param>
internal sealed record BoundTranslationUnit(ImmutableArray<BoundDeclaration> Declarations, ImmutableArray<DeclarationSite> Sites)
{
    public ImmutableArray<TextDiagnostic> Diagnostics =>
        [
            .. Sites
                .SelectMany(static site => site.Diagnostics.ToImmutable())
                .OrderBy(static diagnostic => diagnostic.Location, SourceLocation.Order),
        ];
}
