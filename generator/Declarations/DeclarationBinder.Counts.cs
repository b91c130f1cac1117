using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

// Counts in annotations, in the brackets of array parameters, and after the '*' of the pointer whose elements they count, as in Clang's
// -fbounds-safety.
internal sealed partial class DeclarationBinder
{
    /// <summary>The names of the parameters of the innermost function declarator, on which the length of an array may depend.</summary>
    private HashSet<string> _parameterNames = [];

    private const int MaximumCountDepth = 32;

    /// <summary>The part of a count that cannot be computed, after <see cref="BindCount(ExpressionSyntax)"/> has returned null.</summary>
    private SourceSpan? _uncomputed;

    /// <summary>Binds a count, or returns null if code cannot compute it.</summary>
    private CountExpression? BindCount(ExpressionSyntax? expression) =>
        expression switch
        {
            null or MissingExpressionSyntax => null,
            _ when !DependsOnParameters(expression) => BindConstantCount(expression),
            NameExpressionSyntax name => new ParameterCount(name.Name, IsBehindPointer: false),
            UnaryExpressionSyntax { Operator: SyntaxKind.Asterisk, Operand: NameExpressionSyntax name } => new ParameterCount(
                name.Name,
                IsBehindPointer: true
            ),
            UnaryExpressionSyntax unary => BindCount(unary.Operand) is { } operand ? Limit(unary, Compute(unary, operand)) : null,
            CastExpressionSyntax cast => Limit(cast, BindCast(cast)),
            BinaryExpressionSyntax binary => BindCount(binary.ToChain()),
            ConditionalExpressionSyntax conditional => BindCount(conditional.Condition) is { } condition
            && BindCount(conditional.WhenTrue) is { } whenTrue
            && BindCount(conditional.WhenFalse) is { } whenFalse
                ? condition.IsMinimum
                    ? Refuse(conditional.Condition)
                    : Limit(conditional, new ConditionalCount(condition, whenTrue, whenFalse))
                : null,
            _ => Refuse(expression),
        };

    /// <summary>Binds a chain of operators, in which an operand depends on parameters.</summary>
    private CountExpression? BindCount(Stack<BinaryExpressionSyntax> chain)
    {
        // The operators before the first operand that depends on parameters are one constant.
        ExpressionSyntax first = chain.Peek().Left;
        if (!DependsOnParameters(first))
        {
            while (!DependsOnParameters(chain.Peek().Right))
            {
                first = chain.Pop();
            }
        }

        CountExpression? count = BindCount(first);
        while (count is not null && chain.Count > 0)
        {
            BinaryExpressionSyntax binary = chain.Pop();
            count = BindCount(binary.Right) is { } right ? Limit(binary, Compute(binary, count, right)) : null;
        }

        return count;
    }

    // Generated code contains an expression of the same depth.
    private CountExpression? Limit(ExpressionSyntax expression, CountExpression? count) =>
        count?.Depth > MaximumCountDepth ? Refuse(expression) : count;

    private CountExpression? Refuse(ExpressionSyntax expression)
    {
        _uncomputed ??= expression.Span;
        return null;
    }

    private CountExpression? BindCast(CastExpressionSyntax cast)
    {
        CType type = Bind(cast.Type).Type;
        return type.Canonical
                is not BasicType { ByteOrder: ByteOrder.Native, Kind: not (BasicTypeKind.Int128 or BasicTypeKind.UInt128) } basic
            || !basic.IsInteger
                ? Refuse(cast)
            : BindCount(cast.Operand) is { } operand
                ? basic.Kind != BasicTypeKind.Bool ? new CastCount(type, operand)
                    : Test(cast, operand)
            : null;
    }

    private CountExpression? Test(ExpressionSyntax expression, CountExpression operand) =>
        operand.IsMinimum ? Refuse(expression) : new ComputedCount(operand, "!=", new ConstantCount(0));

    /// <summary>
    /// Binds a count in <c>__counted_by</c> after a <c>*</c>. Memory that C returns needs the value on all platforms.
    /// </summary>
    /// <returns>The count, and where it is, or where the part is that cannot be computed.</returns>
    private (CountExpression? Count, SourceSpan? Span) BindPointerCount(ExpressionSyntax? counter)
    {
        if (counter is null or MissingExpressionSyntax)
        {
            return default;
        }

        _uncomputed = null;
        CountExpression? count =
            DependsOnParameters(counter) ? BindCount(counter)
            : EvaluateInteger(counter) is { } value ? new ConstantCount(value)
            : null;
        return (count, count is null ? _uncomputed ?? counter.Span : counter.Span);
    }

    private CountExpression? BindConstantCount(ExpressionSyntax expression) =>
        EvaluateConstant(expression) is { Kind: ConstantKind.Integer } value
            ? new ConstantCount(
                value.OnWindows is { } onWindows ? Math.Min(ToInt64(value), ToInt64(onWindows)) : ToInt64(value),
                DependsOnTarget: value.OnWindows is not null
            )
            {
                IsUnsigned = !value.Type.IsSigned(TargetAbi.LinuxX64) && value.Type.GetLayout(TargetAbi.LinuxX64).Size >= sizeof(int),
            }
            : Refuse(expression);

    private static long ToInt64(ConstantValue value) => value.IsAboveInt64 ? long.MaxValue : value.Bits;

    private CountExpression? Compute(UnaryExpressionSyntax unary, CountExpression operand) =>
        unary.Operator switch
        {
            SyntaxKind.Plus => operand,

            // The least of several values does not make a minimum.
            _ when operand.IsMinimum => Refuse(unary.Operand),
            SyntaxKind.Minus => new UnaryCount("-", operand),
            SyntaxKind.Tilde => new UnaryCount("~", operand),
            SyntaxKind.Exclamation => new UnaryCount("!", operand),
            _ => Refuse(unary),
        };

    /// <summary>Returns the result of an operator that generated code can compute with checks; otherwise <see langword="null"/>.</summary>
    private CountExpression? Compute(BinaryExpressionSyntax binary, CountExpression left, CountExpression right) =>
        (binary.Operator, right) switch
        {
            (SyntaxKind.Plus, _) => new ComputedCount(left, "+", right),
            (SyntaxKind.Asterisk, _) => new ComputedCount(left, "*", right),

            // A smaller subtrahend or divisor makes the result larger, so the least one does not make a minimum.
            (_, { IsMinimum: true }) => Refuse(binary.Right),
            (SyntaxKind.Minus, _) => new ComputedCount(left, "-", right),
            (SyntaxKind.Slash or SyntaxKind.Percent, ConstantCount { Value: <= 0 }) => Refuse(binary.Right),
            (SyntaxKind.Slash, _) => new ComputedCount(left, "/", right),
            (SyntaxKind.LessLess, ConstantCount { Value: >= 0 and < 63 and var bits }) => new ComputedCount(
                left,
                "*",
                new ConstantCount(1L << (int)bits)
            ),
            (SyntaxKind.GreaterGreater, ConstantCount { Value: >= 0 and < 63 and var bits }) => new ComputedCount(
                left,
                "/",
                new ConstantCount(1L << (int)bits)
            ),
            (SyntaxKind.LessLess or SyntaxKind.GreaterGreater, ConstantCount) => Refuse(binary.Right),
            (SyntaxKind.LessLess, _) => new ComputedCount(left, "<<", right),
            (SyntaxKind.GreaterGreater, _) => new ComputedCount(left, ">>", right),
            _ when left.IsMinimum => Refuse(binary.Left),
            _ => new ComputedCount(left, FindOperator(binary.Operator), right),
        };

    private static string FindOperator(SyntaxKind kind) =>
        kind switch
        {
            SyntaxKind.Percent => "%",
            SyntaxKind.Ampersand => "&",
            SyntaxKind.Bar => "|",
            SyntaxKind.Caret => "^",
            SyntaxKind.EqualsEquals => "==",
            SyntaxKind.ExclamationEquals => "!=",
            SyntaxKind.Less => "<",
            SyntaxKind.LessEquals => "<=",
            SyntaxKind.Greater => ">",
            SyntaxKind.GreaterEquals => ">=",
            SyntaxKind.AmpersandAmpersand => "&&",
            SyntaxKind.BarBar => "||",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <summary>Binds a count whose value decides only on checks, so that a value that cannot be computed is not an error.</summary>
    private CountExpression? BindSize(ExpressionSyntax count)
    {
        DiagnosticBag own = _diagnostics;
        _diagnostics = new DiagnosticBag();
        _uncomputed = null;
        CountExpression? size = BindCount(count);
        _diagnostics = own;
        bool isKnown = ExpressionNames.Find(count).All(name => IsParameter(name.Text) || scope.Find(name.Text) is { Value: not null });
        if (size is null && isKnown && count is not MissingExpressionSyntax)
        {
            ReportUncomputed(Locate(_uncomputed ?? count.Span));
        }

        return size;
    }

    private const string MemberCountAdvice = " Name an integer member of the same struct.";

    /// <summary>Binds the count of a member's elements, whose names are members of the same struct or constants.</summary>
    private CountExpression? BindMemberCount(ExpressionSyntax? counter)
    {
        if (counter is NameExpressionSyntax { Name: { IsMissing: false } name })
        {
            return new ParameterCount(name, IsBehindPointer: false);
        }

        CountExpression? count = counter is null ? null : BindSize(counter);
        if (count is { IsMinimum: true })
        {
            ReportUncomputed(Locate(counter!.Span));
            return null;
        }

        if (count?.Parameters.FirstOrDefault(static parameter => parameter.IsBehindPointer) is { } dereferenced)
        {
            Report(TypeRules.UnknownCounter, counter!.Span, dereferenced.ToString(), MemberCountAdvice);
            return null;
        }

        return count;
    }

    private void ReportUncomputed(SourceLocation location) =>
        _diagnostics.Report(
            TypeRules.UncheckedCount,
            location,
            "KoffiGen cannot compute this part of the count",
            "Use integer parameters, constants that are the same on all platforms, and C's operators for integers."
        );

    /// <summary>Returns the element type of an array with a variable length, and the number of elements.</summary>
    /// <remarks>
    /// The size of a row is unknown to C# if the length of the row is variable. The array then counts as an array of the elements of
    /// all rows, which are in the same memory.
    /// </remarks>
    private static (QualifiedType Element, VariableLength Length) Flatten(ArrayType array)
    {
        VariableLength length =
            array.Variable ?? new VariableLength(new CountReference([], IsName: false), new ConstantCount(array.Length ?? 1));
        QualifiedType element = array.Element;
        while (element.Type is ArrayType { HasVariableLength: true } row)
        {
            length = length.Times(row);
            element = row.Element;
        }

        return (element, length);
    }

    /// <summary>
    /// Returns the variable length of a parameter that is an array, or a pointer to one; <see langword="null"/> for other parameters.
    /// </summary>
    private static VariableLength? FindLength(CType declared) =>
        declared switch
        {
            ArrayType { HasVariableLength: true } array => Flatten(array).Length,
            PointerType { Count: { } count, CountLocation: null } => new VariableLength(
                new CountReference([.. count.Parameters.Select(static parameter => parameter.Name)], count is ParameterCount),
                count
            ),
            _ => null,
        };

    private static HashSet<string> FindNames(IEnumerable<ParameterSyntax> parameters) =>
        new(parameters.Select(static parameter => parameter.Declarator.Name.Text), StringComparer.Ordinal);

    /// <summary>Whether a name is a parameter rather than a constant.</summary>
    private bool IsParameter(string name) => _parameterNames.Contains(name) || scope.Find(name) is not { IsType: false };

    private bool DependsOnParameters(ExpressionSyntax expression) => ExpressionNames.Find(expression).Any(name => IsParameter(name.Text));

    /// <summary>
    /// Checks the counts of a result or of pointers behind a parameter, which must be integers that are known after the call.
    /// </summary>
    /// <returns>Whether all counts are valid.</returns>
    private bool CheckCounts(QualifiedType type, QualifiedType returnType, IReadOnlyList<CParameter> parameters)
    {
        bool isSound = true;
        for (; type.Type is PointerType pointer; type = pointer.Pointee)
        {
            // The least of several values checks memory of C#, but says nothing about memory of C.
            if (pointer is { Count: null or { IsMinimum: true }, CountLocation: { } location })
            {
                ReportUncomputed(location);
            }

            foreach (ParameterCount count in pointer.Count?.Parameters ?? [])
            {
                isSound &= CheckCount(count, returnType, parameters);
            }
        }

        return isSound;
    }

    /// <summary>Checks that each name in the counts of a parameter is an integer or a constant.</summary>
    private void CheckCount(CParameter parameter, QualifiedType returnType, IReadOnlyList<CParameter> parameters)
    {
        foreach (ParameterCount count in parameter.Size?.Parameters ?? [])
        {
            if (
                CheckCount(count, returnType, parameters)
                && parameters.Any(other => other.Name == count.Name.Text && other.Direction == ParameterDirection.Out)
            )
            {
                Report(
                    TypeRules.UncheckedCount,
                    count.Name.Span,
                    $"C writes '{count}' during the call",
                    $"Declare '{count.Name.Text}' as '_Inout_' if C reads the count."
                );
            }
        }

        // Names in a count that cannot be computed may be of any type, but must be declared.
        IEnumerable<SourceName> others = parameter.Size is null ? parameter.Count?.Names ?? [] : [];
        foreach (SourceName name in others.Concat(parameter.WrittenCount?.Names ?? []))
        {
            if (name.Text == ParameterCount.Result || parameters.Any(candidate => candidate.Name == name.Text))
            {
                continue;
            }

            Use(scope.Find(name.Text), name.Span);
            if (scope.Find(name.Text) is not { IsType: false })
            {
                string? suggestion = Suggestion.Find(name.Text, parameters.Select(static candidate => candidate.Name).OfType<string>());
                Report(TypeRules.UnknownCounter, name.Span, name.Text, Suggestion.Ask(suggestion, CountAdvice));
            }
        }
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
