using KoffiGen.Model;
using KoffiGen.Syntax;
using KoffiGen.Types;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Binding.Calls;

// Structs as their managed twins, by value and behind a pointer.
internal sealed partial class ArgumentBinder
{
    private TwinArgument? BindTwin(CType type, ParameterDeclaration declared) =>
        declared.RefKind is RefKind.None or RefKind.In && types.FindTwinned(type, declared.Type) is { } generated
            ? new TwinArgument(declared.Identifier, generated.Text, generated.Text) { IsRead = true }
            : null;

    private TwinArgument? BindTwin(CParameter parameter, PointerType pointer, ParameterDeclaration declared, bool isMeasured)
    {
        CType pointee = pointer.Pointee.Type;
        ManagedType managed = declared.Type;
        bool isWritten = parameter.Direction is ParameterDirection.Out or ParameterDirection.Inout;
        if (declared.RefKind == RefKind.None)
        {
            return managed.Element is { } element && types.FindTwinned(pointee, element) is { } several
                ? BindTwins(parameter, pointer, declared, several)
                : null;
        }

        // A single variable cannot back an array.
        if (types.FindTwinned(pointee, managed) is not { } generated || !IsOneVariable(parameter, declared, isMeasured))
        {
            return null;
        }

        bool isReadOnly = declared.RefKind is RefKind.In or RefKind.RefReadOnlyParameter;
        return isReadOnly && isWritten
            ? null
            : new TwinArgument(declared.Identifier, generated.Text + "*", generated.Text)
            {
                IsRead = declared.RefKind != RefKind.Out,
                IsWritten = !isReadOnly,
                FreesMembers = !isReadOnly && types.OwnsMemory(pointee),
            };
    }

    private TwinArgument? BindTwins(CParameter parameter, PointerType pointer, ParameterDeclaration declared, GeneratedType generated)
    {
        bool isReadOnly = IsReadOnly(parameter, pointer);
        bool isSpan = declared.Type.Kind == ManagedTypeKind.ReadOnlySpan;
        if (
            declared.Type.Kind is not (ManagedTypeKind.Span or ManagedTypeKind.ReadOnlySpan or ManagedTypeKind.Array)
            || (isSpan && !isReadOnly)
            || parameter.IsByteCount
        )
        {
            return null;
        }

        bool isRead = parameter.Direction != ParameterDirection.Out;
        bool ownsMemory = types.OwnsMemory(pointer.Pointee.Type);

        // Which members C replaced in memory that it was given is told for one struct, not for many.
        return isRead && !isReadOnly && ownsMemory
            ? null
            : new TwinArgument(declared.Identifier, generated.Text + "*", generated.Text)
            {
                IsArray = true,
                IsRead = isRead,
                IsWritten = !isReadOnly,
                FreesMembers = ownsMemory && !isReadOnly,
            };
    }
}
