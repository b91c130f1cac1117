using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Marshalling;

// Pointers that C writes, behind a pointer.
internal sealed partial class ArgumentBinder
{
    private ArgumentModel? BindPointerOutput(PointerType inner, ParameterDeclaration declared, ElementCounts? counts)
    {
        bool isInout = declared.RefKind == ByRefKind.Ref;
        CType target = inner.Pointee.Type;
        DisposalModel? disposal = inner.Ownership is { } ownership ? DisposalBinder.Bind(ownership) : null;
        if (!isInout && CountedBinder.Bind(types, inner, declared.Type, counts) is { } counted)
        {
            return new ConvertedOutput(declared.Identifier, NativeType.VoidPointer, counted)
            {
                Disposal = disposal,
                CopiesMemory = disposal is null && CountedBinder.IsCopy(declared.Type),
            };
        }

        switch (declared.Type.Kind)
        {
            case CSharpTypeKind.Named when target.Canonical is FunctionType && types.IsGenerated(target, declared.Type):
                return Address(new WrapPointerConversion(declared.Type, AddressProperty.Address));
            case CSharpTypeKind.Named when TypeMatcher.IsOpaque(target) && types.FindGenerated(target) is { } handle:
                if (handle.IsHandle(declared.Type))
                {
                    return isInout || inner.Ownership is null
                        ? null
                        : new HandleOutput(declared.Identifier, handle.Handle) { Disposer = handle.OwnDisposer };
                }

                return handle.IsValue(declared.Type) ? Address(new WrapPointerConversion(handle.Type, AddressProperty.Value)) : null;
            case CSharpTypeKind.String when TypeMatcher.TextEncodingOf(target) is { } encoding && !isInout:
                return new ConvertedOutput(
                    declared.Identifier,
                    ResultBinder.TextPointer(encoding),
                    ResultBinder.TextConversion(encoding, declared.Type)
                )
                {
                    Disposal = disposal,
                    CopiesMemory = disposal is null,
                };
            case CSharpTypeKind.IntPtr:
                return Address(Conversion.Identity);
            case CSharpTypeKind.TypedPointer or CSharpTypeKind.Utf8Pointer when types.IsPointerTo(target, declared.Type):
                return Address(new WrapPointerConversion(declared.Type, AddressProperty.Address));
        }

        return !isInout && CopyBinder.Bind(types, inner, declared.Type) is { } copy
            ? new ConvertedOutput(declared.Identifier, copy.NativeType, copy.Conversion)
            {
                Disposal = disposal,
                FreesMembers = copy.FreesMembers,
                CopiesMemory = disposal is null,
            }
            : null;

        ConvertedOutput Address(Conversion conversion) =>
            new(declared.Identifier, NativeType.IntPtr, conversion) { ToNative = isInout ? conversion : null };
    }
}
