using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Documentation;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Tree;

// The syntax tree: what is written, and where. It follows the grammar of C23 (annex A.3), with Koffi's words where Koffi allows
// them. Nothing here is resolved: a name may turn out to be a type, a constant, or unknown.

internal abstract class SyntaxNode(SourceSpan span)
{
    public SourceSpan Span { get; } = span;
}

/// <summary>A name and where it stands. A missing name has an empty text and no width.</summary>
internal readonly record struct SyntaxName(string Text, SourceSpan Span)
{
    public bool IsMissing => Text.Length == 0;
}

/// <summary>C23 6.9: everything in one text.</summary>
internal sealed class TranslationUnitSyntax(SourceSpan span, ImmutableArray<ExternalDeclarationSyntax> declarations) : SyntaxNode(span)
{
    public ImmutableArray<ExternalDeclarationSyntax> Declarations { get; } = declarations;
}

internal abstract class ExternalDeclarationSyntax(SourceSpan span) : SyntaxNode(span)
{
    /// <summary>The comment directly before the declaration, its marks removed; <see langword="null"/> without one.</summary>
    public string? Documentation { get; init; }
}

/// <summary>C23 6.7.1: specifiers, and the declarators that share them.</summary>
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

    /// <summary>The width in bits of a bit-field member (C23 6.7.3.2).</summary>
    public ExpressionSyntax? BitFieldWidth { get; init; }

    /// <summary>Attributes behind a bit-field's width.</summary>
    public ImmutableArray<AttributeSyntax> Attributes { get; init; } = [];
}

/// <summary>Koffi's <c>opaque FILE;</c>, and ours with a disposer: <c>opaque sqlite3 !(sqlite3_close_v2);</c>.</summary>
internal sealed class OpaqueDeclarationSyntax(SourceSpan span, SyntaxName name, OwnershipSyntax? ownership)
    : ExternalDeclarationSyntax(span)
{
    public SyntaxName Name { get; } = name;

    public OwnershipSyntax? Ownership { get; } = ownership;
}

/// <summary>
/// <c>#define NAME constant-expression</c>; a macro without a value is not a constant: it is defined as nothing, has parameters, or is text.
/// </summary>
internal sealed class DefineDirectiveSyntax(SourceSpan span, SyntaxName name, ExpressionSyntax? value) : ExternalDeclarationSyntax(span)
{
    public SyntaxName Name { get; } = name;

    public ExpressionSyntax? Value { get; } = value;
}

/// <summary><c>#pragma pack(…)</c> (as the C compilers have it), where it takes effect.</summary>
internal sealed class PragmaPackSyntax(SourceSpan span, PragmaPackAction action, int? value) : ExternalDeclarationSyntax(span)
{
    public PragmaPackAction Action { get; } = action;

    public int? Value { get; } = value;

    /// <summary>The identifier of <c>#pragma pack(push, identifier)</c>.</summary>
    public string? Label { get; init; }
}

internal enum PragmaPackAction
{
    Set,
    Push,
    Pop,
}

/// <summary><c>#include "other.koffi"</c>: what the other file declares is visible here. Other inclusions are a preprocessor's.</summary>
internal sealed class IncludeDirectiveSyntax(SourceSpan span, SyntaxName file) : ExternalDeclarationSyntax(span)
{
    /// <summary>The path as written, without its quotes.</summary>
    public SyntaxName File { get; } = file;
}

/// <summary><c>#pragma koffi word(argument, …) word …</c>: one node per word.</summary>
internal sealed class PragmaKoffiSyntax(SourceSpan span, ImmutableArray<PragmaKoffiWordSyntax> words) : ExternalDeclarationSyntax(span)
{
    public ImmutableArray<PragmaKoffiWordSyntax> Words { get; } = words;
}

internal sealed class PragmaKoffiWordSyntax(SourceSpan span, SyntaxName word, ImmutableArray<SyntaxName> arguments) : SyntaxNode(span)
{
    public SyntaxName Word { get; } = word;

    /// <summary>The arguments, identifiers as written and strings without their quotes.</summary>
    public ImmutableArray<SyntaxName> Arguments { get; } = arguments;
}

/// <summary>C23 6.7.11: <c>static_assert(expression, "message");</c>.</summary>
internal sealed class StaticAssertSyntax(SourceSpan span, ExpressionSyntax condition, string? message) : ExternalDeclarationSyntax(span)
{
    public ExpressionSyntax Condition { get; } = condition;

    public string? Message { get; } = message;
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

/// <summary>C23 6.7: what stands before the declarators, in whatever order it is written.</summary>
internal sealed class DeclarationSpecifiersSyntax(SourceSpan span, TypeSpecifierSyntax type) : SyntaxNode(span)
{
    public TypeSpecifierSyntax Type { get; } = type;

    public StorageClass Storage { get; init; }

    public TypeQualifiers Qualifiers { get; init; }

    /// <summary>A convention among or directly after the specifiers: <c>int __stdcall f(int)</c>.</summary>
    public ConventionSyntax? Convention { get; init; }

    public ImmutableArray<AlignmentSpecifierSyntax> Alignments { get; init; } = [];

    public ImmutableArray<AttributeSyntax> Attributes { get; init; } = [];

    /// <summary>
    /// Koffi's <c>!</c> directly after a type name: <c>str! f()</c>, <c>typedef str!(g_free) gstr;</c>. A <c>!</c> after a <c>*</c>
    /// belongs to that <see cref="PointerDeclaratorSyntax"/>.
    /// </summary>
    public OwnershipSyntax? Ownership { get; init; }
}

internal sealed class ConventionSyntax(SourceSpan span, CallingConvention convention) : SyntaxNode(span)
{
    public CallingConvention Convention { get; } = convention;
}

/// <summary>Koffi's <c>!</c>: the memory behind this pointer is ours to free.</summary>
internal sealed class OwnershipSyntax(SourceSpan span, SyntaxName? library, SyntaxName? function) : SyntaxNode(span)
{
    /// <summary>The library in <c>!(lib:fn)</c>; the string may be quoted, <c>!("my-lib":fn)</c>.</summary>
    public SyntaxName? Library { get; } = library;

    /// <summary>The function in <c>!(fn)</c>; without one it is the C runtime's <c>free</c>.</summary>
    public SyntaxName? Function { get; } = function;
}

/// <summary><c>_Alignas(16)</c>, <c>alignas(double)</c> (C23 6.7.6).</summary>
internal sealed class AlignmentSpecifierSyntax(SourceSpan span, ExpressionSyntax? value, TypeNameSyntax? type) : SyntaxNode(span)
{
    public ExpressionSyntax? Value { get; } = value;

    public TypeNameSyntax? Type { get; } = type;
}

/// <summary>
/// One attribute, however it is written: <c>__attribute__((name(arguments)))</c>, <c>[[prefix::name(arguments)]]</c>,
/// <c>__declspec(name(arguments))</c>. The name is without leading and trailing underscores pairs: <c>packed</c>, <c>aligned</c>.
/// </summary>
internal sealed class AttributeSyntax(SourceSpan span, SyntaxName name, ImmutableArray<ExpressionSyntax> arguments) : SyntaxNode(span)
{
    public SyntaxName Name { get; } = name;

    public ImmutableArray<ExpressionSyntax> Arguments { get; } = arguments;

    /// <summary>The vendor in <c>[[gnu::packed]]</c>.</summary>
    public string? Prefix { get; init; }
}

internal abstract class TypeSpecifierSyntax(SourceSpan span) : SyntaxNode(span);

/// <summary>A type that keywords name: <c>void</c>, <c>unsigned long</c>.</summary>
internal sealed class BuiltinTypeSpecifierSyntax(SourceSpan span, CType type) : TypeSpecifierSyntax(span)
{
    public CType Type { get; } = type;
}

/// <summary>A typedef name, a Koffi type name, an opaque type or a C# type: whatever the scope knows by that name.</summary>
internal sealed class NamedTypeSpecifierSyntax(SyntaxName name) : TypeSpecifierSyntax(name.Span)
{
    public SyntaxName Name { get; } = name;
}

/// <summary>No type at all where one must stand. It is reported; what follows binds without further complaints.</summary>
internal sealed class MissingTypeSpecifierSyntax(SourceSpan span) : TypeSpecifierSyntax(span);

/// <summary><c>struct</c> or <c>union</c>, with a tag, members, or both (C23 6.7.3.2).</summary>
internal sealed class RecordSpecifierSyntax(
    SourceSpan span,
    bool isUnion,
    SyntaxName? tag,
    ImmutableArray<MemberDeclarationSyntax>? members
) : TypeSpecifierSyntax(span)
{
    public bool IsUnion { get; } = isUnion;

    public SyntaxName? Tag { get; } = tag;

    /// <summary>The members, or <see langword="null"/> where the specifier only refers to the tag.</summary>
    public ImmutableArray<MemberDeclarationSyntax>? Members { get; } = members;

    /// <summary>Attributes after the keyword or after the closing brace.</summary>
    public ImmutableArray<AttributeSyntax> Attributes { get; init; } = [];

    public string? Documentation { get; init; }
}

/// <summary>One line of a struct: specifiers and declarators; without declarators an anonymous struct or union.</summary>
internal sealed class MemberDeclarationSyntax(
    SourceSpan span,
    DeclarationSpecifiersSyntax specifiers,
    ImmutableArray<InitDeclaratorSyntax> declarators
) : SyntaxNode(span)
{
    public DeclarationSpecifiersSyntax Specifiers { get; } = specifiers;

    public ImmutableArray<InitDeclaratorSyntax> Declarators { get; } = declarators;

    public string? Documentation { get; init; }

    /// <summary>Set where this is not a member but a <c>#pragma pack</c> between members.</summary>
    public PragmaPackSyntax? Pack { get; init; }
}

/// <summary><c>enum</c>, with a tag, enumerators, or both, and C23's fixed underlying type (6.7.3.3).</summary>
internal sealed class EnumSpecifierSyntax(
    SourceSpan span,
    SyntaxName? tag,
    TypeNameSyntax? underlyingType,
    ImmutableArray<EnumeratorSyntax>? enumerators
) : TypeSpecifierSyntax(span)
{
    public SyntaxName? Tag { get; } = tag;

    public TypeNameSyntax? UnderlyingType { get; } = underlyingType;

    public ImmutableArray<EnumeratorSyntax>? Enumerators { get; } = enumerators;

    public ImmutableArray<AttributeSyntax> Attributes { get; init; } = [];
}

internal sealed class EnumeratorSyntax(SourceSpan span, SyntaxName name, ExpressionSyntax? value) : SyntaxNode(span)
{
    public SyntaxName Name { get; } = name;

    public ExpressionSyntax? Value { get; } = value;

    public string? Documentation { get; init; }
}

/// <summary>
/// C23 6.7.7. A declarator is read from the name outwards, and so is this chain: the outermost node is the type derivation
/// nearest to the specifiers. <c>int *a[3]</c> is Pointer(Array(Identifier)): the name is an array of pointers.
/// </summary>
internal abstract class DeclaratorSyntax(SourceSpan span) : SyntaxNode(span)
{
    /// <summary>The declared name at the end of the chain, or a missing one in an abstract declarator.</summary>
    public abstract SyntaxName Name { get; }
}

/// <summary>The end of the chain: the declared name, or nothing in an abstract declarator.</summary>
internal sealed class IdentifierDeclaratorSyntax(SyntaxName name) : DeclaratorSyntax(name.Span)
{
    public override SyntaxName Name { get; } = name;

    /// <summary>Attributes directly after the whole declarator.</summary>
    public ImmutableArray<AttributeSyntax> Attributes { get; init; } = [];
}

internal abstract class DerivedDeclaratorSyntax(SourceSpan span, DeclaratorSyntax inner) : DeclaratorSyntax(span)
{
    public DeclaratorSyntax Inner { get; } = inner;

    public override SyntaxName Name => Inner.Name;
}

internal sealed class PointerDeclaratorSyntax(SourceSpan span, DeclaratorSyntax inner) : DerivedDeclaratorSyntax(span, inner)
{
    public TypeQualifiers Qualifiers { get; init; }

    /// <summary>A <c>!</c> after this <c>*</c>.</summary>
    public OwnershipSyntax? Ownership { get; init; }

    /// <summary>A convention before the <c>*</c>: <c>int (__stdcall *callback)(int)</c>.</summary>
    public ConventionSyntax? Convention { get; init; }

    /// <summary>Attributes after the <c>*</c>.</summary>
    public ImmutableArray<AttributeSyntax> Attributes { get; init; } = [];
}

internal sealed class ArrayDeclaratorSyntax(SourceSpan span, DeclaratorSyntax inner, ExpressionSyntax? length)
    : DerivedDeclaratorSyntax(span, inner)
{
    /// <summary>The length, or <see langword="null"/> for <c>[]</c>, <c>[*]</c>.</summary>
    public ExpressionSyntax? Length { get; } = length;

    /// <summary>The qualifiers of <c>int a[const 3]</c>: they qualify the pointer that the parameter becomes.</summary>
    public TypeQualifiers Qualifiers { get; init; }

    /// <summary>The <c>static</c> of <c>int a[static 3]</c>: the caller passes at least as many elements (C23 6.7.7.4).</summary>
    public bool IsStatic { get; init; }
}

internal sealed class FunctionDeclaratorSyntax(
    SourceSpan span,
    DeclaratorSyntax inner,
    ImmutableArray<ParameterSyntax> parameters,
    bool isVariadic
) : DerivedDeclaratorSyntax(span, inner)
{
    /// <summary>The parameters; <c>(void)</c> and <c>()</c> have none.</summary>
    public ImmutableArray<ParameterSyntax> Parameters { get; } = parameters;

    public bool IsVariadic { get; } = isVariadic;

    /// <summary>Where the <c>...</c> is.</summary>
    public SourceSpan EllipsisSpan { get; init; }

    /// <summary>A convention directly before the name: <c>int (__stdcall f)(int)</c>.</summary>
    public ConventionSyntax? Convention { get; init; }

    /// <summary>Attributes after the closing parenthesis.</summary>
    public ImmutableArray<AttributeSyntax> Attributes { get; init; } = [];
}

/// <summary>
/// One annotation of a parameter: Koffi's <c>_In_</c>, <c>_Out_</c>, <c>_Inout_</c>, the SAL forms, <c>_Context_</c>. They may stand anywhere
/// among the specifiers, as in C's headers.
/// </summary>
internal sealed class ParameterAnnotationSyntax(SourceSpan span, string word) : SyntaxNode(span)
{
    /// <summary>As written: <c>_Out_writes_opt_</c>.</summary>
    public string Word { get; } = word;

    public ParameterDirection Direction { get; init; }

    /// <summary>An <c>_opt_</c> form: NULL is allowed.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The element count of <c>_In_reads_(n)</c>, <c>_Out_writes_(n)</c>, <c>_Inout_updates_(n)</c>.</summary>
    public ExpressionSyntax? Count { get; init; }

    /// <summary>The count is in bytes: <c>_In_reads_bytes_(n)</c>.</summary>
    public bool IsByteCount { get; init; }

    /// <summary>The second count of <c>_Out_writes_to_(size, count)</c>: how many of the elements C fills.</summary>
    public ExpressionSyntax? WrittenCount { get; init; }

    /// <summary>A <c>_z_</c> form: a zero ends the data.</summary>
    public bool IsNullTerminated { get; init; }

    /// <summary>Koffi for C#'s own: C hands this pointer to the callback untouched. With a name, to that callback.</summary>
    public bool IsContext { get; init; }

    public SyntaxName? ContextCallback { get; init; }
}

internal sealed class ParameterSyntax(SourceSpan span, DeclarationSpecifiersSyntax specifiers, DeclaratorSyntax declarator)
    : SyntaxNode(span)
{
    public DeclarationSpecifiersSyntax Specifiers { get; } = specifiers;

    public DeclaratorSyntax Declarator { get; } = declarator;

    public ImmutableArray<ParameterAnnotationSyntax> Annotations { get; init; } = [];

    /// <summary>Set where the classic form's last type is <c>"..."</c>; the rest of the node is then without meaning.</summary>
    public bool IsEllipsis { get; init; }
}

/// <summary>A type by itself: C23 6.7.8, as in <c>sizeof(unsigned long *)</c>.</summary>
internal sealed class TypeNameSyntax(SourceSpan span, DeclarationSpecifiersSyntax specifiers, DeclaratorSyntax declarator)
    : SyntaxNode(span)
{
    public DeclarationSpecifiersSyntax Specifiers { get; } = specifiers;

    public DeclaratorSyntax Declarator { get; } = declarator;
}

/// <summary>C23 6.6: the expressions that constants are made of.</summary>
internal abstract class ExpressionSyntax(SourceSpan span) : SyntaxNode(span);

/// <summary>An integer, floating, character or string literal as written; adjacent strings are one literal.</summary>
internal sealed class LiteralExpressionSyntax(SourceSpan span, SyntaxKind kind, string text) : ExpressionSyntax(span)
{
    public SyntaxKind Kind { get; } = kind;

    public string Text { get; } = text;
}

internal sealed class NameExpressionSyntax(SyntaxName name) : ExpressionSyntax(name.Span)
{
    /// <summary>Parentheses stand directly around it, so that it may turn out to be the type of a cast: <c>(name) - 1</c>.</summary>
    public bool IsParenthesized { get; init; }

    public SyntaxName Name { get; } = name;
}

internal sealed class UnaryExpressionSyntax(SourceSpan span, SyntaxKind op, ExpressionSyntax operand) : ExpressionSyntax(span)
{
    public SyntaxKind Operator { get; } = op;

    public ExpressionSyntax Operand { get; } = operand;
}

internal sealed class BinaryExpressionSyntax(SourceSpan span, SyntaxKind op, ExpressionSyntax left, ExpressionSyntax right)
    : ExpressionSyntax(span)
{
    public SyntaxKind Operator { get; } = op;

    public ExpressionSyntax Left { get; } = left;

    public ExpressionSyntax Right { get; } = right;
}

internal sealed class ConditionalExpressionSyntax(
    SourceSpan span,
    ExpressionSyntax condition,
    ExpressionSyntax whenTrue,
    ExpressionSyntax whenFalse
) : ExpressionSyntax(span)
{
    public ExpressionSyntax Condition { get; } = condition;

    public ExpressionSyntax WhenTrue { get; } = whenTrue;

    public ExpressionSyntax WhenFalse { get; } = whenFalse;
}

internal sealed class CastExpressionSyntax(SourceSpan span, TypeNameSyntax type, ExpressionSyntax operand) : ExpressionSyntax(span)
{
    public TypeNameSyntax Type { get; } = type;

    public ExpressionSyntax Operand { get; } = operand;
}

/// <summary><c>sizeof(type)</c>, <c>_Alignof(type)</c>, <c>offsetof(type, member)</c>.</summary>
internal sealed class TypeQueryExpressionSyntax(SourceSpan span, TypeQuery query, TypeNameSyntax type, SyntaxName? member)
    : ExpressionSyntax(span)
{
    public TypeQuery Query { get; } = query;

    public TypeNameSyntax Type { get; } = type;

    public SyntaxName? Member { get; } = member;
}

internal enum TypeQuery
{
    SizeOf,
    AlignOf,
    OffsetOf,
}

/// <summary>No expression where one must stand; reported already.</summary>
internal sealed class MissingExpressionSyntax(SourceSpan span) : ExpressionSyntax(span);
