using System.Collections.Immutable;

namespace KoffiGen.C;

/// <summary>The type names that need no declaration: the names that Koffi defines, and the names that C's headers define.</summary>
internal static class BuiltinNames
{
    /// <summary>Names in C's headers whose types differ between platforms, each with a type that is often the right one.</summary>
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

    /// <summary>Koffi's names for strings: pointers to constant characters.</summary>
    private static readonly Dictionary<string, BasicTypeKind> Strings = new(StringComparer.Ordinal)
    {
        ["str"] = BasicTypeKind.Char,
        ["string"] = BasicTypeKind.Char,
        ["str16"] = BasicTypeKind.Char16,
        ["string16"] = BasicTypeKind.Char16,
        ["str32"] = BasicTypeKind.Char32,
        ["string32"] = BasicTypeKind.Char32,
        ["wstring"] = BasicTypeKind.WChar,
    };

    private static readonly Dictionary<string, CType> Types = CreateTypes();

    /// <summary>The names of all types that <see cref="Find"/> knows.</summary>
    public static ImmutableArray<string> All { get; } = [.. Types.Keys.OrderBy(static name => name, StringComparer.Ordinal)];

    /// <summary>The identifiers that are known to name types, although some of these types differ between platforms.</summary>
    public static IEnumerable<string> Identifiers => All.Where(static name => !name.Contains(' ')).Concat(PlatformDependent.Keys);

    public static CType? Find(string name) => Types.TryGetValue(name, out CType? type) ? type : null;

    /// <returns>A type that is often the right one; <see langword="null"/> if the name does not depend on the platform.</returns>
    public static string? FindPlatformDependent(string name) => PlatformDependent.TryGetValue(name, out string? usual) ? usual : null;

    /// <summary>Whether the type is one of Koffi's names for strings, such as <c>str</c>, or a typedef of one.</summary>
    public static bool IsTextType(CType type) => type is TypedefType { IsBuiltin: true, Canonical: PointerType };

    private static Dictionary<string, CType> CreateTypes()
    {
        Dictionary<string, CType> types = new(StringComparer.Ordinal) { ["void"] = VoidType.Instance };
        foreach (BasicTypeDefinition definition in BasicTypes.All)
        {
            BasicType type = BasicType.Get(definition.Kind);
            types.Add(type.Name, type);
            foreach (string name in definition.Typedefs)
            {
                types.Add(name, new TypedefType(name, type) { IsBuiltin = true });
            }
        }

        foreach (BasicType type in BasicType.AllOrdered)
        {
            types.Add(type.Name, type);
            string alias = type.Name.Substring(0, type.Name.Length - "_t".Length);
            types.Add(alias, new TypedefType(alias, type) { IsBuiltin = true });
        }

        foreach (KeyValuePair<string, BasicTypeKind> text in Strings)
        {
            PointerType pointer = new(new QualifiedType(BasicType.Get(text.Value), TypeQualifiers.Const));
            types.Add(text.Key, new TypedefType(text.Key, pointer) { IsBuiltin = true });
        }

        return types;
    }
}
