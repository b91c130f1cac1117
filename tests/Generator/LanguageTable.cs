using System.Text.RegularExpressions;

namespace KoffiGen.Tests.Generator;

/// <summary>
/// The table of C types and C# types in <c>docs/language.md</c>. A cell begins with types in code spans. A semicolon or a colon begins a
/// note, which only readers read. Commas separate types with the same answer, and slashes the groups that correspond to each other in the
/// cells of a row; a cell with a single group applies to all of them. In the first cell, "as a result" makes a group that of results.
/// </summary>
internal static partial class LanguageTable
{
    /// <summary>The declarations of the names that the table uses.</summary>
    public const string Declarations =
        "typedef int T; typedef struct S { int id; const char *name; } S; enum E { A }; opaque O; opaque H !(H_close); "
        + "typedef struct D { int id; const char *name; } D; struct D !(D_free); typedef int X(int);";

    private const string Result = " as a result";

    private static readonly string[] Integers = ["sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong", "nint", "nuint"];

    /// <summary>Reads the entries of the table.</summary>
    public static IEnumerable<LanguageTableEntry> Read() => Read(File.ReadAllText(Path.Combine(Repository.Root, "docs", "language.md")));

    public static IEnumerable<LanguageTableEntry> Read(string page) =>
        page.ReplaceLineEndings("\n")
            .Split("\n## C types and C# types\n")[1]
            .Split('\n')
            .SkipWhile(static line => !line.StartsWith("|---", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(static line => line.StartsWith('|'))
            .SelectMany(static line => ReadRow([.. line[1..^1].Split('|').Select(static cell => cell.Trim())]));

    private static IEnumerable<LanguageTableEntry> ReadRow(string[] cells)
    {
        string[] groups = Split(Types().Match(cells[0]).Value, " / ");
        string[] defaults = Split(Types().Match(cells[1]).Value, " / ");
        string[] accepted = Split(Types().Match(cells[2]).Value, " / ");
        return groups.SelectMany(
            (group, index) =>
                Split(group, ", ")
                    .Select(form => new LanguageTableEntry(
                        Code(form.Replace(Result, "", StringComparison.Ordinal)),
                        group.EndsWith(Result, StringComparison.Ordinal),
                        Pick(defaults, groups, index),
                        [.. Split(Pick(accepted, groups, index), ", ").SelectMany(type => Expand(type, Pick(defaults, groups, index)))]
                    ))
        );
    }

    private static string Pick(string[] cell, string[] groups, int index) =>
        cell.Length == groups.Length ? cell[index]
        : cell.Length == 1 ? cell[0]
        : cell.Length == 0 ? ""
        : throw new FormatException($"'{string.Join(" / ", groups)}' has {groups.Length} groups, but a cell of its row has {cell.Length}.");

    /// <summary>Replaces the words that stand for several types, or for a type of the reader's own.</summary>
    private static string[] Expand(string type, string @default) =>
        type switch
        {
            "any C# integer" => Integers,
            "an enum of that width" => ["EnumOf_" + (@default == "`E`" ? "int" : Code(@default))],
            "a C# struct of the same layout" => ["SameLayout"],
            _ => [Code(type)],
        };

    private static string Code(string span) =>
        span is ['`', .. var code, '`'] ? code : throw new FormatException($"'{span}' is not a type in a code span.");

    private static string[] Split(string text, string separator) =>
        text.Length == 0 ? [] : Regex.Split(text, Regex.Escape(separator) + "(?=(?:[^`]*`[^`]*`)*[^`]*$)");

    [GeneratedRegex("^(?:`[^`]*`|[^`;:])*")]
    private static partial Regex Types();
}
