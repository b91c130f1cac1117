namespace KoffiGen.Tests;

/// <summary>The examples on the page of a diagnostic in <c>docs/diagnostics</c>.</summary>
/// <param name="Language">The language of the examples: <c>c</c> or <c>csharp</c>.</param>
/// <param name="Wrong">The first example, for which the diagnostic is reported.</param>
/// <param name="Right">The second example, for which nothing is reported.</param>
internal sealed record DiagnosticPage(string Language, string Wrong, string Right)
{
    public static DiagnosticPage Read(string id)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "diagnostics", id + ".md")).ReplaceLineEndings("\n");
        string[] parts = text.Split("```");
        return new DiagnosticPage(parts[1][..parts[1].IndexOf('\n', StringComparison.Ordinal)], GetCode(parts[1]), GetCode(parts[3]));
    }

    private static string GetCode(string example) => example[(example.IndexOf('\n', StringComparison.Ordinal) + 1)..];
}
