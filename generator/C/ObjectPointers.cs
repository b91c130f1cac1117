namespace KoffiGen.C;

/// <summary>Pointers without an annotation that may point to one object, as well as to an array.</summary>
internal static class ObjectPointers
{
    /// <summary>
    /// Whether the pointer may point to one object: a struct, or a number wider than a byte that C may write. An array, a length, or a
    /// count beside the pointer states that it points to several.
    /// </summary>
    /// <param name="allowsOwnership">Whether C may take ownership of the object.</param>
    public static bool MayPointToOne(FunctionType function, int index, bool allowsOwnership = false)
    {
        CParameter parameter = function.Parameters[index];
        return parameter
                is {
                    Direction: ParameterDirection.Default,
                    IsArray: false,
                    Size: null,
                    Count: null,
                    Type.Type.Canonical: PointerType { Ownership: var ownership, Pointee: var pointee }
                }
            && (ownership is null || allowsOwnership)
            && IsObject(pointee)
            && !IsCounted(function, index);
    }

    private static bool IsObject(QualifiedType pointee) =>
        pointee.Type.Canonical switch
        {
            RecordType { IsComplete: true } or ForeignType => true,
            BasicType basic => !pointee.IsConst && !IsByte(basic.Kind) && !IsCharacter(basic.Kind),
            EnumType enumeration => !pointee.IsConst && !(enumeration.FixedUnderlyingType is { } type && IsByte(type.Kind)),
            _ => false,
        };

    private static bool IsByte(BasicTypeKind kind) =>
        kind is BasicTypeKind.Bool or BasicTypeKind.Char or BasicTypeKind.Int8 or BasicTypeKind.UInt8;

    private static bool IsCharacter(BasicTypeKind kind) => kind is BasicTypeKind.Char16 or BasicTypeKind.Char32 or BasicTypeKind.WChar;

    private static bool IsCounted(FunctionType function, int index) =>
        (index > 0 && CountNames.IsCount(function.Parameters[index - 1]))
        || (index + 1 < function.Parameters.Length && CountNames.IsCount(function.Parameters[index + 1]));
}
