namespace KoffiGen.Documentation;

/// <summary>The commands of doxygen and Javadoc that begin a part of a comment, and those that end or replace lines.</summary>
internal static class BlockCommands
{
    private static readonly Dictionary<string, (SectionKind Kind, string Label)> Sections = new(StringComparer.Ordinal)
    {
        ["brief"] = (SectionKind.Brief, ""),
        ["short"] = (SectionKind.Brief, ""),
        ["details"] = (SectionKind.Body, ""),
        ["remark"] = (SectionKind.Body, ""),
        ["remarks"] = (SectionKind.Body, ""),
        ["param"] = (SectionKind.Parameter, ""),
        ["return"] = (SectionKind.Returns, ""),
        ["returns"] = (SectionKind.Returns, ""),
        ["result"] = (SectionKind.Returns, ""),
        ["retval"] = (SectionKind.Value, ""),
        ["note"] = (SectionKind.Labelled, "Note"),
        ["warning"] = (SectionKind.Labelled, "Warning"),
        ["attention"] = (SectionKind.Labelled, "Attention"),
        ["deprecated"] = (SectionKind.Labelled, "Deprecated"),
        ["since"] = (SectionKind.Labelled, "Since"),
        ["version"] = (SectionKind.Labelled, "Version"),
        ["see"] = (SectionKind.Labelled, "See also"),
        ["sa"] = (SectionKind.Labelled, "See also"),
        ["pre"] = (SectionKind.Labelled, "Before the call"),
        ["post"] = (SectionKind.Labelled, "After the call"),
        ["invariant"] = (SectionKind.Labelled, "Always"),
        ["throws"] = (SectionKind.Labelled, "Throws"),
        ["exception"] = (SectionKind.Labelled, "Throws"),
        ["bug"] = (SectionKind.Labelled, "Bug"),
        ["todo"] = (SectionKind.Labelled, "To do"),
        ["author"] = (SectionKind.Labelled, "Author"),
        ["authors"] = (SectionKind.Labelled, "Authors"),
        ["copyright"] = (SectionKind.Labelled, "Copyright"),
        ["date"] = (SectionKind.Labelled, "Date"),
        ["par"] = (SectionKind.Labelled, ""),
    };

    private static readonly HashSet<string> Others = new(StringComparer.Ordinal) { "code", "verbatim", "li", "arg" };

    /// <summary>They tell doxygen where a comment belongs; their line says nothing of the declaration behind it.</summary>
    private static readonly HashSet<string> Structure = new(StringComparer.Ordinal)
    {
        "file",
        "fn",
        "struct",
        "union",
        "enum",
        "typedef",
        "var",
        "def",
        "class",
        "namespace",
        "ingroup",
        "defgroup",
        "addtogroup",
        "weakgroup",
        "name",
        "headerfile",
        "internal",
        "endinternal",
        "hideinitializer",
        "showinitializer",
        "memberof",
        "relates",
        "cond",
        "endcond",
        "anchor",
        "{",
        "}",
    };

    /// <summary>The section that a command begins, and its label.</summary>
    public static (SectionKind Kind, string Label)? FindSection(string command) =>
        Sections.TryGetValue(command, out (SectionKind, string) section) ? section : null;

    /// <summary>Finds the next command at the beginning of a word.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Where to look first.</param>
    /// <param name="command">The name of the command.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>Where its mark is, or -1.</returns>
    public static int Find(string line, int start, out string command, out int end)
    {
        for (int position = start; position < line.Length - 1; position++)
        {
            if (line[position] is not ('@' or '\\') || (position > 0 && !char.IsWhiteSpace(line[position - 1])))
            {
                continue;
            }

            end = position + 1;
            end += line[end] is '{' or '}' ? 1 : 0;
            while (end < line.Length && char.IsLetter(line[end]))
            {
                end++;
            }

            command = line.Substring(position + 1, end - position - 1);
            if (Sections.ContainsKey(command) || Others.Contains(command) || (position == 0 && Structure.Contains(command)))
            {
                return position;
            }
        }

        command = "";
        end = line.Length;
        return -1;
    }

    public static bool IsStructure(string command) => Structure.Contains(command);
}
