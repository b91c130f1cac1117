using KoffiGen.Documentation;

namespace KoffiGen.Emit;

/// <summary>Writes C comments as XML documentation that is well-formed and contains no unknown names.</summary>
internal static class DocumentationWriter
{
    private const int LongestLine = 140;

    /// <summary>Writes the documentation of a type or a member.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="comment">The words of the comment in C, or <see langword="null"/>.</param>
    /// <param name="declaration">What the thing is in C, as XML: the summary where the comment gives none, else the end of the remarks. It
    /// may be empty.</param>
    /// <param name="parameters">The C# parameters. What the comment says of others goes to the remarks.</param>
    /// <param name="remarks">Further remarks, as lines of XML.</param>
    public static void Write(
        SourceWriter writer,
        string? comment,
        string declaration,
        IReadOnlyCollection<string>? parameters = null,
        string? remarks = null
    )
    {
        DocumentationComment documentation = comment is null ? DocumentationComment.Empty : DocumentationComment.Parse(comment);
        bool isSummarized = !documentation.Summary.IsEmpty;
        XmlContent declared = new();
        if (declaration.Length > 0)
        {
            declared.AddParagraph(declaration);
        }

        WriteElement(writer, "summary", isSummarized ? XmlContent.Of(documentation.Summary) : declared);
        WriteParameters(writer, documentation.Parameters, parameters ?? []);
        WriteElement(writer, "returns", Returns(documentation));

        XmlContent rest = XmlContent.Of(documentation.Remarks);
        foreach (DocumentationEntry entry in documentation.Parameters.Where(entry => parameters?.Contains(entry.Name) != true))
        {
            rest.AddEntry(entry);
        }

        if (isSummarized)
        {
            rest.Add(declared);
        }

        if (remarks is not null)
        {
            rest.AddLines(remarks.Split('\n'));
        }

        WriteElement(writer, "remarks", rest);
    }

    private static void WriteParameters(
        SourceWriter writer,
        EquatableArray<DocumentationEntry> entries,
        IReadOnlyCollection<string> parameters
    )
    {
        if (!entries.Any(entry => parameters.Contains(entry.Name)))
        {
            return;
        }

        foreach (string parameter in parameters)
        {
            XmlContent content = new();
            foreach (DocumentationEntry entry in entries.Where(entry => entry.Name == parameter))
            {
                content.Add(XmlContent.Of(entry.Content));
            }

            // The compiler warns if only some parameters are documented.
            if (!WriteElement(writer, "param", content, $" name=\"{parameter}\""))
            {
                writer.Line($"/// <param name=\"{parameter}\"/>");
            }
        }
    }

    private static XmlContent Returns(DocumentationComment documentation)
    {
        XmlContent returns = XmlContent.Of(documentation.Returns);
        foreach (DocumentationEntry value in documentation.Values)
        {
            returns.AddEntry(value);
        }

        return returns;
    }

    private static bool WriteElement(SourceWriter writer, string name, XmlContent content, string attributes = "")
    {
        if (content.IsEmpty)
        {
            return false;
        }

        if (content.SingleParagraph is { } text && text.Length + name.Length <= LongestLine)
        {
            writer.Line($"/// <{name}{attributes}>{text}</{name}>");
            return true;
        }

        writer.Line($"/// <{name}{attributes}>");
        foreach (string line in content.ToLines(LongestLine))
        {
            writer.Line(line.Length == 0 ? "///" : "/// " + line);
        }

        writer.Line($"/// </{name}>");
        return true;
    }
}
