using KoffiGen.Documentation;

namespace KoffiGen.Syntax.Lexing;

/// <summary>What an identifier means to the parser by itself: the keywords of C and of its compilers, and Koffi's words.</summary>
internal enum KnownWord : byte
{
    /// <summary>An ordinary identifier.</summary>
    None,

    /// <summary>A type name that needs no declaration: <c>size_t</c>, <c>str</c>. It can also be declared as a name, as in C.</summary>
    TypeName,

    /// <summary><c>opaque</c>, a keyword only where a declaration starts with it.</summary>
    Opaque,

    Void,
    Bool,
    Char,
    Short,
    Int,
    Long,
    Signed,
    Unsigned,
    Float,
    Double,
    Complex,
    Int128,

    /// <summary>Microsoft's <c>__int64</c>, which combines with <c>unsigned</c> as <c>long long</c> does.</summary>
    Int64,
    Struct,
    Union,
    Enum,

    Const,
    Volatile,
    Restrict,
    Atomic,

    /// <summary>An annotation of Microsoft's that says nothing about how to call: <c>_Check_return_</c>.</summary>
    IgnoredAnnotation,

    /// <summary>Such an annotation with arguments: <c>_Success_(return == 0)</c>.</summary>
    IgnoredAnnotationCall,

    /// <summary>A word that says nothing to us: <c>_Nullable</c>, <c>__extension__</c>.</summary>
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

    Cdecl,
    Stdcall,
    Fastcall,
    Thiscall,
    UnsupportedConvention,

    SizeOf,
    AlignOf,
    OffsetOf,
    StaticAssert,

    /// <summary><c>true</c>, <c>false</c>, <c>nullptr</c>.</summary>
    Constant,

    /// <summary>A keyword that starts a type or a declaration we do not do: <c>typeof</c>, <c>_BitInt</c>, <c>auto</c>.</summary>
    Unsupported,

    /// <summary>A macro with parameters, where it is used.</summary>
    MacroCall,

    /// <summary>A keyword of statements: it is not a name, and no declaration has use for it.</summary>
    Statement,
}
