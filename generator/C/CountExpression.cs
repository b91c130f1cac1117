using System.Collections.Immutable;
using KoffiGen.Text;

namespace KoffiGen.C;

/// <summary>The names in an expression that counts elements.</summary>
/// <param name="IsName">Whether the expression is one name and nothing else.</param>
internal sealed record CountReference(ImmutableArray<SourceName> Names, bool IsName)
{
    /// <summary>The name that is the whole expression.</summary>
    public string? Name => IsName ? Names[0].Text : null;
}

/// <summary>A number of elements, computed from parameters, the result and constants.</summary>
internal abstract record CountExpression
{
    /// <summary>The parameters from whose values the count is computed.</summary>
    public abstract IEnumerable<ParameterCount> Parameters { get; }

    /// <summary>
    /// Whether the value is the least of the values on all platforms, so that it can check a length but not size a buffer.
    /// </summary>
    public virtual bool IsMinimum => false;

    /// <summary>The number of operators inside each other.</summary>
    public virtual int Depth => 0;

    /// <summary>How strongly the operator of the expression binds in C (C23 6.5).</summary>
    protected virtual int Precedence => int.MaxValue;

    /// <summary>The count as C writes it; empty without a count.</summary>
    public static string Display(CountExpression? count) => count?.ToString() ?? "";

    /// <summary>The expression as C writes it.</summary>
    public abstract override string ToString();

    /// <summary>The expression as an operand of an operator that binds with this precedence.</summary>
    internal string ToOperand(int precedence) => Precedence < precedence ? $"({this})" : ToString();
}

/// <param name="Value">The value, or the least one if the platforms have different values.</param>
/// <param name="DependsOnTarget">Whether the platforms have different values.</param>
internal sealed record ConstantCount(long Value, bool DependsOnTarget = false) : CountExpression
{
    /// <summary>Whether the type of the constant has no negative values, also after the integer promotions.</summary>
    public bool IsUnsigned { get; init; }

    public override bool IsMinimum => DependsOnTarget;

    public override IEnumerable<ParameterCount> Parameters => [];

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <param name="Name">The parameter; <c>return</c> for the function's result, as in SAL.</param>
/// <param name="IsBehindPointer">Whether the parameter points to the count: <c>*n</c>.</param>
internal sealed record ParameterCount(SourceName Name, bool IsBehindPointer) : CountExpression
{
    public const string Result = "return";

    public override IEnumerable<ParameterCount> Parameters => [this];

    public override string ToString() => IsBehindPointer ? "*" + Name.Text : Name.Text;
}

/// <param name="Operator">An arithmetic, bitwise, relational or logical operator.</param>
internal sealed record ComputedCount(CountExpression Left, string Operator, CountExpression Right) : CountExpression
{
    public override IEnumerable<ParameterCount> Parameters => Left.Parameters.Concat(Right.Parameters);

    public override bool IsMinimum { get; } = Left.IsMinimum || Right.IsMinimum;

    public override int Depth { get; } = 1 + Math.Max(Left.Depth, Right.Depth);

    /// <summary>Whether the result is 1 or 0, and the operands are compared or tested.</summary>
    public bool IsCondition => Operator is "==" or "!=" or "<" or "<=" or ">" or ">=" or "&&" or "||";

    protected override int Precedence =>
        Operator switch
        {
            "||" => 1,
            "&&" => 2,
            "|" => 3,
            "^" => 4,
            "&" => 5,
            "==" or "!=" => 6,
            "<" or "<=" or ">" or ">=" => 7,
            "<<" or ">>" => 8,
            "+" or "-" => 9,
            _ => 10,
        };

    public override string ToString() =>
        $"{Left.ToOperand(Precedence)} {Operator} {Right.ToOperand(Operator is "+" or "&" or "|" or "^" ? Precedence : Precedence + 1)}";
}

/// <param name="Operator"><c>-</c>, <c>~</c> or <c>!</c>.</param>
internal sealed record UnaryCount(string Operator, CountExpression Operand) : CountExpression
{
    internal const int UnaryPrecedence = 11;

    public override IEnumerable<ParameterCount> Parameters => Operand.Parameters;

    public override int Depth { get; } = 1 + Operand.Depth;

    protected override int Precedence => UnaryPrecedence;

    public override string ToString() => Operator + Operand.ToOperand(Operand is UnaryCount ? int.MaxValue : UnaryPrecedence);
}

/// <param name="Written">The integer type as C writes it. A value that does not fit in it is an overflow.</param>
internal sealed record CastCount(CType Written, CountExpression Operand) : CountExpression
{
    public BasicType Type => (BasicType)Written.Canonical;

    public override IEnumerable<ParameterCount> Parameters => Operand.Parameters;

    public override bool IsMinimum { get; } = Operand.IsMinimum;

    public override int Depth { get; } = 1 + Operand.Depth;

    protected override int Precedence => UnaryCount.UnaryPrecedence;

    public override string ToString() => $"({Written}){Operand.ToOperand(UnaryCount.UnaryPrecedence)}";
}

internal sealed record ConditionalCount(CountExpression Condition, CountExpression WhenTrue, CountExpression WhenFalse) : CountExpression
{
    public override IEnumerable<ParameterCount> Parameters => Condition.Parameters.Concat(WhenTrue.Parameters).Concat(WhenFalse.Parameters);

    public override bool IsMinimum { get; } = WhenTrue.IsMinimum || WhenFalse.IsMinimum;

    public override int Depth { get; } = 1 + Math.Max(Condition.Depth, Math.Max(WhenTrue.Depth, WhenFalse.Depth));

    protected override int Precedence => 0;

    public override string ToString() => $"{Condition.ToOperand(1)} ? {WhenTrue} : {WhenFalse}";
}

/// <summary>The length of a variable length array (C23 6.7.7.3), on which parameters of the same function decide.</summary>
/// <param name="Reference">The names in the length.</param>
/// <param name="Value">The length as a value that can be computed; <see langword="null"/> if it cannot.</param>
internal sealed record VariableLength(CountReference Reference, CountExpression? Value)
{
    /// <summary>Returns the number of elements in this number of rows.</summary>
    public VariableLength Times(ArrayType row) =>
        new(
            new CountReference([.. Reference.Names, .. row.Variable?.Reference.Names ?? []], IsName: false),
            Value is { } rows && (row.Variable is { } variable ? variable.Value : new ConstantCount(row.Length ?? 1)) is { } columns
                ? rows is ConstantCount { Value: 1 }
                    ? columns
                    : new ComputedCount(rows, "*", columns)
                : null
        );
}
