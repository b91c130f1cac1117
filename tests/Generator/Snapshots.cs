using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Tests.Generator;

/// <summary>
/// Compares generated files with those next to the test, with Verify's naming convention: <c>Class.Method#Hint.verified.cs</c>.
/// <c>KOFFIGEN_ACCEPT=1</c> overwrites the expected files with the generated ones.
/// </summary>
internal static partial class Snapshots
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: true);

    // The accepted files of a build server would not be reviewed, so accepting is disabled there.
    private static bool IsAccepting =>
        Environment.GetEnvironmentVariable("KOFFIGEN_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") is not ("true" or "1");

    public static void Match(GeneratorRun run, [CallerFilePath] string path = "", [CallerMemberName] string method = "")
    {
        string test = $"{Path.GetFileNameWithoutExtension(path)}.{method}";
        string folder = Path.GetDirectoryName(path)!;
        HashSet<string> expected = new(StringComparer.Ordinal);
        using (Assert.EnterMultipleScope())
        {
            foreach (GeneratedSourceResult source in run.Result.GeneratedSources)
            {
                string file = Path.Combine(folder, $"{test}#{Path.GetFileNameWithoutExtension(source.HintName)}");
                expected.Add(file + ".verified.cs");
                MatchFile(file, $"//HintName: {source.HintName}\n{Scrub(source.SourceText.ToString())}");
            }

            foreach (string orphan in Directory.EnumerateFiles(folder, test + "#*.verified.cs").Where(file => !expected.Contains(file)))
            {
                if (IsAccepting)
                {
                    File.Delete(orphan);
                }
                else
                {
                    Assert.Fail($"{Path.GetFileName(orphan)} is not generated any more.");
                }
            }
        }
    }

    /// <summary>Finds the expected files whose test method no longer exists.</summary>
    public static string[] FindOrphans(Type fixture, [CallerFilePath] string path = "") =>
        [
            .. Directory
                .EnumerateFiles(Path.GetDirectoryName(path)!, fixture.Name + ".*.verified.cs")
                .Select(static file => Path.GetFileName(file))
                .Where(file => fixture.GetMethod(file.Split('.', '#')[1]) is null),
        ];

    private static void MatchFile(string file, string text)
    {
        string verified = file + ".verified.cs";
        string received = file + ".received.cs";
        string known = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : "";
        if (known == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(IsAccepting ? verified : received, text, Encoding);
        if (!IsAccepting)
        {
            Assert.Fail(
                $"{Path.GetFileName(verified)} {(known.Length == 0 ? "does not exist" : "differs")}; "
                    + $"KOFFIGEN_ACCEPT=1 accepts what is generated:\n{Difference(known, text)}"
            );
        }
    }

    private static string Difference(string known, string text) =>
        string.Join(
            "\n",
            InlineDiffBuilder
                .Diff(known, text)
                .Lines.Where(static line => line.Type != ChangeType.Unchanged)
                .Select(static line => $"{(line.Type == ChangeType.Inserted ? '+' : '-')} {line.Text}")
        );

    private static string Scrub(string text) => VersionPattern().Replace(text, "GeneratedCode(\"KoffiGen\", \"VERSION\")");

    [GeneratedRegex("""GeneratedCode\("KoffiGen", "[^"]*"\)""")]
    private static partial Regex VersionPattern();
}
