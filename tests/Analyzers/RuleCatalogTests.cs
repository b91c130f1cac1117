using KoffiGen.Diagnostics;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Tests.Analyzers;

/// <summary>Tests that every rule has a unique id, a page, and a row in the release notes.</summary>
public sealed class RuleCatalogTests
{
    private static IEnumerable<DiagnosticRule> Rules => DiagnosticDescriptors.Rules();

    [Test]
    public void Every_id_is_used_once() => Assert.That(Rules.Select(static rule => rule.Id), Is.Unique);

    [TestCaseSource(nameof(Rules))]
    public void A_rule_has_a_page(object rule)
    {
        DiagnosticRule known = (DiagnosticRule)rule;
        string page = Path.Combine(Repository.Root, "docs", "diagnostics", known.Id + ".md");
        Assert.That(page, Does.Exist);
        string[] lines = File.ReadAllLines(page);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines[0], Is.EqualTo($"# {known.Id}: {known.Title}"));
            Assert.That(lines, Has.Some.EqualTo($"Severity: {known.Severity.ToString().ToLowerInvariant()}"));
        }
    }

    /// <summary>
    /// A title has no article and no full stop. A message of several sentences ends with a full stop, and a message of one sentence does
    /// not.
    /// </summary>
    [TestCaseSource(nameof(Rules))]
    public void A_title_and_a_message_are_punctuated_alike(object rule)
    {
        DiagnosticRule known = (DiagnosticRule)rule;
        char last = known.MessageFormat[^1];
        bool hasSeveralSentences = known.MessageFormat.Contains(". ", StringComparison.Ordinal);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(known.Title, Does.Not.Match(@"^(A|An|The) |\.$"));
            // The last argument may be a sentence, or a question whether a similar name was meant.
            Assert.That(last is '}' or '?' || last == '.' == hasSeveralSentences, known.MessageFormat);
        }
    }

    [Test]
    public void Every_page_is_of_a_rule() =>
        Assert.That(
            Directory.GetFiles(Path.Combine(Repository.Root, "docs", "diagnostics"), "KOFFI*.md").Select(Path.GetFileNameWithoutExtension),
            Is.EquivalentTo(Rules.Select(static rule => rule.Id))
        );

    [Test]
    public void Every_rule_is_in_the_index() =>
        Assert.That(
            File.ReadAllLines(Path.Combine(Repository.Root, "docs", "diagnostics", "README.md"))
                .Where(static line => line.StartsWith("| [KOFFI", StringComparison.Ordinal)),
            Is.EqualTo(
                Rules
                    .OrderBy(static rule => rule.Id, StringComparer.Ordinal)
                    .Select(static rule => $"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | {rule.Severity.ToString().ToLowerInvariant()} |")
            )
        );

    [Test]
    public void Every_rule_has_a_row_in_the_release_notes()
    {
        string[] rows = File.ReadAllLines(
            Path.Combine(Repository.Root, "analyzers", "KoffiGen.Analyzers", "AnalyzerReleases.Unshipped.md")
        );
        Assert.That(
            rows.Where(static row => row.StartsWith("KOFFI", StringComparison.Ordinal)),
            Is.EqualTo(
                Rules
                    .Select(DiagnosticDescriptors.Get)
                    .OrderBy(static rule => rule.Id, StringComparer.Ordinal)
                    .Select(static rule =>
                        $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}, [Documentation]({rule.HelpLinkUri})"
                    )
            )
        );
    }
}
