using KoffiGen.C;

namespace KoffiGen.Declarations.Units;

/// <summary>Applies <c>#pragma koffi owned(f)</c>: marks the result, or the pointer outputs, as if they had <c>!</c>.</summary>
internal static class OwnershipBinder
{
    public static FunctionType Own(FunctionType function)
    {
        if (function.ReturnType.Type.Canonical is PointerType)
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

    private static QualifiedType Own(QualifiedType type) =>
        type.Type.Canonical is PointerType { Ownership: null } pointer
            ? new QualifiedType(new PointerType(pointer.Pointee, Ownership.Free) { Count = pointer.Count }, type.Qualifiers)
            : type;
}
