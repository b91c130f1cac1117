using KoffiGen.Syntax.Lexing;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Syntax.Parsing;

/// <summary>The keywords of which C composes its arithmetic types.</summary>
[Flags]
internal enum TypeWords
{
    None = 0,
    Void = 1,
    Bool = 2,
    Char = 4,
    Short = 8,
    Int = 16,
    Long = 32,
    LongLong = 64,
    Signed = 128,
    Unsigned = 256,
    Float = 512,
    Double = 1024,
    Complex = 2048,
    Int128 = 4096,
}

internal enum TypeWordResult
{
    Valid,
    Duplicate,
    Invalid,
}

/// <summary>C23 6.7.3.1: which keywords make a type together, in whatever order.</summary>
internal static class TypeWordTable
{
    /// <summary>The longest spelling of each type. Every part of one is a type, or can still become one.</summary>
    private static readonly TypeWords[] Combinations =
    [
        TypeWords.Void,
        TypeWords.Bool,
        TypeWords.Char | TypeWords.Signed,
        TypeWords.Char | TypeWords.Unsigned,
        TypeWords.Short | TypeWords.Int | TypeWords.Signed,
        TypeWords.Short | TypeWords.Int | TypeWords.Unsigned,
        TypeWords.LongLong | TypeWords.Long | TypeWords.Int | TypeWords.Signed,
        TypeWords.LongLong | TypeWords.Long | TypeWords.Int | TypeWords.Unsigned,
        TypeWords.Float | TypeWords.Complex,
        TypeWords.Double | TypeWords.Long | TypeWords.Complex,
        TypeWords.Int128 | TypeWords.Signed,
        TypeWords.Int128 | TypeWords.Unsigned,
    ];

    /// <summary>Adds a keyword to those before it.</summary>
    public static TypeWordResult Combine(TypeWords words, in SyntaxToken token, out TypeWords combined)
    {
        TypeWords word = ToTypeWord(token.Word);
        if (word == TypeWords.Long && (words & TypeWords.Long) != 0 && (words & TypeWords.LongLong) == 0)
        {
            word = TypeWords.LongLong;
        }

        combined = words | word;
        if ((words & word) != 0)
            return TypeWordResult.Duplicate;

        foreach (TypeWords combination in Combinations)
        {
            if ((combined & ~combination) == 0)
                return TypeWordResult.Valid;
        }

        return TypeWordResult.Invalid;
    }

    /// <summary>The type that keywords make.</summary>
    public static BuiltinType ToBuiltin(TypeWords words)
    {
        bool isUnsigned = (words & TypeWords.Unsigned) != 0;
        if ((words & TypeWords.Void) != 0)
            return BuiltinType.Void;

        if ((words & TypeWords.Bool) != 0)
            return BuiltinType.Bool;

        if ((words & TypeWords.Char) != 0)
            return isUnsigned ? BuiltinType.UnsignedChar
                : (words & TypeWords.Signed) != 0 ? BuiltinType.SignedChar
                : BuiltinType.Char;

        if ((words & TypeWords.Float) != 0)
            return (words & TypeWords.Complex) != 0 ? BuiltinType.FloatComplex : BuiltinType.Float;

        // _Complex alone is double _Complex, as GCC has it.
        if ((words & TypeWords.Complex) != 0)
            return (words & TypeWords.Long) != 0 ? BuiltinType.LongDoubleComplex : BuiltinType.DoubleComplex;

        if ((words & TypeWords.Double) != 0)
            return (words & TypeWords.Long) != 0 ? BuiltinType.LongDouble : BuiltinType.Double;

        if ((words & TypeWords.Int128) != 0)
            return isUnsigned ? BuiltinType.UnsignedInt128 : BuiltinType.Int128;

        if ((words & TypeWords.Short) != 0)
            return isUnsigned ? BuiltinType.UnsignedShort : BuiltinType.Short;

        if ((words & TypeWords.LongLong) != 0)
            return isUnsigned ? BuiltinType.UnsignedLongLong : BuiltinType.LongLong;

        if ((words & TypeWords.Long) != 0)
            return isUnsigned ? BuiltinType.UnsignedLong : BuiltinType.Long;

        return isUnsigned ? BuiltinType.UnsignedInt : BuiltinType.Int;
    }

    private static TypeWords ToTypeWord(KnownWord word) =>
        word switch
        {
            KnownWord.Void => TypeWords.Void,
            KnownWord.Bool => TypeWords.Bool,
            KnownWord.Char => TypeWords.Char,
            KnownWord.Short => TypeWords.Short,
            KnownWord.Int => TypeWords.Int,
            KnownWord.Long => TypeWords.Long,
            KnownWord.Signed => TypeWords.Signed,
            KnownWord.Unsigned => TypeWords.Unsigned,
            KnownWord.Float => TypeWords.Float,
            KnownWord.Double => TypeWords.Double,
            KnownWord.Complex => TypeWords.Complex,
            KnownWord.Int128 => TypeWords.Int128,
            _ => TypeWords.LongLong,
        };
}
