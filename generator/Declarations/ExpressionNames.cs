using KoffiGen.Syntax.Tree;

namespace KoffiGen.Declarations;

/// <summary>The names that an expression mentions.</summary>
internal static class ExpressionNames
{
    public static IEnumerable<SyntaxName> Find(ExpressionSyntax? expression) =>
        expression switch
        {
            NameExpressionSyntax name when !name.Name.IsMissing => [name.Name],
            UnaryExpressionSyntax unary => Find(unary.Operand),
            BinaryExpressionSyntax binary => Find(binary.Left).Concat(Find(binary.Right)),
            ConditionalExpressionSyntax conditional => Find(conditional.Condition)
                .Concat(Find(conditional.WhenTrue))
                .Concat(Find(conditional.WhenFalse)),
            CastExpressionSyntax cast => Find(cast.Operand),
            _ => [],
        };
}
