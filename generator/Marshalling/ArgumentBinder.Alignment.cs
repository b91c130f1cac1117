using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Marshalling;

// Memory that C aligns to more bytes than .NET does.
internal sealed partial class ArgumentBinder
{
    /// <summary>The argument with the alignment that C expects behind the pointer. An address of the caller's own has the alignment that the caller gave it.</summary>
    private ArgumentModel Align(ArgumentModel argument, CParameter parameter, PointerType pointer, ParameterDeclaration declared)
    {
        if (
            argument is not (PinnedArgument or MemoryArgument or ConvertedOutput or ManagedFormArgument)
            || FindMemory(parameter, pointer, declared) is not { } memory
            || types.FindOverAlignment(memory) is not { } alignment
        )
        {
            return argument;
        }

        return argument is not PinnedArgument pinned
            ? argument with
            {
                OverAlignment = alignment,
            }
            : pinned with
            {
                OverAlignment = alignment,
                IsReadOnly = IsReadOnly(parameter, pointer),

                // A copy is on the stack, and has all that C may look at.
                IsCopiedToAlign =
                    declared.RefKind != ByRefKind.None && types.FindCommonSize(memory, declared.Type) <= TypeMatcher.MaximumArgumentSize,
            };
    }

    /// <summary>What C has where the pointer points to, as far as the declarations say.</summary>
    private CType? FindMemory(CParameter parameter, PointerType pointer, ParameterDeclaration declared) =>
        pointer.Pointee.Type.Canonical is VoidType
            ? declared.RefKind != ByRefKind.None
                ? types.FindCType(declared.Type)
                : null
            : parameter.Array?.Type ?? pointer.Pointee.Type;
}
