using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Marshalling;

// Pointers to opaque types, bare or owned, and to functions.
internal sealed partial class ArgumentBinder
{
    private ArgumentModel? BindHandle(CParameter parameter, PointerType pointer, CType pointee, ParameterDeclaration declared)
    {
        if (pointee.Canonical is FunctionType callback && IsDelegate(parameter, declared))
        {
            return BindCallback(parameter, callback, declared);
        }

        if (declared.Type.Kind != CSharpTypeKind.Named)
        {
            return null;
        }

        if (pointee.Canonical is VoidType)
        {
            return types.IsHandle(declared.Type)
                    ? new ValueArgument(
                        declared.Identifier,
                        NativeType.IntPtr,
                        new WrapPointerConversion(declared.Type, AddressProperty.Value)
                    )
                : types.IsSafeHandle(declared.Type) ? new HandleArgument(declared.Identifier) { IsConsumed = pointer.Ownership is not null }
                : null;
        }

        if (pointee.Canonical is FunctionType)
        {
            return types.IsGenerated(pointee, declared.Type)
                ? new ValueArgument(
                    declared.Identifier,
                    NativeType.IntPtr,
                    new WrapPointerConversion(declared.Type, AddressProperty.Address)
                )
                : null;
        }

        if (types.FindGenerated(pointee) is not { } generated)
        {
            return null;
        }

        bool isConsumed =
            pointer.Ownership is not null
            || (generated.Disposal is { } disposal && disposal.Symbol?.Library is null && (disposal.Symbol?.Name ?? "free") == symbolName);
        if (generated.IsValue(declared.Type))
        {
            return new ValueArgument(
                declared.Identifier,
                NativeType.IntPtr,
                new WrapPointerConversion(declared.Type, AddressProperty.Value)
            );
        }

        return generated.IsHandle(declared.Type) ? new HandleArgument(declared.Identifier) { IsConsumed = isConsumed }
            : generated.IsArgument(declared.Type) ? new HandleArgument(declared.Identifier) { TakesEither = true, IsConsumed = isConsumed }
            : null;
    }
}
