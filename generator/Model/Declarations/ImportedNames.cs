namespace KoffiGen.Model.Declarations;

/// <summary>The names in the prototypes and signatures of imports, by which they use the types that other declarations define.</summary>
internal static class ImportedNames
{
    /// <summary>The entry of a prototype with variable arguments, which may take callbacks of any type.</summary>
    public const string VariableArguments = "...";

    public static EquatableArray<string> Of(ImportClass imports)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        foreach (ImportAttribute import in imports.ClassImports)
        {
            AddAll(import.Texts, names);
        }

        foreach (MethodImport import in imports.MethodImports)
        {
            AddAll(import.Import.Texts, names);
            AddAll(import.Method.Types.Select(static type => type.Text), names);
        }

        foreach (SymbolImport symbol in imports.Symbols)
        {
            AddAll([symbol.Declaration, symbol.Property.Type.Text], names);
        }

        return names.ToEquatableArray();
    }

    private static void AddAll(IEnumerable<string> texts, SortedSet<string> names)
    {
        foreach (string text in texts)
        {
            if (text.Contains(VariableArguments))
            {
                names.Add(VariableArguments);
            }

            for (int start = 0; start < text.Length; start++)
            {
                int end = start;
                while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
                {
                    end++;
                }

                if (end > start)
                {
                    names.Add(text.Substring(start, end - start));
                    start = end;
                }
            }
        }
    }
}
