using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen.Tests.Architecture;

/// <summary>Tests that tests and native cases have names of one style.</summary>
internal sealed partial class TestNameTests
{
    private static readonly string[] TestAttributes = ["Test", "TestCase", "TestCaseSource", "NativeCase"];

    [Test]
    public void Names_of_tests_are_sentences() =>
        Assert.That(
            Sources
                .All.Where(static source => source.Path.Contains("tests/", StringComparison.Ordinal))
                .SelectMany(static source => CSharpSyntaxTree.ParseText(File.ReadAllText(source.File)).GetRoot().DescendantNodes())
                .OfType<MethodDeclarationSyntax>()
                .Where(static method => IsTest(method) && !Sentence().IsMatch(method.Identifier.ValueText))
                .Select(static method => method.Identifier.ValueText),
            Is.Empty
        );

    private static bool IsTest(MethodDeclarationSyntax method) =>
        method
            .AttributeLists.SelectMany(static list => list.Attributes)
            .Any(static attribute => TestAttributes.Contains(attribute.Name.ToString()));

    [GeneratedRegex("^(?:[A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+|[A-Z][a-z0-9]*)$")]
    private static partial Regex Sentence();
}
