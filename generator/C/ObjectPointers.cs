namespace KoffiGen.C;

/// <summary>Pointers that may point to one object.</summary>
internal static class ObjectPointers
{
    /// <summary>
    /// Whether a pointer without an annotation may point to one object, as well as to an array: to a struct, or to a number wider than a
    /// byte that C may write. An array, a length, or a count beside the pointer states that it points to several.
    /// </summary>
    public static bool MayPointToOne(FunctionType function, int index) =>
        function.Parameters[index]
            is {
                Direction: ParameterDirection.Default,
                IsArray: false,
                Size: null,
                Count: null,
                Type.Type.Canonical: PointerType { Ownership: null, Pointee: var pointee }
            }
        && IsObject(pointee)
        && !IsCounted(function, index);

    /// <summary>
    /// Whether the pointer may point to one complete struct that C has allocated, so that C# can pass the struct's SafeHandle. An object
    /// that C initializes (<c>_Out_</c>) belongs to the caller.
    /// </summary>
    public static bool MayPointToHandled(FunctionType function, int index) =>
        function.Parameters[index]
            is {
                Direction: not ParameterDirection.Out and var direction,
                IsArray: false,
                Size: null,
                Count: null,
                Type.Type.Canonical: PointerType { Pointee.Type.Canonical: RecordType { IsComplete: true } }
            }
        && (direction != ParameterDirection.Default || !IsCounted(function, index));

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
