using KoffiGen.Binding;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Marshalling;

// Structs as their managed twins, by value and behind a pointer.
internal sealed partial class ArgumentBinder
{
    private ManagedFormArgument? BindTwin(CType type, ParameterDeclaration declared) =>
        declared.RefKind is ByRefKind.None or ByRefKind.In && types.FindManagedForm(type, declared.Type) is { } generated
            ? new ManagedFormArgument(declared.Identifier, NativeType.Of(generated.Type), NativeType.Of(generated.Type)) { IsRead = true }
            : null;

    private ManagedFormArgument? BindTwin(CParameter parameter, PointerType pointer, ParameterDeclaration declared, bool isMeasured)
    {
        CType pointee = pointer.Pointee.Type;
        CSharpType managed = declared.Type;
        bool isWritten = parameter.Direction is ParameterDirection.Out or ParameterDirection.Inout;
        if (declared.RefKind == ByRefKind.None)
        {
            return managed.Element is { } element && types.FindManagedForm(pointee, element) is { } several
                ? BindTwins(parameter, pointer, declared, several)
                : null;
        }

        // A single variable cannot back an array.
        if (types.FindManagedForm(pointee, managed) is not { } generated || !IsOneVariable(parameter, declared, isMeasured))
        {
            return null;
        }

        bool isReadOnly = declared.RefKind is ByRefKind.In or ByRefKind.RefReadOnly;
        return isReadOnly && isWritten
            ? null
            : new ManagedFormArgument(declared.Identifier, NativeType.Of(generated.Type).PointerTo(), NativeType.Of(generated.Type))
            {
                IsRead = declared.RefKind != ByRefKind.Out,
                IsWritten = !isReadOnly,
                FreesMembers = !isReadOnly && types.OwnsMemory(pointee),
            };
    }

    private ManagedFormArgument? BindTwins(
        CParameter parameter,
        PointerType pointer,
        ParameterDeclaration declared,
        GeneratedType generated
    )
    {
        bool isReadOnly = IsReadOnly(parameter, pointer);
        bool isSpan = declared.Type.Kind == CSharpTypeKind.ReadOnlySpan;
        if (
            declared.Type.Kind is not (CSharpTypeKind.Span or CSharpTypeKind.ReadOnlySpan or CSharpTypeKind.Array)
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
            : new ManagedFormArgument(declared.Identifier, NativeType.Of(generated.Type).PointerTo(), NativeType.Of(generated.Type))
            {
                IsArray = true,
                IsRead = isRead,
                IsWritten = !isReadOnly,
                FreesMembers = ownsMemory && !isReadOnly,
            };
    }
}
