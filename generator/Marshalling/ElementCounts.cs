using KoffiGen.C;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Marshalling;

/// <summary>The translation of C counts to numbers in C# code.</summary>
internal abstract class ElementCounts
{
    /// <summary>
    /// Returns the count as a length that is checked at run time; <see langword="null"/> if its value is not available in C#.
    /// </summary>
    public Number? Express(CountExpression count) =>
        count switch
        {
            { IsMinimum: true } or ConstantCount { Value: < 0 or > int.MaxValue } => null,
            ConstantCount constant => new ConstantNumber(constant.Value),
            _ => Check(count, isLong: false),
        };

    /// <summary>Returns the count as a length before the call; <see langword="null"/> also if C writes a part of it.</summary>
    public Number? ExpressBefore(CountExpression count) => count.Parameters.Any(IsWritten) ? null : Express(count);

    /// <summary>
    /// Returns the minimum length, in elements or bytes, that C needs; <see langword="null"/> if it is not known before the call.
    /// </summary>
    public Number? ExpressMinimum(CountExpression count) =>
        count is ConstantCount constant ? new ConstantNumber(constant.Value)
        : count.Parameters.All(IsPassed) ? Check(count, isLong: true)
        : null;

    /// <summary>Returns the value of a parameter; <see langword="null"/> if it is not available in C#.</summary>
    protected abstract Number? Value(ParameterCount count);

    /// <summary>Whether the value is available only after the call.</summary>
    protected abstract bool IsWritten(ParameterCount count);

    /// <summary>Whether C# passes the value itself. A pointer or a span with the value may have none.</summary>
    protected abstract bool IsPassed(ParameterCount count);

    /// <summary>Whether a count is computed from the parameter.</summary>
    public static bool DependOn(FunctionType function, CParameter parameter) =>
        parameter.Name is { } name
        && function
            .Parameters.Select(static other => other.Type)
            .Append(function.ReturnType)
            .SelectMany(static type => Counts(type.Type))
            .Any(count => count.Name.Text == name);

    private static IEnumerable<ParameterCount> Counts(CType type) =>
        type.Canonical is PointerType pointer ? (pointer.Count?.Parameters ?? []).Concat(Counts(pointer.Pointee.Type)) : [];

    private CheckedLength? Check(CountExpression count, bool isLong) =>
        Compute(count) is { } number
            ? new CheckedLength(number, (count as ParameterCount)?.Name.Text ?? CountExpression.Display(count), isLong)
            : null;

    private Number? Compute(CountExpression count) =>
        count switch
        {
            ParameterCount parameter => Value(parameter),
            ComputedCount computed => FindOperand(computed.Left, mayBeNegative: computed.IsSum || computed.Operator == "*") is { } left
            && FindOperand(computed.Right, mayBeNegative: true) is { } right
                ? new ComputedNumber(left, computed.Operator, right)
                : null,
            _ => null,
        };

    // A negative dividend is a difference that C, with unsigned numbers, takes for a large one.
    private Number? FindOperand(CountExpression operand, bool mayBeNegative) =>
        operand switch
        {
            ConstantCount constant => new ConstantNumber(constant.Value),
            ComputedCount when mayBeNegative => Compute(operand),
            _ => Check(operand, isLong: true),
        };
}
