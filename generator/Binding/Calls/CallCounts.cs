using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Binding.Calls;

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

    protected override CType? TypeOf(ParameterCount count) => TypeOf(function, count);

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

    protected override bool IsPassed(ParameterCount count) =>
        IndexOf(count) >= 0 && !IsWritten(count) && Value(count) is not (null or ArgumentNumber { Place: NumberPlace.Pointee });

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
