using System.Collections.Immutable;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.C;

/// <summary>The type names that need no declaration: Koffi's, with all their spellings, and those of C's own headers.</summary>
internal static class BuiltinNames
{
    private static readonly Dictionary<string, CType> Types = CreateTypes();

    /// <summary>Standard names that mean different types on different platforms, and what one would write instead.</summary>
    private static readonly Dictionary<string, string> PlatformDependent = new(StringComparer.Ordinal)
    {
        ["int_fast16_t"] = "short",
        ["uint_fast16_t"] = "unsigned short",
        ["int_fast32_t"] = "int",
        ["uint_fast32_t"] = "unsigned int",
        ["wint_t"] = "unsigned int",
        ["max_align_t"] = "long double",
        ["time_t"] = "long",
        ["clock_t"] = "long",
        ["off_t"] = "long",
        ["off64_t"] = "long long",
        ["mode_t"] = "unsigned int",
        ["pid_t"] = "int",
        ["socklen_t"] = "unsigned int",
    };

    public static ImmutableArray<string> All { get; } = [.. Types.Keys.OrderBy(static name => name, StringComparer.Ordinal)];

    public static CType? Find(string name) => Types.TryGetValue(name, out CType? type) ? type : null;

    /// <returns>A type that is often the right one, or <see langword="null"/> if the name is no such name.</returns>
    public static string? FindPlatformDependent(string name) => PlatformDependent.TryGetValue(name, out string? usual) ? usual : null;

    /// <summary>Whether the type is one of Koffi's names for text, such as <c>str</c>, or a typedef of one.</summary>
    public static bool IsTextType(CType type)
    {
        for (; type is TypedefType typedef; type = typedef.Target.Type)
        {
            if (ReferenceEquals(Find(typedef.Name), typedef))
                return typedef.Canonical is PointerType;
        }

        return false;
    }

    private static Dictionary<string, CType> CreateTypes()
    {
        var types = new Dictionary<string, CType>(StringComparer.Ordinal) { ["void"] = VoidType.Instance };

        // Keywords and the names that the writer uses stand for the basic types themselves; all other names are typedefs of them.
        Add(BasicTypeKind.Bool, "bool");
        Add(BasicTypeKind.Char, "char");
        Add(BasicTypeKind.Int8, "signed char", "int8", "int8_t", "int_least8_t", "int_fast8_t");
        Add(BasicTypeKind.UInt8, "unsigned char", "uint8", "uint8_t", "uchar", "char8_t", "uint_least8_t", "uint_fast8_t");
        Add(BasicTypeKind.Int16, "short", "int16", "int16_t", "int_least16_t");
        Add(BasicTypeKind.UInt16, "unsigned short", "uint16", "uint16_t", "ushort", "uint_least16_t");
        Add(BasicTypeKind.Int32, "int", "int32", "int32_t", "int_least32_t");
        Add(BasicTypeKind.UInt32, "unsigned int", "uint32", "uint32_t", "uint", "uint_least32_t");
        Add(BasicTypeKind.Int64, "long long", "int64", "int64_t", "longlong", "int_least64_t", "int_fast64_t", "intmax_t");
        Add(BasicTypeKind.UInt64, "unsigned long long", "uint64", "uint64_t", "ulonglong", "uint_least64_t", "uint_fast64_t", "uintmax_t");
        Add(BasicTypeKind.Long, "long");
        Add(BasicTypeKind.ULong, "unsigned long", "ulong");
        Add(BasicTypeKind.Char16, "char16_t", "char16");
        Add(BasicTypeKind.Char32, "char32_t", "char32");
        Add(BasicTypeKind.WChar, "wchar_t", "wchar");
        Add(BasicTypeKind.Float, "float", "float32");
        Add(BasicTypeKind.Double, "double", "float64");
        Add(BasicTypeKind.VaList, "va_list", "__builtin_va_list");
        AddTypedefs(BasicType.Get(BasicTypeKind.IntPtr), "intptr_t", "intptr", "ptrdiff_t", "ssize_t");
        AddTypedefs(BasicType.Get(BasicTypeKind.UIntPtr), "uintptr_t", "uintptr", "size_t");

        AddTypedefs(PointerToConst(BasicTypeKind.Char), "str", "string");
        AddTypedefs(PointerToConst(BasicTypeKind.Char16), "str16", "string16");
        AddTypedefs(PointerToConst(BasicTypeKind.Char32), "str32", "string32");
        AddTypedefs(PointerToConst(BasicTypeKind.WChar), "wstring");

        foreach (
            BasicTypeKind kind in new[]
            {
                BasicTypeKind.Int16,
                BasicTypeKind.UInt16,
                BasicTypeKind.Int32,
                BasicTypeKind.UInt32,
                BasicTypeKind.Int64,
                BasicTypeKind.UInt64,
            }
        )
        {
            foreach (ByteOrder order in new[] { ByteOrder.Little, ByteOrder.Big })
            {
                BasicType type = BasicType.Get(kind, order);
                string name = type.ToString();
                types[name] = type;
                AddTypedefs(type, name.Substring(0, name.Length - "_t".Length));
            }
        }

        return types;

        void Add(BasicTypeKind kind, string own, params string[] others)
        {
            types[own] = BasicType.Get(kind);
            AddTypedefs(BasicType.Get(kind), others);
        }

        void AddTypedefs(CType target, params string[] names)
        {
            foreach (string name in names)
            {
                types[name] = new TypedefType(name, target);
            }
        }

        static PointerType PointerToConst(BasicTypeKind kind) => new(new QualifiedType(BasicType.Get(kind), TypeQualifiers.Const));
    }
}
