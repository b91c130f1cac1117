using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Tree;

/// <summary>The specifiers before the declarators, which C allows in any order (C23 6.7).</summary>
internal sealed class DeclarationSpecifiersSyntax(SourceSpan span, TypeSpecifierSyntax type) : SyntaxNode(span)
{
    public TypeSpecifierSyntax Type { get; } = type;

    public StorageClass Storage { get; init; }

    public TypeQualifiers Qualifiers { get; init; }

    /// <summary>Gets a convention among or directly after the specifiers: <c>int __stdcall f(int)</c>.</summary>
    public ConventionSyntax? Convention { get; init; }

    public ImmutableArray<AlignmentSpecifierSyntax> Alignments { get; init; } = [];

    public ImmutableArray<AttributeSyntax> Attributes { get; init; } = [];

    /// <summary>
    /// Gets Koffi's <c>!</c> directly after a type name: <c>str! f()</c>, <c>typedef str!(g_free) gstr;</c>. A <c>!</c> after a
    /// <c>*</c> belongs to the <see cref="PointerDeclaratorSyntax"/>.
    /// </summary>
    public OwnershipSyntax? Ownership { get; init; }
}

[Flags]
internal enum StorageClass
{
    None = 0,
    Typedef = 1,
    Extern = 2,
    Static = 4,
    Inline = 8,
    Register = 16,
    ThreadLocal = 32,
    NoReturn = 64,
}

internal sealed class ConventionSyntax(SourceSpan span, CallingConvention convention) : SyntaxNode(span)
{
    public CallingConvention Convention { get; } = convention;
}

/// <summary>Koffi's <c>!</c>, which marks an owned pointer.</summary>
internal sealed class OwnershipSyntax(SourceSpan span, SourceName? library, SourceName? function) : SyntaxNode(span)
{
    /// <summary>Gets the library in <c>!(lib:fn)</c>, which may be quoted: <c>!("my-lib":fn)</c>.</summary>
    public SourceName? Library { get; } = library;

    /// <summary>Gets the function in <c>!(fn)</c>; <see langword="null"/> for <c>free</c> of the C runtime.</summary>
    public SourceName? Function { get; } = function;
}

/// <summary><c>_Alignas(16)</c>, <c>alignas(double)</c> (C23 6.7.6).</summary>
internal sealed class AlignmentSpecifierSyntax(SourceSpan span, ExpressionSyntax? value, TypeNameSyntax? type) : SyntaxNode(span)
{
    public ExpressionSyntax? Value { get; } = value;

    public TypeNameSyntax? Type { get; } = type;
}

/// <summary>
/// One attribute: <c>__attribute__((name(arguments)))</c>, <c>[[prefix::name(arguments)]]</c> or <c>__declspec(name(arguments))</c>.
/// The name has no leading and trailing pairs of underscores: <c>packed</c>, <c>aligned</c>.
/// </summary>
internal sealed class AttributeSyntax(SourceSpan span, SourceName name, ImmutableArray<ExpressionSyntax> arguments) : SyntaxNode(span)
{
    public SourceName Name { get; } = name;

    public ImmutableArray<ExpressionSyntax> Arguments { get; } = arguments;

    /// <summary>Gets the vendor in <c>[[gnu::packed]]</c>.</summary>
    public string? Prefix { get; init; }
}
