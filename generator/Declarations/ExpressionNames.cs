using KoffiGen.C;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

/// <summary>The names in an expression.</summary>
internal static class ExpressionNames
{
    public static CountReference? ToCountReference(ExpressionSyntax? count) =>
        count is null ? null : new CountReference([.. Find(count)], count is NameExpressionSyntax { Name.IsMissing: false });

    public static IEnumerable<SourceName> Find(ExpressionSyntax? expression) =>
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
