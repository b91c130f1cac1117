using System.Collections.Immutable;

namespace KoffiGen.C;

/// <summary>The table of calling conventions and their spellings in declarations, in attributes of C and in attributes of C#.</summary>
internal static class CallingConventions
{
    private static readonly ImmutableArray<Row> Rows =
    [
        new(CallingConvention.Cdecl, "cdecl", "WINAPIV"),
        new(CallingConvention.Stdcall, "stdcall", "WINAPI", "APIENTRY", "CALLBACK", "STDMETHODCALLTYPE"),
        new(CallingConvention.Fastcall, "fastcall"),
        new(CallingConvention.Thiscall, "thiscall"),
    ];

    /// <summary>The keywords and the macros of <c>windows.h</c> that expand to them.</summary>
    public static IEnumerable<string> Spellings => Rows.SelectMany(static row => row.Spellings);

    /// <summary>Keywords of conventions that .NET cannot call.</summary>
    public static ImmutableArray<string> UnsupportedKeywords { get; } =
    ["__vectorcall", "_vectorcall", "__regcall", "__clrcall", "__pascal"];

    /// <summary>The keywords, as a message lists them: <c>'__cdecl', '__stdcall', '__fastcall' or '__thiscall'</c>.</summary>
    public static string DisplayList { get; } = CreateDisplayList();

    /// <summary>The convention of a keyword or macro of C; <see cref="CallingConvention.Default"/> if the word is neither.</summary>
    public static CallingConvention FindBySpelling(string word) => Rows.FirstOrDefault(row => row.Spellings.Contains(word)).Convention;

    /// <summary>The convention that an attribute of C names: <c>stdcall</c> in <c>__attribute__((stdcall))</c>.</summary>
    public static CallingConvention FindByName(string name) => Rows.FirstOrDefault(row => row.Name == name).Convention;

    /// <summary>The convention that an argument of a C# attribute names: by any spelling of C or by the name alone, in any case.</summary>
    public static CallingConvention Find(string text)
    {
        string trimmed = text.Trim();
        return Rows.FirstOrDefault(row => row.Spellings.Append(row.Name).Contains(trimmed, StringComparer.OrdinalIgnoreCase)).Convention;
    }

    /// <summary>The keyword that declarations are written with: <c>__stdcall</c>; empty for C's own convention.</summary>
    public static string GetKeyword(CallingConvention convention) => GetName(convention) is { Length: > 0 } name ? "__" + name : "";

    /// <summary>The name without underscores: <c>stdcall</c>; empty for C's own convention.</summary>
    public static string GetName(CallingConvention convention) => Rows.FirstOrDefault(row => row.Convention == convention).Name ?? "";

    private static string CreateDisplayList()
    {
        string[] keywords = [.. Rows.Select(static row => $"'__{row.Name}'")];
        return string.Join(", ", keywords.Take(keywords.Length - 1)) + " or " + keywords[keywords.Length - 1];
    }

    private readonly struct Row(CallingConvention convention, string name, params string[] macros)
    {
        public CallingConvention Convention { get; } = convention;

        public string Name { get; } = name;

        public ImmutableArray<string> Spellings { get; } = [$"__{name}", $"_{name}", $"__{name}__", .. macros];
    }
}
