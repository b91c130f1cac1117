using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
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
            return new ConvertedOutput(declared.Identifier, NativeType.VoidPointer, new Conversion("{0}", counted))
            {
                Disposal = disposal,
                CopiesMemory = disposal is null && CountedBinder.IsCopy(declared.Type),
                IsCounted = true,
            };
        }

        switch (declared.Type.Kind)
        {
            case CSharpTypeKind.Named when target.Canonical is FunctionType && types.IsGenerated(target, declared.Type):
                return new ConvertedOutput(
                    declared.Identifier,
                    NativeType.IntPtr,
                    new Conversion("{0}.Address", $"new {declared.Type.Text}({{0}})")
                )
                {
                    IsInout = isInout,
                };
            case CSharpTypeKind.Named when TypeMatcher.IsOpaque(target) && types.FindGenerated(target) is { } handle:
                if (handle.IsHandle(declared.Type))
                {
                    return isInout || inner.Ownership is null
                        ? null
                        : new HandleOutput(declared.Identifier, handle.HandleText) { Disposer = handle.OwnDisposer };
                }

                return handle.IsValue(declared.Type)
                    ? new ConvertedOutput(declared.Identifier, NativeType.IntPtr, new Conversion("{0}.Value", $"new {handle.Text}({{0}})"))
                    {
                        IsInout = isInout,
                    }
                    : null;
            case CSharpTypeKind.String when TypeMatcher.TextEncodingOf(target) is { } encoding && !isInout:
                return new ConvertedOutput(
                    declared.Identifier,
                    ResultBinder.TextPointer(encoding),
                    new Conversion("{0}", ResultBinder.TextConversion(encoding, declared.Type))
                )
                {
                    Disposal = disposal,
                    CopiesMemory = disposal is null,
                };
            case CSharpTypeKind.IntPtr:
                return new ConvertedOutput(declared.Identifier, NativeType.IntPtr, Conversion.Identity) { IsInout = isInout };
            case CSharpTypeKind.TypedPointer or CSharpTypeKind.Utf8Pointer when types.IsPointerTo(target, declared.Type):
                return new ConvertedOutput(
                    declared.Identifier,
                    NativeType.IntPtr,
                    new Conversion("{0}.Address", $"new {declared.Type.Text}({{0}})")
                )
                {
                    IsInout = isInout,
                };
        }

        return !isInout && CopyBinder.Bind(types, inner, declared.Type) is { } copy
            ? new ConvertedOutput(declared.Identifier, copy.NativeType, new Conversion("{0}", copy.Conversion))
            {
                Disposal = disposal,
                MemberDisposal = copy.MemberDisposal,
                CopiesMemory = disposal is null,
            }
            : null;
    }
}
