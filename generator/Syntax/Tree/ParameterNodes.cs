using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Tree;

internal sealed class ParameterSyntax(SourceSpan span, DeclarationSpecifiersSyntax specifiers, DeclaratorSyntax declarator)
    : SyntaxNode(span)
{
    public DeclarationSpecifiersSyntax Specifiers { get; } = specifiers;

    public DeclaratorSyntax Declarator { get; } = declarator;

    public ImmutableArray<ParameterAnnotationSyntax> Annotations { get; init; } = [];

    /// <summary>Whether the last type of the classic form is <c>"..."</c>, so that the other properties have no meaning.</summary>
    public bool IsEllipsis { get; init; }
}

/// <summary>
/// An annotation of a parameter: Koffi's <c>_In_</c>, <c>_Out_</c>, <c>_Inout_</c>, an annotation of SAL, or <c>_Context_</c>. It can
/// be before, between and after the specifiers, as in C's headers.
/// </summary>
internal sealed class ParameterAnnotationSyntax(SourceSpan span, string word) : SyntaxNode(span)
{
    /// <summary>Gets the word with its capitals corrected: <c>_Out_writes_opt_</c>.</summary>
    public string Word { get; } = word;

    public ParameterDirection Direction { get; init; }

    /// <summary>Whether NULL is allowed, as in the <c>_opt_</c> forms.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Gets the number of elements in <c>_In_reads_(n)</c>, <c>_Out_writes_(n)</c>, <c>_Inout_updates_(n)</c>.</summary>
    public ExpressionSyntax? Count { get; init; }

    /// <summary>Whether the count is a number of bytes: <c>_In_reads_bytes_(n)</c>.</summary>
    public bool IsByteCount { get; init; }

    /// <summary>Gets the second count of <c>_Out_writes_to_(size, count)</c>: the number of elements that C writes.</summary>
    public ExpressionSyntax? WrittenCount { get; init; }

    /// <summary>Whether a zero ends the data, as in the <c>_z_</c> forms.</summary>
    public bool IsNullTerminated { get; init; }

    /// <summary>Whether C passes this pointer unchanged to a callback: <c>_Context_</c>.</summary>
    public bool IsContext { get; init; }

    /// <summary>Gets the callback in <c>_Context_(callback)</c>.</summary>
    public SourceName? ContextCallback { get; init; }
}
