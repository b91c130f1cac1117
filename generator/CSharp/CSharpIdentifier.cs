using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.CSharp;

/// <summary>Conversions of C names to C# identifiers.</summary>
internal static class CSharpIdentifier
{
    /// <summary>Words that are keywords only in some places, in which generated code may have a name.</summary>
    private static readonly HashSet<string> ContextualKeywords = new(StringComparer.Ordinal)
    {
        "allows",
        "and",
        "async",
        "await",
        "extension",
        "field",
        "file",
        "init",
        "managed",
        "not",
        "notnull",
        "or",
        "partial",
        "record",
        "required",
        "scoped",
        "unmanaged",
        "var",
        "when",
        "where",
        "with",
        "yield",
    };

    /// <summary>
    /// Names that a type cannot have: C# does not allow them, or generated code would mean the type where it means something else.
    /// </summary>
    private static readonly HashSet<string> ReservedTypeNames = new(StringComparer.Ordinal)
    {
        "_",
        "dynamic",
        "extension",
        "nint",
        "notnull",
        "nuint",
        "record",
        "unmanaged",
        "var",
        "KoffiGen",
        "Microsoft",
        "System",
    };

    public static bool IsValid(string name) => SyntaxFacts.IsValidIdentifier(name);

    public static bool IsPartCharacter(char character) => SyntaxFacts.IsIdentifierPartCharacter(character);

    /// <summary>Returns the name, prefixed with <c>@</c> if C# reserves it.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || ContextualKeywords.Contains(name) ? "@" + name : name;

    /// <summary>Returns the name as that of a type, with an underscore after it if no type can have it.</summary>
    public static string TypeName(string name) =>
        name.TrimStart('@') is var plain && ReservedTypeNames.Contains(plain) ? plain + "_" : name;

    /// <summary>Returns the property whose accessor would have the name in .NET; <see langword="null"/> for other names.</summary>
    public static string? AccessedProperty(string name) =>
        name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal) ? name.Substring(4) : null;

    /// <summary>
    /// Whether .NET or KoffiGen has types in the namespace. A generated type there could take the place of one that generated code uses.
    /// </summary>
    public static bool IsFrameworkNamespace(string name) =>
        name.Split('.')[0].TrimStart('@') is "System" or "Microsoft" || name is "KoffiGen" or "KoffiGen.CompilerServices";

    /// <summary>Returns the identifiers of a name in source code, without <c>global::</c> and <c>@</c>.</summary>
    public static string[] Split(string name)
    {
        const string Global = "global::";
        string path = name.Trim();
        path = path.StartsWith(Global, StringComparison.Ordinal) ? path.Substring(Global.Length) : path;
        return [.. path.Split('.').Select(static identifier => identifier.Trim().TrimStart('@'))];
    }

    /// <summary>
    /// Returns the name without underscores and with each word capitalized: <c>close_all2</c> becomes <c>CloseAll2</c>.
    /// </summary>
    public static string ToPascalCase(string name)
    {
        IEnumerable<string> words = name.TrimStart('@').Split('_').Where(static word => word.Length > 0);
        string joined = string.Concat(words.Select(static word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
        return joined.Length > 0 ? joined : name;
    }

    /// <summary>Returns the name with every character that C# identifiers do not allow replaced by <c>_</c>.</summary>
    public static string Sanitize(string name)
    {
        if (SyntaxFacts.IsValidIdentifier(name))
        {
            return name;
        }

        StringBuilder builder = new(name.Length + 1);
        foreach (char character in name)
        {
            builder.Append(SyntaxFacts.IsIdentifierPartCharacter(character) ? character : '_');
        }

        if (builder.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(builder[0]))
        {
            builder.Insert(0, '_');
        }

        return builder.ToString();
    }
}
