using System.Text;
using KoffiGen.Model.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace KoffiGen.Symbols;

/// <summary>Converts a <c>.koffi</c> file of the compilation to the record that is bound.</summary>
internal static class KoffiFileReader
{
    /// <summary>The item metadata that replaces directives, and the directives.</summary>
    private static readonly (string Metadata, string Word)[] Words =
    [
        ("KoffiLibrary", "library"),
        ("KoffiVersions", "versions"),
        ("KoffiClass", "class"),
        ("KoffiNamespace", "namespace"),
        ("KoffiAccess", "access"),
        ("KoffiStrip", "strip"),
        ("KoffiCase", "case"),
        ("KoffiInclude", "include"),
        ("KoffiExclude", "exclude"),
    ];

    public static bool IsKoffiFile(AdditionalText text) => text.Path.EndsWith(".koffi", StringComparison.OrdinalIgnoreCase);

    public static KoffiFile Read(AdditionalText text, AnalyzerConfigOptions options, CancellationToken cancellation)
    {
        SourceText? content = text.GetText(cancellation);
        string characters = content?.ToString() ?? "";
        return new KoffiFile(text.Path, characters)
        {
            ProjectDirectives = ReadDirectives(options),

            // For bytes that are not UTF-8, the compiler falls back to a legacy encoding, and other hosts insert the replacement character.
            IsUnicode =
                (content?.Encoding is not { } encoding || encoding is UTF8Encoding or UnicodeEncoding or UTF32Encoding)
                && characters.IndexOf('\uFFFD') < 0,
        };
    }

    private static string ReadDirectives(AnalyzerConfigOptions options)
    {
        StringBuilder directives = new();
        foreach ((string metadata, string word) in Words)
        {
            string[] values = Values(options, metadata);
            if (values.Length > 0)
            {
                directives
                    .Append(' ')
                    .Append(word)
                    .Append('(')
                    .Append(string.Join(", ", values.Select(static value => $"\"{value}\"")))
                    .Append(')');
            }
        }

        foreach (string rename in Values(options, "KoffiRename"))
        {
            directives
                .Append(" rename(")
                .Append(string.Join(", ", rename.Split('=').Select(static value => $"\"{value.Trim()}\"")))
                .Append(')');
        }

        return directives.ToString().TrimStart();
    }

    private static string[] Values(AnalyzerConfigOptions options, string metadata) =>
        options.TryGetValue("build_metadata.AdditionalFiles." + metadata, out string? value)
            ? [.. value.Split(';', ',').Select(static part => part.Trim().Replace("\"", "")).Where(static part => part.Length > 0)]
            : [];
}
