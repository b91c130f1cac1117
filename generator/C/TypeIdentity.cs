namespace KoffiGen.C;

/// <summary>Compares types after resolving typedef names (C23 6.2.7).</summary>
internal static class TypeIdentity
{
    public static bool AreSame(QualifiedType left, QualifiedType right) => AreSame(left, right, AreSame);

    /// <summary>Whether both function types also transfer the same memory, so that one delegate type and its thunks fit both.</summary>
    public static bool AreMarshalledAlike(QualifiedType left, QualifiedType right) => AreSame(left, right, AreMarshalledAlike);

    private static bool AreSame(QualifiedType left, QualifiedType right, Func<CParameter, CParameter, bool> areSame)
    {
        left = Resolve(left);
        right = Resolve(right);
        if (left.Qualifiers != right.Qualifiers)
        {
            return false;
        }

        if (ReferenceEquals(left.Type, right.Type))
        {
            return true;
        }

        return (left.Type, right.Type) switch
        {
            (ErrorType, _) or (_, ErrorType) => true,
            (PointerType a, PointerType b) => a.Ownership == b.Ownership && AreSame(a.Pointee, b.Pointee, areSame),
            (ArrayType a, ArrayType b) => a.Length == b.Length && AreSame(a.Element, b.Element, areSame),
            (FunctionType a, FunctionType b) => a.IsVariadic == b.IsVariadic
                && a.Convention == b.Convention
                && a.Parameters.Length == b.Parameters.Length
                && AreSame(a.ReturnType, b.ReturnType, areSame)
                && a.Parameters.Zip(b.Parameters, areSame).All(static isSame => isSame),
            (ForeignType a, ForeignType b) => a.Name == b.Name,
            _ => false,
        };
    }

    private static bool AreSame(CParameter left, CParameter right) =>
        left.Direction == right.Direction
        && left.IsContext == right.IsContext
        && left.Counter == right.Counter
        && AreSame(left.Type.Type, right.Type.Type);

    // A string type of Koffi selects string marshalling, and a count limits the memory that is transferred.
    private static bool AreMarshalledAlike(CParameter left, CParameter right) =>
        left.Direction == right.Direction
        && left.IsContext == right.IsContext
        && left.IsByteCount == right.IsByteCount
        && CountExpression.Display(left.Size) == CountExpression.Display(right.Size)
        && BuiltinNames.IsTextType(left.Type.Type) == BuiltinNames.IsTextType(right.Type.Type)
        && AreMarshalledAlike(left.Type.Type, right.Type.Type);

    private static QualifiedType Resolve(QualifiedType type) =>
        type.Type is TypedefType typedef ? typedef.Resolved with { Qualifiers = typedef.Resolved.Qualifiers | type.Qualifiers } : type;
}
