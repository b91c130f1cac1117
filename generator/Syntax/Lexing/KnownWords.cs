using KoffiGen.C;

namespace KoffiGen.Syntax.Lexing;

/// <summary>The table of all known words. A lookup allocates nothing.</summary>
internal static class KnownWords
{
    private const int SlotCount = 1024;

    private static readonly Entry[] Slots = CreateSlots();

    /// <summary>Finds a word in a text.</summary>
    /// <param name="text">The characters of the word.</param>
    /// <param name="word">The one string of the word, if the word is known.</param>
    public static KnownWord Find(ReadOnlySpan<char> text, out string? word)
    {
        for (uint slot = Hash(text); ; slot++)
        {
            ref readonly Entry entry = ref Slots[slot % SlotCount];
            if (entry.Text is null)
            {
                word = null;
                return KnownWord.None;
            }

            if (text.SequenceEqual(entry.Text.AsSpan()))
            {
                word = entry.Text;
                return entry.Word;
            }
        }
    }

    /// <summary>The keyword of declarations that a misspelled word was probably meant to be.</summary>
    public static string? Nearest(string text)
    {
        foreach (Entry entry in Slots)
        {
            if (entry.Word.IsSpecifierKeyword() && entry.Word != KnownWord.UnsupportedConvention && IsOneEditAway(text, entry.Text!))
            {
                return entry.Text;
            }
        }

        return null;
    }

    /// <summary>Whether one letter is added, removed or replaced, or two neighbours are swapped.</summary>
    public static bool IsOneEditAway(string text, string word)
    {
        if (word.Length < 4 || Math.Abs(text.Length - word.Length) > 1)
        {
            return false;
        }

        int start = 0;
        int shorter = Math.Min(text.Length, word.Length);
        while (start < shorter && text[start] == word[start])
        {
            start++;
        }

        int end = 0;
        while (end < shorter - start && text[text.Length - 1 - end] == word[word.Length - 1 - end])
        {
            end++;
        }

        int textRest = text.Length - start - end;
        int wordRest = word.Length - start - end;
        return (textRest <= 1 && wordRest <= 1)
            || (textRest == 2 && wordRest == 2 && text[start] == word[start + 1] && text[start + 1] == word[start]);
    }

    private static uint Hash(ReadOnlySpan<char> text)
    {
        uint hash = 2166136261;
        foreach (char character in text)
        {
            hash = unchecked((hash ^ character) * 16777619);
        }

        return hash ^ (hash >> 15);
    }

    private static Entry[] CreateSlots()
    {
        Entry[] slots = new Entry[SlotCount];

        // C23 6.4.1, with the spellings of older standards and of the compilers.
        Add(KnownWord.Void, "void");
        AddAll(KnownWord.TypeKeyword, TypeKeywords.All);
        Add(KnownWord.Struct, "struct");
        Add(KnownWord.Union, "union");
        Add(KnownWord.Enum, "enum");
        Add(KnownWord.Const, "const __const __const__");
        Add(KnownWord.Volatile, "volatile __volatile __volatile__");
        Add(KnownWord.Restrict, "restrict __restrict __restrict__");
        Add(KnownWord.Atomic, "_Atomic");
        Add(
            KnownWord.Ignored,
            "_Nullable _Nonnull _Null_unspecified _Nullable_result __nullable __nonnull __extension__ __unaligned __ptr32 "
                + "__ptr64 __w64"
        );
        Add(
            KnownWord.IgnoredAnnotation,
            "_Check_return_ _Check_return_opt_ _Check_return_wat_ _Must_inspect_result_ _Ret_maybenull_ "
                + "_Ret_notnull_ _Ret_null_ _Ret_valid_ _Ret_opt_valid_ _Ret_z_ _Ret_maybenull_z_ _Null_terminated_ _Maybenull_ _Notnull_ "
                + "_Notvalid_ _Valid_ _Null_ _Pre_valid_ _Pre_opt_valid_ _Pre_invalid_ _Pre_null_ _Pre_notnull_ _Pre_maybenull_ _Pre_z_ "
                + "_Post_valid_ _Post_invalid_ _Post_null_ _Post_notnull_ _Post_maybenull_ _Post_z_ _Post_ptr_invalid_ "
                + "_Printf_format_string_ _Scanf_format_string_ _Reserved_ _Const_ _Frees_ptr_ _Frees_ptr_opt_ _Use_decl_annotations_"
        );
        Add(
            KnownWord.IgnoredAnnotationCall,
            "_Success_ _Return_type_success_ _When_ _At_ _On_failure_ _Always_ _Ret_writes_ "
                + "_Ret_writes_z_ _Ret_writes_bytes_ _Ret_writes_maybenull_ _Ret_range_ _In_range_ _Out_range_ _Deref_out_range_ "
                + "_Field_range_ _Field_size_ _Field_size_opt_ _Field_size_full_ _Field_size_bytes_ _Struct_size_bytes_ _Pre_satisfies_ "
                + "_Post_satisfies_ _Post_equal_to_ _Post_readable_size_ _Post_writable_size_ _Post_writable_byte_size_"
        );
        Add(KnownWord.Typedef, "typedef");
        Add(KnownWord.Extern, "extern");
        Add(KnownWord.Static, "static");
        Add(KnownWord.Inline, "inline __inline __inline__ __forceinline");
        Add(KnownWord.Register, "register");
        Add(KnownWord.ThreadLocal, "thread_local _Thread_local __thread");
        Add(KnownWord.NoReturn, "_Noreturn");
        Add(KnownWord.AlignAs, "alignas _Alignas");
        Add(KnownWord.Attribute, "__attribute__ __attribute");
        Add(KnownWord.DeclSpec, "__declspec _declspec");
        Add(KnownWord.CountedBy, "__counted_by");
        Add(KnownWord.Assembler, "asm __asm __asm__");
        AddAll(KnownWord.Convention, CallingConventions.Spellings);
        AddAll(KnownWord.UnsupportedConvention, CallingConventions.UnsupportedKeywords);
        Add(KnownWord.SizeOf, "sizeof");
        Add(KnownWord.AlignOf, "alignof _Alignof __alignof __alignof__");
        Add(KnownWord.OffsetOf, "offsetof __builtin_offsetof");
        Add(KnownWord.StaticAssert, "static_assert _Static_assert");
        Add(KnownWord.Constant, "true false nullptr");
        Add(
            KnownWord.Unsupported,
            "typeof __typeof __typeof__ typeof_unqual _BitInt auto __auto_type constexpr _Imaginary _Decimal32 "
                + "_Decimal64 _Decimal128 _Generic"
        );
        Add(KnownWord.Statement, "break case continue default do else for goto if return switch while");
        Add(KnownWord.Opaque, "opaque");
        AddAll(KnownWord.TypeName, BuiltinNames.Identifiers);
        return slots;

        void Add(KnownWord word, string spellings) => AddAll(word, spellings.Split(' '));

        // A spelling that is added twice keeps its first meaning: `int` is a keyword, although it also names a type.
        void AddAll(KnownWord word, IEnumerable<string> spellings)
        {
            foreach (string spelling in spellings)
            {
                uint slot = Hash(spelling.AsSpan());
                while (slots[slot % SlotCount].Text is { } other && other != spelling)
                {
                    slot++;
                }

                if (slots[slot % SlotCount].Text is null)
                {
                    slots[slot % SlotCount] = new Entry(spelling, word);
                }
            }
        }
    }

    private readonly record struct Entry(string? Text, KnownWord Word);
}
