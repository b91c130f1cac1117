using KoffiGen.C;
using KoffiGen.C.Layout;
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

    /// <summary>Returns the C type of a parameter, or of the value behind it; <see langword="null"/> if there is none.</summary>
    protected abstract CType? TypeOf(ParameterCount count);

    /// <summary>Whether the value is available only after the call.</summary>
    protected abstract bool IsWritten(ParameterCount count);

    /// <summary>Whether C# passes the value itself or memory that contains it. A pointer to the value may be invalid.</summary>
    protected abstract bool IsPassed(ParameterCount count);

    /// <summary>Whether a count is computed from the parameter.</summary>
    public static bool DependOn(FunctionType function, CParameter parameter) =>
        parameter.Name is { } name
        && function
            .Parameters.Select(static other => other.Type)
            .Append(function.ReturnType)
            .SelectMany(static type => Counts(type.Type))
            .Any(count => count.Name.Text == name);

    protected static CType? TypeOf(FunctionType function, ParameterCount count)
    {
        CType? type =
            count.Name.Text == ParameterCount.Result
                ? function.ReturnType.Type
                : function.Parameters.FirstOrDefault(parameter => parameter.Name == count.Name.Text)?.Type.Type;
        return count.IsBehindPointer ? (type?.Canonical as PointerType)?.Pointee.Type : type;
    }

    private static IEnumerable<ParameterCount> Counts(CType type) =>
        type.Canonical is PointerType pointer ? (pointer.Count?.Parameters ?? []).Concat(Counts(pointer.Pointee.Type)) : [];

    private CheckedLength? Check(CountExpression count, bool isLong) =>
        Compute(count) is { } number ? new CheckedLength(number, (count as ParameterCount)?.Name.Text ?? count.ToString(), isLong) : null;

    private Number? Compute(CountExpression count) =>
        count switch
        {
            ConstantCount constant => new ConstantNumber(constant.Value),
            ParameterCount parameter => Value(parameter),
            UnaryCount { Operator: "!", Operand: var operand } => FindCondition(operand, isTrue: false),
            UnaryCount { Operator: var unary, Operand: var operand } => FindSigned(operand) is { } signed
                ? unary == "-"
                    ? new ComputedNumber(new ConstantNumber(0), "-", signed)
                    : new ComputedNumber(signed, "^", new ConstantNumber(-1))
                : null,
            CastCount cast => Convert(cast),
            ConditionalCount conditional => FindCondition(conditional.Condition, isTrue: true) is { } condition
            && FindOperand(conditional.WhenTrue, mayBeNegative: true) is { } whenTrue
            && FindOperand(conditional.WhenFalse, mayBeNegative: true) is { } whenFalse
                ? new ConditionalNumber(condition, whenTrue, whenFalse)
                : null,
            ComputedCount { IsCondition: true } => FindCondition(count, isTrue: true),
            ComputedCount { Operator: "&" or "|" or "^" } bitwise => FindSigned(bitwise.Left) is { } left
            && FindSigned(bitwise.Right) is { } right
                ? new ComputedNumber(left, bitwise.Operator, right)
                : null,
            ComputedCount computed => FindOperand(computed.Left, mayBeNegative: computed.Operator is "+" or "-" or "*" or "<<") is { } left
            && FindOperand(computed.Right, mayBeNegative: true) is { } right
                ? new ComputedNumber(left, computed.Operator, right)
                : null,
            _ => null,
        };

    // A negative dividend is a difference that C, with unsigned numbers, takes for a large one.
    private Number? FindOperand(CountExpression operand, bool mayBeNegative) =>
        operand switch
        {
            ConstantCount => Compute(operand),
            not ParameterCount when mayBeNegative => Compute(operand),
            _ => Check(operand, isLong: true),
        };

    /// <summary>Returns an operand whose sign decides on the result, such as a bit mask or one side of a comparison.</summary>
    private Number? FindSigned(CountExpression operand) =>
        operand is ParameterCount parameter
            ? Value(parameter) is { } value
                ? new IntegerNumber(value, parameter.ToString())
                : null
            : Compute(operand);

    private ConditionNumber? FindCondition(CountExpression count, bool isTrue)
    {
        if (count is UnaryCount { Operator: "!", Operand: var operand })
        {
            return FindCondition(operand, !isTrue);
        }

        if (isTrue && count is ComputedCount { Operator: "&&" or "||" } logical)
        {
            return FindCondition(logical.Left, isTrue: true) is { } first && FindCondition(logical.Right, isTrue: true) is { } second
                ? new ConditionNumber(first, logical.Operator, second)
                : null;
        }

        if (isTrue && count is ComputedCount { IsCondition: true } comparison)
        {
            // With unsigned numbers, C takes a negative one for a large one.
            bool isUnsigned = IsUnsigned(comparison.Left) || IsUnsigned(comparison.Right);
            Func<CountExpression, Number?> find = isUnsigned ? side => FindOperand(side, mayBeNegative: false) : FindSigned;
            return find(comparison.Left) is { } left && find(comparison.Right) is { } right
                ? new ConditionNumber(left, comparison.Operator, right)
                : null;
        }

        return FindSigned(count) is { } value ? new ConditionNumber(value, isTrue ? "!=" : "==", new ConstantNumber(0)) : null;
    }

    private Number? Convert(CastCount cast)
    {
        if (FindSigned(cast.Operand) is not { } operand)
        {
            return null;
        }

        BasicType type = cast.Type;
        return type.GetLayout(TargetAbi.WindowsX64).Size < sizeof(long) && type.Kind is not (BasicTypeKind.Long or BasicTypeKind.ULong)
                ? new ConvertedNumber(operand, ScalarMarshalling.NativeType(type.Kind)!, cast.ToString())
            : type.IsSigned(TargetAbi.LinuxX64) ? operand
            : new CheckedLength(operand, cast.ToString(), IsLong: true);
    }

    // C converts integers that are narrower than int to int, which is signed.
    private bool IsUnsigned(CountExpression count) =>
        count switch
        {
            ConstantCount constant => constant.IsUnsigned,
            ParameterCount parameter => IsUnsigned(TypeOf(parameter)),
            CastCount cast => IsUnsigned(cast.Type),
            UnaryCount { Operator: "!" } or ComputedCount { IsCondition: true } => false,
            UnaryCount unary => IsUnsigned(unary.Operand),
            ConditionalCount conditional => IsUnsigned(conditional.WhenTrue) || IsUnsigned(conditional.WhenFalse),
            ComputedCount { Operator: "<<" or ">>", Left: var shifted } => IsUnsigned(shifted),
            ComputedCount computed => IsUnsigned(computed.Left) || IsUnsigned(computed.Right),
            _ => false,
        };

    private static bool IsUnsigned(CType? type) =>
        type?.Canonical is BasicType basic
        && !basic.IsSigned(TargetAbi.LinuxX64)
        && basic.GetLayout(TargetAbi.LinuxX64).Size >= sizeof(int);
}
