using KoffiGen.Text;

namespace KoffiGen.Syntax.Tree;

/// <summary>A constant expression (C23 6.6).</summary>
internal abstract class ExpressionSyntax(SourceSpan span) : SyntaxNode(span);

/// <summary>An integer, floating, character or string literal. Adjacent strings are one literal.</summary>
internal sealed class LiteralExpressionSyntax(SourceSpan span, SyntaxKind kind, string text) : ExpressionSyntax(span)
{
    public SyntaxKind Kind { get; } = kind;

    public string Text { get; } = text;
}

internal sealed class NameExpressionSyntax(SourceName name) : ExpressionSyntax(name.Span)
{
    /// <summary>Whether the parentheses contain only the name, so that it may be the type of a cast: <c>(name) - 1</c>.</summary>
    public bool IsParenthesized { get; init; }

    public SourceName Name { get; } = name;
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

    /// <summary>
    /// Returns the operators of the chain that this one ends, <c>a + b + c</c>, from the first to this one. A chain may be long, so
    /// whoever follows it must not recurse.
    /// </summary>
    public Stack<BinaryExpressionSyntax> ToChain()
    {
        Stack<BinaryExpressionSyntax> chain = new([this]);
        while (chain.Peek().Left is BinaryExpressionSyntax left)
        {
            chain.Push(left);
        }

        return chain;
    }
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
internal sealed class TypeQueryExpressionSyntax(SourceSpan span, TypeQuery query, TypeNameSyntax type, SourceName? member)
    : ExpressionSyntax(span)
{
    public TypeQuery Query { get; } = query;

    public TypeNameSyntax Type { get; } = type;

    public SourceName? Member { get; } = member;
}

internal enum TypeQuery
{
    SizeOf,
    AlignOf,
    OffsetOf,
}

/// <summary>The place of a missing expression. The parser has reported the error.</summary>
internal sealed class MissingExpressionSyntax(SourceSpan span) : ExpressionSyntax(span);
