using KoffiGen.Pipeline;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.C;

/// <summary>How many elements are behind a pointer, as <c>__counted_by</c> on it says: of parameters, of the result, or a constant.</summary>
internal abstract record CountExpression
{
    /// <summary>Whose values the count is computed from.</summary>
    public abstract IEnumerable<ParameterCount> Parameters { get; }

    /// <summary>The count as C writes it; empty where there is none.</summary>
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
    /// <summary>Platforms differ, and this is the least of their values: enough to check a length, but not the size of a buffer.</summary>
    public bool IsMinimum { get; init; }

    public override IEnumerable<ParameterCount> Parameters => [];
}

/// <param name="Name">The parameter; <c>return</c>, as SAL has it, for the function's result.</param>
/// <param name="IsBehindPointer"><c>*n</c>.</param>
internal sealed record ParameterCount(SyntaxName Name, bool IsBehindPointer) : CountExpression
{
    public const string Result = "return";

    public override IEnumerable<ParameterCount> Parameters => [this];
}

/// <param name="Operator">The operator as C and C# write it.</param>
internal sealed record ComputedCount(CountExpression Left, string Operator, CountExpression Right) : CountExpression
{
    public override IEnumerable<ParameterCount> Parameters => Left.Parameters.Concat(Right.Parameters);
}
