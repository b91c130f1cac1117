using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;

namespace KoffiGen.Binding.Callbacks;

/// <summary>For code that C calls: there the numbers are what C has passed.</summary>
/// <param name="identifiers">What the parameters are called in the code.</param>
internal sealed class CallbackCounts(FunctionType function, IReadOnlyList<string> identifiers) : ElementCounts
{
    protected override string? Value(ParameterCount count)
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

        // The pointer may travel as any, and be NULL.
        string value = count.IsBehindPointer ? $"({name} == default ? default : *({native}*){name})" : name;
        return counter switch
        {
            PointerType => null,
            BasicType { ByteOrder: ByteOrder.Native, Kind: BasicTypeKind.Long or BasicTypeKind.ULong } => value + ".Value",
            BasicType { ByteOrder: ByteOrder.Native } basic when BasicTypeFacts.IsInteger(basic) => value,
            EnumType => value,
            _ => null,
        };
    }

    protected override bool IsWritten(ParameterCount count) => false;
}
