using System.Collections.Immutable;

namespace KoffiGen.C;

internal enum TypeKeywordResult
{
    Valid,
    Duplicate,
    Invalid,
}

/// <summary>The keywords of one declaration's type, in any order (C23 6.7.3.1).</summary>
internal readonly record struct TypeKeywordSet(ulong Bits)
{
    public bool IsEmpty => Bits == 0;

    /// <summary>The type that the keywords name; <see langword="null"/> if another keyword is needed.</summary>
    public CType? Type => TypeKeywords.FindType(this);
}

/// <summary>The keywords that form the names of C's types. The combinations come from <see cref="BasicTypes"/>.</summary>
internal static class TypeKeywords
{
    /// <summary>The second <c>long</c> of <c>long long</c>. Every keyword has a lower bit.</summary>
    private const ulong SecondLong = 1UL << 63;

    /// <summary>Spellings of older standards and of compilers, with the keywords that they replace.</summary>
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.Ordinal)
    {
        ["_Bool"] = "bool",
        ["__int8"] = "char",
        ["__int16"] = "short",
        ["__int32"] = "int",
        ["__int64"] = "long long",
        ["__signed"] = "signed",
        ["__signed__"] = "signed",
        ["__complex"] = "_Complex",
        ["__complex__"] = "_Complex",
    };

    private static readonly Dictionary<string, ulong> Bits = new(StringComparer.Ordinal);

    private static readonly Dictionary<ulong, CType> Types = CreateTypes();

    /// <summary>All spellings of all keywords.</summary>
    public static ImmutableArray<string> All { get; } = [.. Bits.Keys];

    /// <summary>Adds a keyword to the preceding keywords, if the result is a type or can become a type.</summary>
    public static TypeKeywordResult Add(TypeKeywordSet keywords, string keyword, out TypeKeywordSet combined)
    {
        ulong added = Bits[keyword];
        if (keyword == "long" && (keywords.Bits & added) != 0)
        {
            added = SecondLong;
        }

        combined = new TypeKeywordSet(keywords.Bits | added);
        if ((keywords.Bits & added) != 0)
        {
            return TypeKeywordResult.Duplicate;
        }

        return Types.ContainsKey(combined.Bits) || IsPartOfType(combined) ? TypeKeywordResult.Valid : TypeKeywordResult.Invalid;
    }

    public static CType? FindType(TypeKeywordSet keywords) => Types.TryGetValue(keywords.Bits, out CType? type) ? type : null;

    private static bool IsPartOfType(TypeKeywordSet keywords) => Types.Keys.Any(combination => (keywords.Bits & ~combination) == 0);

    private static Dictionary<ulong, CType> CreateTypes()
    {
        Dictionary<ulong, CType> types = new() { [GetBits("void")] = VoidType.Instance };
        foreach (BasicTypeDefinition definition in BasicTypes.All)
        {
            foreach (string keywords in definition.Keywords)
            {
                types.Add(GetBits(keywords), BasicType.Get(definition.Kind));
            }
        }

        foreach (KeyValuePair<string, string> synonym in Synonyms)
        {
            Bits.Add(synonym.Key, GetBits(synonym.Value));
        }

        return types;

        static ulong GetBits(string keywords)
        {
            ulong bits = 0;
            foreach (string keyword in keywords.Split(' '))
            {
                ulong bit = GetBit(keyword);
                bits |= (bits & bit) == 0 ? bit : SecondLong;
            }

            return bits;
        }

        static ulong GetBit(string keyword)
        {
            if (!Bits.TryGetValue(keyword, out ulong bit))
            {
                Bits.Add(keyword, bit = 1UL << Bits.Count);
            }

            return bit;
        }
    }
}
