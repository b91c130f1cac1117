namespace KoffiGen.Syntax.Lexing;

/// <summary>Decides where the grammar allows a word.</summary>
internal static class KnownWordExtensions
{
    /// <summary>A keyword that names a type, alone or together with others.</summary>
    public static bool IsTypeKeyword(this KnownWord word) => word is KnownWord.Void or KnownWord.TypeKeyword;

    /// <summary>A keyword that a tag follows.</summary>
    public static bool IsTagKeyword(this KnownWord word) => word is KnownWord.Struct or KnownWord.Union or KnownWord.Enum;

    /// <summary>A type qualifier, or a word without effect that is allowed in the same places.</summary>
    public static bool IsQualifier(this KnownWord word) =>
        word
            is KnownWord.Const
                or KnownWord.Volatile
                or KnownWord.Restrict
                or KnownWord.Atomic
                or KnownWord.IgnoredAnnotation
                or KnownWord.IgnoredAnnotationCall
                or KnownWord.Ignored;

    /// <summary>A storage-class specifier or a function specifier.</summary>
    public static bool IsStorageClass(this KnownWord word) =>
        word
            is KnownWord.Typedef
                or KnownWord.Extern
                or KnownWord.Static
                or KnownWord.Inline
                or KnownWord.Register
                or KnownWord.ThreadLocal
                or KnownWord.NoReturn;

    public static bool IsAttribute(this KnownWord word) =>
        word is KnownWord.Attribute or KnownWord.DeclSpec or KnownWord.CountedBy or KnownWord.Assembler;

    /// <summary>A calling convention, supported or not.</summary>
    public static bool IsConvention(this KnownWord word) => word is KnownWord.Convention or KnownWord.UnsupportedConvention;

    /// <summary>A word that can be a specifier of a declaration.</summary>
    public static bool IsSpecifier(this KnownWord word) => word is KnownWord.TypeName or KnownWord.Opaque || word.IsSpecifierKeyword();

    /// <summary>A word that can only be a specifier of a declaration, because it is a keyword.</summary>
    public static bool IsSpecifierKeyword(this KnownWord word) =>
        word.IsTypeKeyword()
        || word.IsTagKeyword()
        || word.IsQualifier()
        || word.IsStorageClass()
        || word == KnownWord.AlignAs
        || word.IsAttribute()
        || word.IsConvention();

    /// <summary>An operator whose operand may be a type.</summary>
    public static bool IsTypeQuery(this KnownWord word) => word is KnownWord.SizeOf or KnownWord.AlignOf or KnownWord.OffsetOf;
}
