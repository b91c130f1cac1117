using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen.Tests.Architecture;

/// <summary>Tests that the names of tests, test cases and native cases are plain sentences of one style.</summary>
internal sealed partial class TestNameTests
{
    private static readonly string[] TestAttributes = ["Test", "TestCase", "TestCaseSource", "NativeCase"];

    private static readonly SyntaxNode[] Roots =
    [
        .. Sources
            .All.Where(static source => source.Path.Contains("tests/", StringComparison.Ordinal))
            .Select(static source => CSharpSyntaxTree.ParseText(File.ReadAllText(source.File)).GetRoot()),
    ];

    [Test]
    public void Names_of_test_methods_are_sentences() =>
        Assert.That(MethodNames().Where(static name => !MethodSentence().IsMatch(name)), Is.Empty);

    [Test]
    public void Names_of_test_cases_are_sentences() =>
        Assert.That(CaseNames().Where(static name => !CaseSentence().IsMatch(name)), Is.Empty);

    [Test]
    public void Names_of_tests_use_plain_words() =>
        Assert.That(MethodNames().Concat(CaseNames()).Where(static name => UnclearWord().IsMatch(name.Replace('_', ' '))), Is.Empty);

    [TestCase("A late call is told")]
    [TestCase("An error tells the reason")]
    [TestCase("Nobody receives the handle")]
    [TestCase("KOFFI405 stands on the slots")]
    [TestCase("A pointer is no callback")]
    [TestCase("A method called like its class")]
    [TestCase("Memory of ours")]
    [TestCase("A string that C gives away")]
    [TestCase("Floats before the dots")]
    [TestCase("A registration is silent")]
    public void Unclear_words_are_found(string name) => Assert.That(UnclearWord().IsMatch(name));

    private static IEnumerable<string> MethodNames() =>
        from root in Roots
        from method in root.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where
            method
                .AttributeLists.SelectMany(static list => list.Attributes)
                .Any(static attribute => TestAttributes.Contains(attribute.Name.ToString()))
        select method.Identifier.ValueText;

    private static IEnumerable<string> CaseNames() =>
        from root in Roots
        from argument in root.DescendantNodes().OfType<AttributeArgumentSyntax>()
        where argument.NameEquals?.Name.Identifier.ValueText == "TestName"
        select argument.Expression is LiteralExpressionSyntax { Token.Value: string name } ? name : argument.Expression.ToString();

    [GeneratedRegex("^(?:[A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+|[A-Z][a-z0-9]*)$")]
    private static partial Regex MethodSentence();

    [GeneratedRegex("^['A-Z][^_]* [^_]*[^.]$")]
    private static partial Regex CaseSentence();

    /// <summary>Words that say too little about the behaviour in a name, for which there is a term of the field.</summary>
    [GeneratedRegex(
        @"\b(?:(?:is|are|be|been|being) told|tells?|nobody|nobodys|whoever|stands? (?:in|on|for|behind)|(?:is|are) no|is none|"
            + @"called (?:like|after)|(?:give|gives|given|gave) away|(?:take|takes) over|of ours|is ours|are ours|the dots|twins?|silent|"
            + @"comes? (?:along|in|out|up|to)|goes? (?:in|out|both)|lets? go|let go)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex UnclearWord();
}
