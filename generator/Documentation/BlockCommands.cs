namespace KoffiGen.Documentation;

/// <summary>The doxygen and Javadoc commands that begin a section of a comment, or that end or replace lines.</summary>
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

    // These commands name the declaration of a comment. KoffiGen reads only comments that are next to their declaration, so it ignores the
    // line of such a command.
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

    /// <summary>Returns the section that a command begins, and its label.</summary>
    public static (SectionKind Kind, string Label)? FindSection(string command) =>
        Sections.TryGetValue(command, out (SectionKind, string) section) ? section : null;

    /// <summary>Finds the next command that begins a word.</summary>
    /// <param name="start">The position to search from.</param>
    /// <param name="end">The position after the command.</param>
    /// <returns>The position of the command's mark, or -1.</returns>
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
