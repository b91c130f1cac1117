using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

// Counts after the '*' of the pointer whose elements they count, as in Clang's -fbounds-safety.
internal sealed partial class DeclarationBinder
{
    private CountExpression? BindCount(ExpressionSyntax? expression) =>
        expression switch
        {
            null or MissingExpressionSyntax => null,
            NameExpressionSyntax name when scope.Find(name.Name.Text) is not { Value: not null } => new ParameterCount(
                name.Name,
                IsBehindPointer: false
            ),
            UnaryExpressionSyntax { Operator: SyntaxKind.Asterisk, Operand: NameExpressionSyntax name } => new ParameterCount(
                name.Name,
                IsBehindPointer: true
            ),
            CastExpressionSyntax cast when DependsOnParameters(cast) => BindCount(cast.Operand),
            BinaryExpressionSyntax binary when DependsOnParameters(binary) && Operator(binary.Operator) is { } written => BindCount(
                binary.Left
            )
                is { } left
            && BindCount(binary.Right) is { } right
                ? new ComputedCount(left, written, right)
                : null,
            _ => EvaluateInteger(expression) is { } value ? new ConstantCount(value) : null,
        };

    /// <summary>Computes the size of a parameter's memory, if it can be computed. A count that cannot is not an error.</summary>
    private CountExpression? BindSize(ExpressionSyntax? count, CType declared)
    {
        if (count is null)
        {
            return declared is ArrayType { Length: { } length } ? new ConstantCount(length) : null;
        }

        DiagnosticBag own = _diagnostics;
        _diagnostics = new DiagnosticBag();
        CountExpression? size = BindCount(count) ?? BindMinimum(count);
        _diagnostics = own;
        return size;
    }

    private ConstantCount? BindMinimum(ExpressionSyntax count) =>
        !DependsOnParameters(count) && EvaluateConstant(count) is { Kind: ConstantKind.Integer, OnWindows: { } onWindows } value
            ? new ConstantCount(Math.Min(value.Bits, onWindows.Bits)) { IsMinimum = true }
            : null;

    private static string? Operator(SyntaxKind kind) =>
        kind switch
        {
            SyntaxKind.Plus => "+",
            SyntaxKind.Minus => "-",
            SyntaxKind.Asterisk => "*",
            SyntaxKind.Slash => "/",
            _ => null,
        };

    private bool DependsOnParameters(ExpressionSyntax expression) =>
        ExpressionNames.Find(expression).Any(name => scope.Find(name.Text) is not { Value: not null });

    /// <summary>
    /// Checks the counts of a result or of pointers behind a parameter, which must be integers that are known after the call.
    /// </summary>
    /// <returns>Whether all counts are valid.</returns>
    private bool CheckCounts(QualifiedType type, QualifiedType returnType, IReadOnlyList<CParameter> parameters)
    {
        bool isSound = true;
        for (; type.Type is PointerType pointer; type = pointer.Pointee)
        {
            foreach (ParameterCount count in pointer.Count?.Parameters ?? [])
            {
                isSound &= CheckCount(count, returnType, parameters);
            }
        }

        return isSound;
    }

    private const string CountAdvice = " Name an integer parameter or a constant.";

    private bool CheckCount(ParameterCount count, QualifiedType returnType, IReadOnlyList<CParameter> parameters)
    {
        string name = count.Name.Text;
        CType? type =
            name == ParameterCount.Result
                ? returnType.Type.Canonical
                : parameters.FirstOrDefault(candidate => candidate.Name == name)?.Type.Type.Canonical;
        CType? target = (type as PointerType)?.Pointee.Type.Canonical;
        if (IsInteger(count.IsBehindPointer ? target : type))
        {
            return true;
        }

        string? suggestion =
            type is null ? Suggestion.Find(name, parameters.Select(static candidate => candidate.Name).OfType<string>())
            : IsInteger(target) ? "*" + name
            : IsInteger(type) ? name
            : null;
        Report(
            TypeRules.UnknownCounter,
            count.Name.Span,
            count.IsBehindPointer ? "*" + name : name,
            Suggestion.Ask(suggestion, CountAdvice)
        );
        return false;

        static bool IsInteger(CType? type) => type is EnumType or ForeignType or ErrorType || (type is BasicType basic && basic.IsInteger);
    }

    /// <summary>Reports a count on a type that is neither a pointer nor an array.</summary>
    private void CheckCounted(ImmutableArray<AttributeSyntax> attributes, QualifiedType type, DeclaratorSyntax declarator)
    {
        while (declarator is DerivedDeclaratorSyntax derived)
        {
            if (derived is PointerDeclaratorSyntax or ArrayDeclaratorSyntax)
            {
                return;
            }

            declarator = derived.Inner;
        }

        AttributeSyntax? counter = attributes.FirstOrDefault(static attribute => attribute.Name.Text == "counted_by");
        if (counter is not null && type.Type.Canonical is not (PointerType or ArrayType or ForeignType or ErrorType))
        {
            Report(TypeRules.InvalidDirection, counter.Name.Span, "__counted_by", type.ToString());
        }
    }
}
