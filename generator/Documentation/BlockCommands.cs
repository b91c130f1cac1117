namespace KoffiGen.Documentation;

/// <summary>The commands of doxygen and Javadoc that begin a part of a comment, and those that end or replace lines.</summary>
internal static class BlockCommands
{
    private static readonly Dictionary<string, CommentSection> Sections = new(StringComparer.Ordinal)
    {
        ["brief"] = new(SectionKind.Brief),
        ["short"] = new(SectionKind.Brief),
        ["details"] = new(SectionKind.Body),
        ["remark"] = new(SectionKind.Body),
        ["remarks"] = new(SectionKind.Body),
        ["param"] = new(SectionKind.Parameter),
        ["return"] = new(SectionKind.Returns),
        ["returns"] = new(SectionKind.Returns),
        ["result"] = new(SectionKind.Returns),
        ["retval"] = new(SectionKind.Value),
        ["note"] = new(SectionKind.Labelled, "Note"),
        ["warning"] = new(SectionKind.Labelled, "Warning"),
        ["attention"] = new(SectionKind.Labelled, "Attention"),
        ["deprecated"] = new(SectionKind.Labelled, "Deprecated"),
        ["since"] = new(SectionKind.Labelled, "Since"),
        ["version"] = new(SectionKind.Labelled, "Version"),
        ["see"] = new(SectionKind.Labelled, "See also"),
        ["sa"] = new(SectionKind.Labelled, "See also"),
        ["pre"] = new(SectionKind.Labelled, "Before the call"),
        ["post"] = new(SectionKind.Labelled, "After the call"),
        ["invariant"] = new(SectionKind.Labelled, "Always"),
        ["throws"] = new(SectionKind.Labelled, "Throws"),
        ["exception"] = new(SectionKind.Labelled, "Throws"),
        ["bug"] = new(SectionKind.Labelled, "Bug"),
        ["todo"] = new(SectionKind.Labelled, "To do"),
        ["author"] = new(SectionKind.Labelled, "Author"),
        ["authors"] = new(SectionKind.Labelled, "Authors"),
        ["copyright"] = new(SectionKind.Labelled, "Copyright"),
        ["date"] = new(SectionKind.Labelled, "Date"),
        ["par"] = new(SectionKind.Labelled),
    };

    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "code", "verbatim", "li", "arg",
    };

    /// <summary>They tell doxygen where a comment belongs; their line says nothing of the declaration behind it.</summary>
    private static readonly HashSet<string> Structure = new(StringComparer.Ordinal)
    {
        "file", "fn", "struct", "union", "enum", "typedef", "var", "def", "class", "namespace", "ingroup", "defgroup", "addtogroup", "weakgroup", "name",
        "headerfile", "internal", "endinternal", "hideinitializer", "showinitializer", "memberof", "relates", "cond", "endcond", "anchor", "{", "}",
    };

    /// <summary>The section that a command begins.</summary>
    public static CommentSection? FindSection(string command) => Sections.TryGetValue(command, out CommentSection? section) ? section : null;

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
