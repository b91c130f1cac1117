using KoffiGen.Syntax;

namespace KoffiGen.Types;

/// <summary>Whether two types are the same, whatever typedef names they are written with (C23 6.2.7).</summary>
internal static class TypeIdentity
{
    public static bool AreSame(QualifiedType left, QualifiedType right)
    {
        left = Resolve(left);
        right = Resolve(right);
        if (left.Qualifiers != right.Qualifiers)
            return false;

        if (ReferenceEquals(left.Type, right.Type))
            return true;

        return (left.Type, right.Type) switch
        {
            (ErrorType, _) or (_, ErrorType) => true,
            (PointerType a, PointerType b) => a.Ownership == b.Ownership && AreSame(a.Pointee, b.Pointee),
            (ArrayType a, ArrayType b) => a.Length == b.Length && AreSame(a.Element, b.Element),
            (FunctionType a, FunctionType b) => a.IsVariadic == b.IsVariadic && a.Convention == b.Convention
                && a.Parameters.Length == b.Parameters.Length && AreSame(a.ReturnType, b.ReturnType)
                && a.Parameters.Zip(b.Parameters, AreSame).All(static isSame => isSame),
            (ForeignType a, ForeignType b) => a.Name == b.Name,
            _ => false,
        };
    }

    private static bool AreSame(CParameter left, CParameter right) =>
        left.Direction == right.Direction && left.IsContext == right.IsContext && left.Counter == right.Counter && AreSame(left.Type.Type, right.Type.Type);

    private static QualifiedType Resolve(QualifiedType type)
    {
        TypeQualifiers qualifiers = type.Qualifiers;
        while (type.Type is TypedefType typedef)
        {
            type = typedef.Target;
            qualifiers |= type.Qualifiers;
        }

        return new QualifiedType(type.Type, qualifiers);
    }
}
