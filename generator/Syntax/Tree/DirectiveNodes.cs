using System.Collections.Immutable;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Tree;

/// <summary>
/// <c>#define NAME constant-expression</c>. A macro without a value is not a constant: it is empty, has parameters, or is replaced
/// by other tokens.
/// </summary>
internal sealed class DefineDirectiveSyntax(SourceSpan span, SourceName name, ExpressionSyntax? value) : ExternalDeclarationSyntax(span)
{
    public SourceName Name { get; } = name;

    public ExpressionSyntax? Value { get; } = value;
}

/// <summary><c>#include "other.koffi"</c>, which makes the declarations of the other file visible.</summary>
internal sealed class IncludeDirectiveSyntax(SourceSpan span, SourceName file) : ExternalDeclarationSyntax(span)
{
    /// <summary>Gets the path without quotes.</summary>
    public SourceName File { get; } = file;
}

/// <summary><c>#pragma pack(…)</c>, at the place where it takes effect.</summary>
internal sealed class PragmaPackSyntax(SourceSpan span, PragmaPackAction action, int? value) : ExternalDeclarationSyntax(span)
{
    public PragmaPackAction Action { get; } = action;

    public int? Value { get; } = value;

    /// <summary>Gets the identifier of <c>#pragma pack(push, identifier)</c>.</summary>
    public string? Label { get; init; }
}

internal enum PragmaPackAction
{
    Set,
    Push,
    Pop,
}

/// <summary>One directive of <c>#pragma koffi directive(argument, …) directive …</c>.</summary>
internal sealed class PragmaKoffiSyntax(SourceSpan span, ImmutableArray<PragmaKoffiWordSyntax> words) : ExternalDeclarationSyntax(span)
{
    public ImmutableArray<PragmaKoffiWordSyntax> Words { get; } = words;
}

internal sealed class PragmaKoffiWordSyntax(SourceSpan span, SourceName word, ImmutableArray<SourceName> arguments) : SyntaxNode(span)
{
    public SourceName Word { get; } = word;

    /// <summary>Gets the arguments: identifiers, and strings without quotes.</summary>
    public ImmutableArray<SourceName> Arguments { get; } = arguments;
}
