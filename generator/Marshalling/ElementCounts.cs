using KoffiGen.Binding.Calls;
using KoffiGen.C;
using KoffiGen.CSharp;
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

/// <summary>Counts in code that runs after a call, which come from C# parameters or from the result of the call.</summary>
internal sealed class CallCounts(FunctionType function, ParameterMap map, MethodDeclaration method, ParameterMarshaller arguments)
    : ElementCounts
{
    protected override Number? Value(ParameterCount count)
    {
        if (count.Name.Text == ParameterCount.Result)
        {
            return function.ReturnType.Type.Canonical switch
            {
                BasicType { ByteOrder: ByteOrder.Native, Kind: BasicTypeKind.Long or BasicTypeKind.ULong } => new ResultNumber(
                    NumberForm.CLong
                ),
                BasicType { ByteOrder: ByteOrder.Native } or EnumType => new ResultNumber(NumberForm.Integer),
                _ => null,
            };
        }

        int index = IndexOf(count);
        return index < 0 ? null
            : map[index] == ParameterMap.None ? LeftOut(index)
            : map[index] < method.Parameters.Count ? Value(count, method.Parameters[map[index]])
            : null;
    }

    private int IndexOf(ParameterCount count) => function.Parameters.ToList().FindIndex(parameter => parameter.Name == count.Name.Text);

    protected override bool IsWritten(ParameterCount count)
    {
        int index = IndexOf(count);
        return index < 0
            || (
                map[index] is var position and >= 0
                && position < method.Parameters.Count
                && method.Parameters[position].RefKind == ByRefKind.Out
            );
    }

    private Number? LeftOut(int index) =>
        arguments
            .MatchLength(
                function.Parameters[index],
                [
                    .. ParameterMap
                        .FindCounted(function, index)
                        .Select(buffer => (function.Parameters[buffer], method.Parameters[map[buffer]])),
                ]
            )
            ?.Length;

    private static ArgumentNumber? Value(ParameterCount count, ParameterDeclaration declared)
    {
        bool isReference = declared.RefKind is ByRefKind.Out or ByRefKind.Ref or ByRefKind.In or ByRefKind.RefReadOnly;
        string name = declared.Identifier;
        if (isReference == count.IsBehindPointer)
        {
            return Value(name, NumberPlace.Value, declared.Type);
        }

        return !count.IsBehindPointer
            ? null
            : declared.Type switch
            {
                CSharpType.Pointer { PointedAtType: var pointee } => Value(name, NumberPlace.Pointee, pointee),
                CSharpType.Span or CSharpType.Array or CSharpType.KoffiMemory => Value(
                    name,
                    NumberPlace.FirstElement,
                    declared.Type.Element!
                ),
                _ => null,
            };
    }

    private static ArgumentNumber? Value(string identifier, NumberPlace place, CSharpType type) =>
        type switch
        {
            CSharpType.CLong or CSharpType.CULong => new ArgumentNumber(identifier, place, NumberForm.CLong),
            CSharpType.Enum or CSharpType.Named => new ArgumentNumber(identifier, place, NumberForm.Enum),
            CSharpType.Primitive { IsInteger: true } => new ArgumentNumber(identifier, place, NumberForm.Integer),
            _ => null,
        };
}
