namespace KoffiGen.Syntax.Lexing;

/// <summary>The meaning of an identifier in every scope: a keyword of C or of a compiler, or a word of Koffi.</summary>
internal enum KnownWord : byte
{
    /// <summary>An ordinary identifier.</summary>
    None,

    /// <summary>
    /// A type name that needs no declaration: <c>size_t</c>, <c>str</c>. A declaration may still declare the name, as in C.
    /// </summary>
    TypeName,

    /// <summary><c>opaque</c>, a keyword only at the start of a declaration.</summary>
    Opaque,

    Void,

    /// <summary>A keyword that is part of type names: <c>unsigned</c>, <c>long</c>, <c>__int64</c>.</summary>
    TypeKeyword,
    Struct,
    Union,
    Enum,

    Const,
    Volatile,
    Restrict,
    Atomic,

    /// <summary>A Microsoft annotation that does not change how a function is called: <c>_Check_return_</c>.</summary>
    IgnoredAnnotation,

    /// <summary>A Microsoft annotation of this sort with arguments: <c>_Success_(return == 0)</c>.</summary>
    IgnoredAnnotationCall,

    /// <summary>A keyword that does not change how a function is called: <c>_Nullable</c>, <c>__extension__</c>.</summary>
    Ignored,

    Typedef,
    Extern,
    Static,
    Inline,
    Register,
    ThreadLocal,
    NoReturn,

    AlignAs,
    Attribute,
    DeclSpec,
    CountedBy,
    Assembler,

    Convention,
    UnsupportedConvention,

    SizeOf,
    AlignOf,
    OffsetOf,
    StaticAssert,

    /// <summary><c>true</c>, <c>false</c>, <c>nullptr</c>.</summary>
    Constant,

    /// <summary>A keyword of a type or declaration that KoffiGen does not support: <c>typeof</c>, <c>_BitInt</c>, <c>auto</c>.</summary>
    Unsupported,

    /// <summary>The use of a macro with parameters.</summary>
    MacroCall,

    /// <summary>A keyword of statements, which cannot be a name and has no meaning in declarations.</summary>
    Statement,
}
