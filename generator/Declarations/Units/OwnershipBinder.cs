using KoffiGen.C;

namespace KoffiGen.Declarations.Units;

/// <summary>Applies <c>#pragma koffi owned(f)</c>: marks the result, or the pointer outputs, as if they had <c>!</c>.</summary>
internal static class OwnershipBinder
{
    /// <summary>Whether the function returns a pointer, or writes one to an output.</summary>
    public static bool CanOwn(FunctionType function) =>
        IsObjectPointer(function.ReturnType.Type)
        || function.Parameters.Any(static parameter =>
            parameter.Direction == ParameterDirection.Out
            && parameter.Type.Type.Canonical is PointerType { Pointee.Type: { } output }
            && IsObjectPointer(output)
        );

    public static FunctionType Own(FunctionType function)
    {
        if (IsObjectPointer(function.ReturnType.Type))
        {
            return function.With(returnType: Own(function.ReturnType));
        }

        return function.With(parameters: [.. function.Parameters.Select(Own)]);
    }

    private static CParameter Own(CParameter parameter) =>
        parameter.Direction == ParameterDirection.Out
        && parameter.Type.Type.Canonical is PointerType { Pointee: { Type.Canonical: PointerType } pointee }
            ? parameter.With(new QualifiedType(new PointerType(Own(pointee)), parameter.Type.Qualifiers))
            : parameter;

    private static bool IsObjectPointer(CType type) => type.Canonical is PointerType { Pointee.Type.Canonical: not FunctionType };

    private static QualifiedType Own(QualifiedType type) =>
        type.Type.Canonical is PointerType { Ownership: null } pointer
            ? new QualifiedType(new PointerType(pointer.Pointee, Ownership.Free) { Count = pointer.Count }, type.Qualifiers)
            : type;
}
