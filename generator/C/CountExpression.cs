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

    /// <summary>The count as C writes it; empty without a count.</summary>
    public static string Display(CountExpression? count) =>
        count switch
        {
            ConstantCount constant => constant.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ParameterCount { IsBehindPointer: true } parameter => "*" + parameter.Name.Text,
            ParameterCount parameter => parameter.Name.Text,
            ComputedCount computed => $"{Display(computed.Left)} {computed.Operator} {Display(computed.Right)}",
            _ => "",
        };
}

internal sealed record ConstantCount(long Value) : CountExpression
{
    /// <summary>
    /// Whether the value is the least of the values on all platforms, so that it can check a length but not size a buffer.
    /// </summary>
    public bool IsMinimum { get; init; }

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
}
