using KoffiGen.Syntax;

namespace KoffiGen.Types;

/// <summary>
/// The type names that need no declaration: Koffi's names with their aliases, and those that C's headers stddef.h, stdint.h, stdarg.h,
/// wchar.h and uchar.h give (C23 7.21, 7.22, 7.16, 7.31, 7.30).
/// </summary>
internal static class BuiltinNames
{
    private static readonly Dictionary<string, CType> Names = Create();

    public static IEnumerable<string> All => Names.Keys;

    public static CType? Find(string name) => Names.TryGetValue(name, out CType? type) ? type : null;

    /// <summary>The type that C spells with keywords.</summary>
    public static CType FromKeywords(BuiltinType type) => type switch
    {
        BuiltinType.Void => VoidType.Instance,
        BuiltinType.Bool => Basic(BasicTypeKind.Bool),
        BuiltinType.Char => Basic(BasicTypeKind.Char),
        BuiltinType.SignedChar => Basic(BasicTypeKind.Int8),
        BuiltinType.UnsignedChar => Basic(BasicTypeKind.UInt8),
        BuiltinType.Short => Basic(BasicTypeKind.Int16),
        BuiltinType.UnsignedShort => Basic(BasicTypeKind.UInt16),
        BuiltinType.Int => Basic(BasicTypeKind.Int32),
        BuiltinType.UnsignedInt => Basic(BasicTypeKind.UInt32),
        BuiltinType.Long => Basic(BasicTypeKind.Long),
        BuiltinType.UnsignedLong => Basic(BasicTypeKind.ULong),
        BuiltinType.LongLong => Basic(BasicTypeKind.Int64),
        BuiltinType.UnsignedLongLong => Basic(BasicTypeKind.UInt64),
        BuiltinType.Int128 => Basic(BasicTypeKind.Int128),
        BuiltinType.UnsignedInt128 => Basic(BasicTypeKind.UInt128),
        BuiltinType.Float => Basic(BasicTypeKind.Float),
        BuiltinType.Double => Basic(BasicTypeKind.Double),
        BuiltinType.LongDouble => Basic(BasicTypeKind.LongDouble),
        BuiltinType.FloatComplex => Basic(BasicTypeKind.FloatComplex),
        BuiltinType.DoubleComplex => Basic(BasicTypeKind.DoubleComplex),
        BuiltinType.LongDoubleComplex => Basic(BasicTypeKind.LongDoubleComplex),
        _ => ErrorType.Instance,
    };

    private static BasicType Basic(BasicTypeKind kind, ByteOrder order = ByteOrder.Native) => BasicType.Get(kind, order);

    private static Dictionary<string, CType> Create()
    {
        Dictionary<string, CType> names = new(StringComparer.Ordinal);
        Add(VoidType.Instance, "void");
        Add(Basic(BasicTypeKind.Bool), "bool", "_Bool");
        Add(Basic(BasicTypeKind.Int8), "int8", "int8_t", "int_least8_t", "int_fast8_t");
        Add(Basic(BasicTypeKind.UInt8), "uint8", "uint8_t", "uchar", "char8_t", "uint_least8_t", "uint_fast8_t");
        Add(Basic(BasicTypeKind.Int16), "int16", "int16_t", "int_least16_t");
        Add(Basic(BasicTypeKind.UInt16), "uint16", "uint16_t", "ushort", "uint_least16_t");
        Add(Basic(BasicTypeKind.Int32), "int32", "int32_t", "int_least32_t");
        Add(Basic(BasicTypeKind.UInt32), "uint32", "uint32_t", "uint", "uint_least32_t");
        Add(Basic(BasicTypeKind.Int64), "int64", "int64_t", "longlong", "int_least64_t", "int_fast64_t", "intmax_t");
        Add(Basic(BasicTypeKind.UInt64), "uint64", "uint64_t", "ulonglong", "uint_least64_t", "uint_fast64_t", "uintmax_t");
        Add(Basic(BasicTypeKind.ULong), "ulong");
        Add(Basic(BasicTypeKind.IntPtr), "intptr", "intptr_t", "ptrdiff_t", "ssize_t");
        Add(Basic(BasicTypeKind.UIntPtr), "uintptr", "uintptr_t", "size_t");
        Add(Basic(BasicTypeKind.Char16), "char16", "char16_t");
        Add(Basic(BasicTypeKind.Char32), "char32", "char32_t");
        Add(Basic(BasicTypeKind.WChar), "wchar", "wchar_t");
        Add(Basic(BasicTypeKind.Float), "float32");
        Add(Basic(BasicTypeKind.Double), "float64");
        Add(Basic(BasicTypeKind.VaList), "va_list", "__builtin_va_list");

        foreach ((string suffix, ByteOrder order) in new[] { ("le", ByteOrder.Little), ("be", ByteOrder.Big) })
        {
            foreach ((string name, BasicTypeKind kind) in new[]
            {
                ("int16", BasicTypeKind.Int16), ("uint16", BasicTypeKind.UInt16), ("int32", BasicTypeKind.Int32),
                ("uint32", BasicTypeKind.UInt32), ("int64", BasicTypeKind.Int64), ("uint64", BasicTypeKind.UInt64),
            })
            {
                Add(Basic(kind, order), $"{name}_{suffix}", $"{name}_{suffix}_t");
            }
        }

        AddText(BasicTypeKind.Char, "str", "string");
        AddText(BasicTypeKind.Char16, "str16", "string16");
        AddText(BasicTypeKind.Char32, "str32", "string32");
        AddText(BasicTypeKind.WChar, "wstring");
        return names;

        void Add(CType type, params string[] aliases)
        {
            foreach (string alias in aliases)
            {
                names.Add(alias, new TypedefType(alias, type));
            }
        }

        // Koffi's strings are what C functions take for text: pointers to constant characters.
        void AddText(BasicTypeKind character, params string[] aliases) =>
            Add(new PointerType(new QualifiedType(Basic(character), TypeQualifiers.Const)), aliases);
    }
}
