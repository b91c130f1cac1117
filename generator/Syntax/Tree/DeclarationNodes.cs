using System.Collections.Immutable;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Tree;

/// <summary>All declarations of one text (C23 6.9).</summary>
internal sealed class TranslationUnitSyntax(SourceSpan span, ImmutableArray<ExternalDeclarationSyntax> declarations) : SyntaxNode(span)
{
    public ImmutableArray<ExternalDeclarationSyntax> Declarations { get; } = declarations;
}

internal abstract class ExternalDeclarationSyntax(SourceSpan span) : SyntaxNode(span)
{
    /// <summary>Gets the comment directly before the declaration, without its marks; <see langword="null"/> if there is none.</summary>
    public string? Documentation { get; init; }
}

/// <summary>Specifiers and the declarators that share them (C23 6.7.1).</summary>
internal sealed class DeclarationSyntax(
    SourceSpan span,
    DeclarationSpecifiersSyntax specifiers,
    ImmutableArray<InitDeclaratorSyntax> declarators
) : ExternalDeclarationSyntax(span)
{
    public DeclarationSpecifiersSyntax Specifiers { get; } = specifiers;

    public ImmutableArray<InitDeclaratorSyntax> Declarators { get; } = declarators;
}

internal sealed class InitDeclaratorSyntax(SourceSpan span, DeclaratorSyntax declarator, ExpressionSyntax? initializer) : SyntaxNode(span)
{
    public DeclaratorSyntax Declarator { get; } = declarator;

    public ExpressionSyntax? Initializer { get; } = initializer;

    /// <summary>Gets the width of a bit-field in bits (C23 6.7.3.2).</summary>
    public ExpressionSyntax? BitFieldWidth { get; init; }

    /// <summary>Gets the attributes after the width of a bit-field.</summary>
    public ImmutableArray<AttributeSyntax> Attributes { get; init; } = [];
}

/// <summary>Koffi's <c>opaque FILE;</c>, and KoffiGen's form with a disposer: <c>opaque sqlite3 !(sqlite3_close_v2);</c>.</summary>
internal sealed class OpaqueDeclarationSyntax(SourceSpan span, SourceName name, OwnershipSyntax? ownership)
    : ExternalDeclarationSyntax(span)
{
    public SourceName Name { get; } = name;

    public OwnershipSyntax? Ownership { get; } = ownership;
}

/// <summary><c>static_assert(expression, "message");</c> (C23 6.7.11).</summary>
internal sealed class StaticAssertSyntax(SourceSpan span, ExpressionSyntax condition, string? message) : ExternalDeclarationSyntax(span)
{
    public ExpressionSyntax Condition { get; } = condition;

    public string? Message { get; } = message;
}
