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

    /// <summary>The count as C writes it; empty without a count.</summary>
    public static string Display(CountExpression? count) =>
        count switch
        {
            ConstantCount constant => constant.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ParameterCount { IsBehindPointer: true } parameter => "*" + parameter.Name.Text,
            ParameterCount parameter => parameter.Name.Text,
            ComputedCount computed => $"{DisplayOperand(computed, computed.Left)} {computed.Operator} "
                + DisplayOperand(computed, computed.Right),
            _ => "",
        };

    private static string DisplayOperand(ComputedCount parent, CountExpression operand) =>
        operand is ComputedCount computed
        && (
            computed.IsSum ? !parent.IsSum || (parent.Operator == "-" && operand == parent.Right) : !parent.IsSum && operand == parent.Right
        )
            ? $"({Display(operand)})"
            : Display(operand);
}

/// <param name="Value">The value, or the least one if the platforms have different values.</param>
/// <param name="DependsOnTarget">Whether the platforms have different values.</param>
internal sealed record ConstantCount(long Value, bool DependsOnTarget = false) : CountExpression
{
    public override bool IsMinimum => DependsOnTarget;

    public override IEnumerable<ParameterCount> Parameters => [];
}

/// <param name="Name">The parameter; <c>return</c> for the function's result, as in SAL.</param>
/// <param name="IsBehindPointer">Whether the parameter points to the count: <c>*n</c>.</param>
internal sealed record ParameterCount(SourceName Name, bool IsBehindPointer) : CountExpression
{
    public const string Result = "return";

    public override IEnumerable<ParameterCount> Parameters => [this];
}

/// <param name="Operator">The operator, which has the same spelling in C and in C#.</param>
internal sealed record ComputedCount(CountExpression Left, string Operator, CountExpression Right) : CountExpression
{
    public override IEnumerable<ParameterCount> Parameters => Left.Parameters.Concat(Right.Parameters);

    public override bool IsMinimum { get; } = Left.IsMinimum || Right.IsMinimum;

    public override int Depth { get; } = 1 + Math.Max(Left.Depth, Right.Depth);

    /// <summary>Whether the operator is <c>+</c> or <c>-</c>, which bind less strongly than the others.</summary>
    public bool IsSum => Operator is "+" or "-";
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
