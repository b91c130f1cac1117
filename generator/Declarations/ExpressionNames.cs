using KoffiGen.C;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

/// <summary>The names in an expression.</summary>
internal static class ExpressionNames
{
    public static CountReference? ToCountReference(ExpressionSyntax? count) =>
        count is null ? null : new CountReference([.. Find(count)], count is NameExpressionSyntax { Name.IsMissing: false });

    /// <summary>Returns the names in the order of the text. A chain of operators may be long, so the search does not recurse.</summary>
    public static IReadOnlyList<SourceName> Find(ExpressionSyntax? expression)
    {
        List<SourceName> names = [];
        Stack<ExpressionSyntax> open = new(expression is null ? [] : [expression]);
        while (open.Count > 0)
        {
            switch (open.Pop())
            {
                case NameExpressionSyntax name when !name.Name.IsMissing:
                    names.Add(name.Name);
                    break;
                case UnaryExpressionSyntax unary:
                    open.Push(unary.Operand);
                    break;
                case BinaryExpressionSyntax binary:
                    open.Push(binary.Right);
                    open.Push(binary.Left);
                    break;
                case ConditionalExpressionSyntax conditional:
                    open.Push(conditional.WhenFalse);
                    open.Push(conditional.WhenTrue);
                    open.Push(conditional.Condition);
                    break;
                case CastExpressionSyntax cast:
                    open.Push(cast.Operand);
                    break;
            }
        }

        return names;
    }
}
