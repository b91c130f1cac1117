using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Tree;

/// <summary>
/// A declarator (C23 6.7.7), as a chain of type derivations. The outermost node is the derivation nearest to the specifiers:
/// <c>int *a[3]</c>, an array of pointers, is Pointer(Array(Identifier)).
/// </summary>
internal abstract class DeclaratorSyntax(SourceSpan span) : SyntaxNode(span)
{
    /// <summary>Gets the declared name at the end of the chain, which is missing in an abstract declarator.</summary>
    public abstract SourceName Name { get; }
}

/// <summary>The end of the chain: the declared name, which is missing in an abstract declarator.</summary>
internal sealed class IdentifierDeclaratorSyntax(SourceName name) : DeclaratorSyntax(name.Span)
{
    public override SourceName Name { get; } = name;

    /// <summary>Gets the attributes directly after the declarator.</summary>
    public ImmutableArray<AttributeSyntax> Attributes { get; init; } = [];
}

internal abstract class DerivedDeclaratorSyntax(SourceSpan span, DeclaratorSyntax inner) : DeclaratorSyntax(span)
{
    public DeclaratorSyntax Inner { get; } = inner;

    public override SourceName Name { get; } = inner.Name;
}

internal sealed class PointerDeclaratorSyntax(SourceSpan span, DeclaratorSyntax inner) : DerivedDeclaratorSyntax(span, inner)
{
    public TypeQualifiers Qualifiers { get; init; }

    /// <summary>Gets the <c>!</c> after this <c>*</c>.</summary>
    public OwnershipSyntax? Ownership { get; init; }

    /// <summary>Gets the convention before the <c>*</c>: <c>int (__stdcall *callback)(int)</c>.</summary>
    public ConventionSyntax? Convention { get; init; }

    /// <summary>Gets the attributes after the <c>*</c>.</summary>
    public ImmutableArray<AttributeSyntax> Attributes { get; init; } = [];
}

internal sealed class ArrayDeclaratorSyntax(SourceSpan span, DeclaratorSyntax inner, ExpressionSyntax? length)
    : DerivedDeclaratorSyntax(span, inner)
{
    /// <summary>Gets the length; <see langword="null"/> for <c>[]</c> and <c>[*]</c>.</summary>
    public ExpressionSyntax? Length { get; } = length;

    /// <summary>Gets the qualifiers of <c>int a[const 3]</c>, which qualify the pointer that the parameter is adjusted to.</summary>
    public TypeQualifiers Qualifiers { get; init; }

    /// <summary>
    /// Whether <c>static</c> requires the caller to pass at least the number of elements: <c>int a[static 3]</c> (C23 6.7.7.4).
    /// </summary>
    public bool IsStatic { get; init; }
}

internal sealed class FunctionDeclaratorSyntax(
    SourceSpan span,
    DeclaratorSyntax inner,
    ImmutableArray<ParameterSyntax> parameters,
    bool isVariadic
) : DerivedDeclaratorSyntax(span, inner)
{
    /// <summary>Gets the parameters. <c>(void)</c> and <c>()</c> have none.</summary>
    public ImmutableArray<ParameterSyntax> Parameters { get; } = parameters;

    public bool IsVariadic { get; } = isVariadic;

    /// <summary>Gets the span of the <c>...</c>.</summary>
    public SourceSpan EllipsisSpan { get; init; }

    /// <summary>Gets the convention directly before the name: <c>int (__stdcall f)(int)</c>.</summary>
    public ConventionSyntax? Convention { get; init; }

    /// <summary>Gets the attributes after the closing parenthesis.</summary>
    public ImmutableArray<AttributeSyntax> Attributes { get; init; } = [];
}
