using System.Numerics;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

/// <summary>
/// Evaluates constant expressions (C23 6.6) with C's types. Unless the project has one target, it evaluates them for two targets that
/// differ in all relevant facts, and records where the values differ.
/// </summary>
internal sealed partial class ConstantEvaluator
{
    private readonly TypeScope _scope;
    private readonly TargetAbi _target;
    private readonly Func<TypeNameSyntax, QualifiedType> _bindType;
    private readonly Action<DiagnosticRule, SourceSpan, string[]> _report;
    private int _unevaluated;

    private ConstantEvaluator(
        TypeScope scope,
        TargetAbi target,
        Func<TypeNameSyntax, QualifiedType> bindType,
        Action<DiagnosticRule, SourceSpan, string[]> report
    )
    {
        _scope = scope;
        _target = target;
        _bindType = bindType;
        _report = report;
    }

    /// <summary>
    /// Returns the type in <c>(number) -1</c>, which the parser has parsed as a difference because it did not know the name;
    /// <see langword="null"/> if the name is not a type.
    /// </summary>
    public static CType? FindCastType(NameExpressionSyntax name, TypeScope scope) =>
        name.IsParenthesized && scope.Find(name.Name.Text) is { IsType: true } entry ? entry.Type.Type : null;

    /// <returns>The value, with the value on Windows if it differs; <see langword="null"/> if an error was reported.</returns>
    public static ConstantValue? Evaluate(
        ExpressionSyntax expression,
        TypeScope scope,
        Func<TypeNameSyntax, QualifiedType> bindType,
        Action<DiagnosticRule, SourceSpan, string[]> report
    )
    {
        Dictionary<TypeNameSyntax, QualifiedType> types = new();
        TargetAbi? only = scope.FindTarget();
        ConstantValue? value = new ConstantEvaluator(scope, only ?? TargetAbi.LinuxX64, Bind, report).Evaluate(expression);
        if (only is not null)
        {
            return value;
        }

        // The second evaluation reports errors that occur only if long has 32 bits.
        bool isSound = value is not null;
        ConstantValue? onWindows = isSound ? new ConstantEvaluator(scope, TargetAbi.WindowsX64, Bind, report).Evaluate(expression) : null;
        if (value is null || onWindows is null)
        {
            return null;
        }

        value = value with { OnWindows = null };
        onWindows = onWindows with { OnWindows = null };
        bool isSame = value with { Type = onWindows.Type } == onWindows && value.IsAboveInt64 == onWindows.IsAboveInt64;
        return isSame ? value : value with { OnWindows = onWindows };

        QualifiedType Bind(TypeNameSyntax type)
        {
            if (!types.TryGetValue(type, out QualifiedType bound))
            {
                types[type] = bound = bindType(type);
            }

            return bound;
        }
    }

    private ConstantValue? Evaluate(ExpressionSyntax expression) =>
        expression switch
        {
            LiteralExpressionSyntax literal => EvaluateLiteral(literal),
            NameExpressionSyntax name => EvaluateName(name),
            UnaryExpressionSyntax unary => EvaluateUnary(unary),
            BinaryExpressionSyntax binary => EvaluateBinary(binary),
            ConditionalExpressionSyntax conditional => EvaluateConditional(conditional),
            CastExpressionSyntax cast => EvaluateCast(cast),
            TypeQueryExpressionSyntax query => EvaluateQuery(query),
            _ => null,
        };

    private ConstantValue? EvaluateLiteral(LiteralExpressionSyntax literal)
    {
        ConstantValue? value = literal.Kind switch
        {
            SyntaxKind.IntegerLiteral => LiteralParser.ParseInteger(literal.Text, _target),
            SyntaxKind.FloatingLiteral => LiteralParser.ParseFloating(literal.Text),
            SyntaxKind.CharacterLiteral => LiteralParser.ParseCharacter(literal.Text, _target),
            SyntaxKind.StringLiteral => LiteralParser.ParseString(literal.Text),
            _ => null,
        };
        if (value is not null)
        {
            return value;
        }

        return literal.Kind == SyntaxKind.IntegerLiteral
            ? Report(TypeRules.ConstantOverflow, literal, "unsigned long long", "C has no wider integer type, so write a smaller value.")
            : Report(TypeRules.IntegerConstantExpected, literal, $"'{literal.Text}'");
    }

    /// <summary>
    /// Rejects operands that compilers treat differently: a decimal literal without a suffix is never unsigned (C23 6.4.5.2), but
    /// compilers give one above <c>long long</c> different wider types. Outside of computations its value is unambiguous.
    /// </summary>
    private ConstantValue? CheckFits(ExpressionSyntax operand, ConstantValue? value, ExpressionSyntax place)
    {
        if (
            value is not { IsAboveInt64: true }
            || operand is not LiteralExpressionSyntax { Kind: SyntaxKind.IntegerLiteral } literal
            || !LiteralParser.IsSigned(literal.Text)
        )
        {
            return value;
        }

        bool isLowest = value.Bits == long.MinValue && place is UnaryExpressionSyntax { Operator: SyntaxKind.Minus };
        return Report(
            TypeRules.ConstantOverflow,
            literal,
            "long long",
            isLowest ? "Write '(-9223372036854775807LL - 1)'." : "Add the suffix 'ULL', or write a smaller value."
        );
    }

    private ConstantValue? EvaluateName(NameExpressionSyntax name)
    {
        if (name.Name.IsMissing)
        {
            return null;
        }

        if (_scope.Find(name.Name.Text) is { } entry)
        {
            if (entry.Kind is ScopeEntryKind.Enumerator or ScopeEntryKind.Define)
            {
                return _target.Rules == RecordLayoutRules.Windows ? entry.Value?.OnWindows ?? entry.Value : entry.Value;
            }

            return Report(TypeRules.IntegerConstantExpected, name, $"'{entry.Name}'");
        }

        // C23 6.4.5.5: predefined constants.
        if (name.Name.Text is "true" or "false")
        {
            return ConstantValue.Int(name.Name.Text == "true" ? 1 : 0) with { Type = BasicType.Get(BasicTypeKind.Bool) };
        }

        return Report(TypeRules.UnknownConstant, name, name.Name.Text, _scope.Advise(name.Name.Text, types: false));
    }

    private ConstantValue? EvaluateUnary(UnaryExpressionSyntax unary)
    {
        ConstantValue? operand = CheckFits(unary.Operand, Evaluate(unary.Operand), unary);
        if (operand is null)
        {
            return null;
        }

        if (operand.Kind == ConstantKind.Floating && unary.Operator is (SyntaxKind.Minus or SyntaxKind.Plus))
        {
            return unary.Operator == SyntaxKind.Minus ? operand with { Floating = -operand.Floating } : operand;
        }

        if (unary.Operator == SyntaxKind.Exclamation && operand.Kind != ConstantKind.String)
        {
            return ConstantValue.Int(operand.IsTrue ? 0 : 1);
        }

        return EvaluateSign(unary, operand);
    }

    private ConstantValue? EvaluateSign(UnaryExpressionSyntax unary, ConstantValue operand)
    {
        if (operand.Kind != ConstantKind.Integer)
        {
            return Report(TypeRules.IntegerConstantExpected, unary.Operand, Describe(operand));
        }

        BasicType type = Promote(operand.Type);
        BigInteger value = Read(operand);
        return unary.Operator switch
        {
            SyntaxKind.Plus => Make(value, type, unary),
            SyntaxKind.Minus => Make(-value, type, unary),
            SyntaxKind.Tilde => Make(-value - 1, type, unary),
            _ => Report(TypeRules.IntegerConstantExpected, unary, "This expression"),
        };
    }

    private ConstantValue? EvaluateConditional(ConditionalExpressionSyntax conditional)
    {
        if (Evaluate(conditional.Condition) is not { } condition)
        {
            return null;
        }

        ConstantValue? chosen = Evaluate(condition.IsTrue ? conditional.WhenTrue : conditional.WhenFalse);
        ConstantValue? other = EvaluateUnused(condition.IsTrue ? conditional.WhenFalse : conditional.WhenTrue);
        if (chosen is not { Kind: ConstantKind.Integer } || other is not { Kind: ConstantKind.Integer })
        {
            return chosen;
        }

        // C23 6.5.16: both operands determine the type.
        return Make(Read(chosen), Combine(chosen.Type, other.Type), conditional);
    }

    /// <summary>Checks an operand that C does not evaluate. Errors of evaluation are not errors there.</summary>
    private ConstantValue? EvaluateUnused(ExpressionSyntax expression)
    {
        _unevaluated++;
        ConstantValue? value = Evaluate(expression);
        _unevaluated--;
        return value;
    }

    private ConstantValue? EvaluateCast(CastExpressionSyntax cast) => EvaluateCast(cast, _bindType(cast.Type).Type.Canonical, cast.Operand);

    private ConstantValue? EvaluateCast(ExpressionSyntax cast, CType type, ExpressionSyntax value)
    {
        if (Evaluate(value) is not { } operand || type is ErrorType)
        {
            return null;
        }

        if (type is EnumType enumeration)
        {
            type = EnumFacts.GetCompatibleType(enumeration, _target);
        }

        if (
            type is not BasicType basic
            || operand.Kind == ConstantKind.String
            || !(basic.IsInteger || basic.IsFloating)
            || basic.Kind is BasicTypeKind.Int128 or BasicTypeKind.UInt128
        )
        {
            return Report(TypeRules.IntegerConstantExpected, cast, "This cast");
        }

        if (basic.IsFloating)
        {
            double floating = operand.Kind == ConstantKind.Floating ? operand.Floating : (double)Read(operand);
            return new ConstantValue(
                ConstantKind.Floating,
                basic,
                Floating: basic.Kind == BasicTypeKind.Float ? (float)floating : floating
            );
        }

        if (basic.Kind == BasicTypeKind.Bool)
        {
            return ConstantValue.Int(operand.IsTrue ? 1 : 0) with { Type = basic };
        }

        if (operand.Kind == ConstantKind.Floating)
        {
            // C23 6.3.2.4: the behavior is undefined unless the integral part fits.
            if (double.IsNaN(operand.Floating) || double.IsInfinity(operand.Floating))
            {
                return Report(TypeRules.ConstantOverflow, cast, basic.ToString(), AdviseWidth(basic));
            }

            return Make(new BigInteger(Math.Truncate(operand.Floating)), basic, cast, mustFit: true);
        }

        return new ConstantValue(ConstantKind.Integer, basic, Wrap(Read(operand), basic));
    }

    private ConstantValue? EvaluateQuery(TypeQueryExpressionSyntax query)
    {
        QualifiedType type = _bindType(query.Type);
        if (type.Type.Canonical is ErrorType)
        {
            return null;
        }

        long value;
        if (query.Query == TypeQuery.OffsetOf)
        {
            if (query.Member is not { IsMissing: false } member)
            {
                return null;
            }

            if (type.Type.Canonical is not RecordType record || OffsetOf(record, member.Text) is not { } offset)
            {
                IEnumerable<string> known = type.Type.Canonical is RecordType { IsComplete: true } complete
                    ? complete.Members.Select(static candidate => candidate.Name).OfType<string>()
                    : [];
                return Report(
                    TypeRules.UnknownMember,
                    member.Span,
                    type.ToString(),
                    member.Text,
                    Suggestion.Ask(member.Text, known, " Name one of its members.")
                );
            }

            value = offset;
        }
        else if (LayoutCalculator.GetLayout(type, _target) is { } layout)
        {
            value = query.Query == TypeQuery.SizeOf ? layout.Size : layout.Alignment;
        }
        else
        {
            return Report(
                TypeRules.IncompleteType,
                query.Type,
                type.ToString(),
                query.Query == TypeQuery.SizeOf ? "the operand of 'sizeof'" : "the operand of 'alignof'",
                DeclarationBinder.AdviseComplete(type.Type, _scope)
            );
        }

        return new ConstantValue(ConstantKind.Integer, BasicType.Get(BasicTypeKind.UIntPtr), value);
    }

    private long? OffsetOf(RecordType record, string name)
    {
        if (LayoutCalculator.GetRecordLayout(record, _target) is not { } layout)
        {
            return null;
        }

        if (layout.Find(name) is { } own)
        {
            return own.BitWidth is null ? own.Offset : null;
        }

        // C23 6.7.3.2: the members of an anonymous member are members of the enclosing struct.
        foreach (MemberLayout member in layout.Members)
        {
            if (member.Member.Name is null && member.Member.Type.Type.Canonical is RecordType nested && OffsetOf(nested, name) is { } inner)
            {
                return member.Offset + inner;
            }
        }

        return null;
    }

    private ConstantValue? Report(DiagnosticRule rule, SyntaxNode place, params string[] arguments) => Report(rule, place.Span, arguments);

    private ConstantValue? Report(DiagnosticRule rule, SourceSpan place, params string[] arguments)
    {
        if (_unevaluated == 0)
        {
            _report(rule, place, arguments);
        }

        return null;
    }
}
