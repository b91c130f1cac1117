namespace KoffiGen.C;

/// <summary>A type with its qualifiers.</summary>
internal readonly record struct QualifiedType(CType Type, TypeQualifiers Qualifiers = TypeQualifiers.None)
{
    /// <summary>Whether the type is const, directly or through a typedef. An array is const if its elements are (C23 6.7.4.1).</summary>
    public bool IsConst =>
        (Qualifiers & TypeQualifiers.Const) != 0
        || Type switch
        {
            TypedefType typedef => typedef.Resolved.IsConst,
            ArrayType array => array.Element.IsConst,
            _ => false,
        };

    public static implicit operator QualifiedType(CType type) => new(type);

    public override string ToString() => CTypeWriter.Write(this);
}
