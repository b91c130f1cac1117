using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Marshalling;

// Numbers and structs behind a pointer, where they are.
internal sealed partial class ArgumentBinder
{
    private ArgumentModel? BindMemory(CType pointee, ParameterDeclaration declared, bool isWritten)
    {
        CSharpType managed = declared.Type;
        if (declared.RefKind == ByRefKind.None)
        {
            if (managed.Kind == CSharpTypeKind.OwnedMemory)
            {
                return IsMemory(pointee, managed.Element!)
                    ? new MemoryArgument(declared.Identifier) { Element = NativeType.Of(managed.Element!) }
                    : null;
            }

            if (
                managed.Element is not { } element
                || managed.Kind is not (CSharpTypeKind.Span or CSharpTypeKind.ReadOnlySpan or CSharpTypeKind.Array)
                || !IsMemory(pointee, element)
            )
            {
                return null;
            }

            if (managed.Kind == CSharpTypeKind.ReadOnlySpan && isWritten)
            {
                return null;
            }

            return new PinnedArgument(declared.Identifier, NativeType.VoidPointer, NativeType.Of(element));
        }

        if (declared.RefKind is ByRefKind.In or ByRefKind.RefReadOnly && isWritten)
        {
            return null;
        }

        // A bool in C# is 0 or 1, and C may write anything: a single one is converted, an array is the user's choice.
        if (IsMemory(pointee, managed) && !(managed.Kind == CSharpTypeKind.Boolean && declared.RefKind is ByRefKind.Out or ByRefKind.Ref))
        {
            return new PinnedArgument(declared.Identifier, NativeType.VoidPointer, NativeType.Of(managed))
            {
                IsVariable = true,
                IsOut = declared.RefKind == ByRefKind.Out,
            };
        }

        return
            declared.RefKind is ByRefKind.Out or ByRefKind.Ref
            && pointee.Canonical is not BasicType { Kind: BasicTypeKind.WChar }
            && BindValue(pointee, managed, declared.Name) is var (native, conversion)
            ? new ConvertedOutput(declared.Identifier, native, conversion)
            {
                ToNative = declared.RefKind == ByRefKind.Ref ? conversion : null,
            }
            : null;
    }

    private bool IsMemory(CType pointee, CSharpType managed) =>
        types.IsSameMemory(pointee, managed)
        || (pointee.Canonical is VoidType && managed.Kind is CSharpTypeKind.TypeParameter && managed.IsUnmanaged);
}
