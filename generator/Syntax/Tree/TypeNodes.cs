using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Tree;

internal abstract class TypeSpecifierSyntax(SourceSpan span) : SyntaxNode(span);

/// <summary>A type that keywords name: <c>void</c>, <c>unsigned long</c>.</summary>
internal sealed class BuiltinTypeSpecifierSyntax(SourceSpan span, CType type) : TypeSpecifierSyntax(span)
{
    public CType Type { get; } = type;
}

/// <summary>A type that a name names: a typedef, a type of Koffi, an opaque type or a C# type.</summary>
internal sealed class NamedTypeSpecifierSyntax(SourceName name) : TypeSpecifierSyntax(name.Span)
{
    public SourceName Name { get; } = name;
}

/// <summary>The place of a missing type. The parser has reported the error, so binding reports nothing else.</summary>
internal sealed class MissingTypeSpecifierSyntax(SourceSpan span) : TypeSpecifierSyntax(span);

/// <summary><c>struct</c> or <c>union</c>, with a tag, members, or both (C23 6.7.3.2).</summary>
internal sealed class RecordSpecifierSyntax(
    SourceSpan span,
    bool isUnion,
    SourceName? tag,
    ImmutableArray<MemberDeclarationSyntax>? members
) : TypeSpecifierSyntax(span)
{
    public bool IsUnion { get; } = isUnion;

    public SourceName? Tag { get; } = tag;

    /// <summary>Gets the members; <see langword="null"/> if the specifier only refers to the tag.</summary>
    public ImmutableArray<MemberDeclarationSyntax>? Members { get; } = members;

    /// <summary>Gets the attributes after the keyword or after the closing brace.</summary>
    public ImmutableArray<AttributeSyntax> Attributes { get; init; } = [];

    public string? Documentation { get; init; }
}

/// <summary>A member declaration. Without declarators it declares an anonymous struct or union.</summary>
internal sealed class MemberDeclarationSyntax(
    SourceSpan span,
    DeclarationSpecifiersSyntax specifiers,
    ImmutableArray<InitDeclaratorSyntax> declarators
) : SyntaxNode(span)
{
    public DeclarationSpecifiersSyntax Specifiers { get; } = specifiers;

    public ImmutableArray<InitDeclaratorSyntax> Declarators { get; } = declarators;

    public string? Documentation { get; init; }

    /// <summary>Gets the <c>#pragma pack</c> between members that this node represents instead of a member.</summary>
    public PragmaPackSyntax? Pack { get; init; }
}

/// <summary><c>enum</c>, with a tag, enumerators, or both, and C23's fixed underlying type (6.7.3.3).</summary>
internal sealed class EnumSpecifierSyntax(
    SourceSpan span,
    SourceName? tag,
    TypeNameSyntax? underlyingType,
    ImmutableArray<EnumeratorSyntax>? enumerators
) : TypeSpecifierSyntax(span)
{
    public SourceName? Tag { get; } = tag;

    public TypeNameSyntax? UnderlyingType { get; } = underlyingType;

    public ImmutableArray<EnumeratorSyntax>? Enumerators { get; } = enumerators;

    public ImmutableArray<AttributeSyntax> Attributes { get; init; } = [];
}

internal sealed class EnumeratorSyntax(SourceSpan span, SourceName name, ExpressionSyntax? value) : SyntaxNode(span)
{
    public SourceName Name { get; } = name;

    public ExpressionSyntax? Value { get; } = value;

    public string? Documentation { get; init; }
}

/// <summary>A type name without a declared name (C23 6.7.8), as in <c>sizeof(unsigned long *)</c>.</summary>
internal sealed class TypeNameSyntax(SourceSpan span, DeclarationSpecifiersSyntax specifiers, DeclaratorSyntax declarator)
    : SyntaxNode(span)
{
    public DeclarationSpecifiersSyntax Specifiers { get; } = specifiers;

    public DeclaratorSyntax Declarator { get; } = declarator;
}
