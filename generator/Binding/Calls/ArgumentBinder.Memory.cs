using KoffiGen.Model;
using KoffiGen.Types;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Binding.Calls;

// Numbers and structs behind a pointer, where they are.
internal sealed partial class ArgumentBinder
{
    private ArgumentModel? BindMemory(CType pointee, ParameterDeclaration declared, bool isWritten)
    {
        ManagedType managed = declared.Type;
        if (declared.RefKind == RefKind.None)
        {
            if (managed.Kind == ManagedTypeKind.OwnedMemory)
            {
                return IsMemory(pointee, managed.Element!)
                    ? new MemoryArgument(declared.Identifier) { Element = managed.Element!.Text }
                    : null;
            }

            if (
                managed.Element is not { } element
                || managed.Kind is not (ManagedTypeKind.Span or ManagedTypeKind.ReadOnlySpan or ManagedTypeKind.Array)
                || !IsMemory(pointee, element)
            )
            {
                return null;
            }

            if (managed.Kind == ManagedTypeKind.ReadOnlySpan && isWritten)
            {
                return null;
            }

            return Pinned(declared, element, declared.Identifier);
        }

        if (declared.RefKind is RefKind.In or RefKind.RefReadOnlyParameter && isWritten)
        {
            return null;
        }

        // A bool in C# is 0 or 1, and C may write anything: a single one is converted, an array is the user's choice.
        if (IsMemory(pointee, managed) && !(managed.Kind == ManagedTypeKind.Boolean && declared.RefKind is RefKind.Out or RefKind.Ref))
        {
            PinnedArgument pinned = Pinned(declared, managed, "&" + declared.Identifier);
            return pinned with { IsOut = declared.RefKind == RefKind.Out };
        }

        return
            declared.RefKind is RefKind.Out or RefKind.Ref
            && pointee.Canonical is not BasicType { Kind: BasicTypeKind.WChar }
            && BindValue(pointee, managed, declared.Name) is var (native, conversion)
            ? new ConvertedOutput(declared.Identifier, native, conversion) { IsInout = declared.RefKind == RefKind.Ref }
            : null;
    }

    private bool IsMemory(CType pointee, ManagedType managed) =>
        types.IsSameMemory(pointee, managed)
        || (pointee.Canonical is VoidType && managed.Kind is ManagedTypeKind.TypeParameter && managed.IsUnmanaged);

    private static PinnedArgument Pinned(ParameterDeclaration declared, ManagedType element, string pinned) =>
        new(declared.Identifier, "void*", element.Text + "*", pinned);
}
