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
            ConstantCount { IsMinimum: false, Value: >= 0 and <= int.MaxValue } constant => Write(constant),
            ParameterCount => Write(count),
            ComputedCount => Write(count) is { } computed ? new CheckedLength(computed, CountExpression.Display(count)) : null,
            _ => null,
        };

    /// <summary>Returns the count as a length before the call; <see langword="null"/> also if C writes a part of it.</summary>
    public Number? ExpressBefore(CountExpression count) => count.Parameters.Any(IsWritten) ? null : Express(count);

    /// <summary>Returns the value of a parameter; <see langword="null"/> if it is not available in C#.</summary>
    protected abstract Number? Value(ParameterCount count);

    /// <summary>Whether the value is available only after the call.</summary>
    protected abstract bool IsWritten(ParameterCount count);

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

    private Number? Write(CountExpression count) =>
        count switch
        {
            ConstantCount constant => new ConstantNumber(constant.Value),
            ParameterCount parameter => Value(parameter) is { } value ? new CheckedLength(value, parameter.Name.Text) : null,
            ComputedCount computed => Write(computed.Left) is { } left && Write(computed.Right) is { } right
                ? new ComputedNumber(left, computed.Operator, right)
                : null,
            _ => null,
        };
}
