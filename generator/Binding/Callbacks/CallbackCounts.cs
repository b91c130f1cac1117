using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Binding.Callbacks;

/// <summary>Counts in callbacks, which come from the values that C passes.</summary>
/// <param name="identifiers">The identifiers of the parameters in the generated code.</param>
internal sealed class CallbackCounts(FunctionType function, IReadOnlyList<string> identifiers) : ElementCounts
{
    protected override Number? Value(ParameterCount count)
    {
        int index = function.Parameters.ToList().FindIndex(parameter => parameter.Name == count.Name.Text);
        if (index < 0)
        {
            return null;
        }

        CType type = function.Parameters[index].Type.Type.Canonical;
        CType counter = count.IsBehindPointer && type is PointerType pointer ? pointer.Pointee.Type.Canonical : type;
        string name = identifiers[index];
        NativeType? native = counter switch
        {
            BasicType { ByteOrder: ByteOrder.Native } basic => ScalarMarshalling.NativeType(basic.Kind),
            EnumType enumeration => ScalarMarshalling.NativeType(enumeration),
            _ => null,
        };

        NativeType? pointee = count.IsBehindPointer ? native : null;
        return counter switch
        {
            BasicType { ByteOrder: ByteOrder.Native, Kind: BasicTypeKind.Long or BasicTypeKind.ULong } => new ReceivedNumber(
                name,
                pointee,
                NumberForm.CLong
            ),
            BasicType { ByteOrder: ByteOrder.Native } basic when basic.IsInteger => new ReceivedNumber(name, pointee, NumberForm.Integer),
            EnumType => new ReceivedNumber(name, pointee, NumberForm.Integer),
            _ => null,
        };
    }

    protected override CType? TypeOf(ParameterCount count) => TypeOf(function, count);

    protected override bool IsWritten(ParameterCount count) => false;

    protected override bool IsPassed(ParameterCount count) => !count.IsBehindPointer;
}
