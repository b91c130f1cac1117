using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Marshalling.Parameters;

/// <summary>A matcher for addresses, which are passed unchanged.</summary>
internal static class AddressMatchers
{
    public static Match<ArgumentModel> Match(ParameterPair pair)
    {
        if (pair.IsByReference)
        {
            return default;
        }

        switch (pair.Managed)
        {
            case CSharpType.Primitive { Keyword: CSharpPrimitive.IntPtr }:
                return new ValueArgument(pair.Identifier, NativeType.IntPtr, Conversion.Identity);
            case CSharpType.Pointer or CSharpType.FunctionPointer when pair.Types.IsPointerTo(pair.Pointee, pair.Managed):
                return new ValueArgument(pair.Identifier, NativeType.VoidPointer, Conversion.Identity);
            case CSharpType.FunctionPointer pointer
                when pair.Pointee.Canonical is FunctionType function && pair.Types.FindDifference(function, pointer) is { } difference:
                return new FunctionMismatch(function, pointer, difference);
            case CSharpType.TypedPointer or CSharpType.Utf8Pointer when pair.Types.IsPointerTo(pair.Pointee, pair.Managed):
                return new ValueArgument(
                    pair.Identifier,
                    NativeType.IntPtr,
                    new WrapPointerConversion(pair.Managed, AddressProperty.Address)
                );
            default:
                return default;
        }
    }
}
