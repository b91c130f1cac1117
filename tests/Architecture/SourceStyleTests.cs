using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace KoffiGen.Tests.Architecture;

/// <summary>Tests the rules of style that neither CSharpier nor <c>.editorconfig</c> can check.</summary>
internal sealed partial class SourceStyleTests
{
    private const int LongestLine = 140;
    private const int LongestFile = 400;

    private static readonly string[] Tables = ["tests/Generator/SignatureTests.cs"];

    private static readonly string[] TestAttributes = ["Test", "TestCase", "TestCaseSource", "NativeCase"];

    [Test]
    public void Names_of_tests_are_sentences() =>
        Assert.That(
            Sources("tests", "native-tests")
                .SelectMany(static source => source.Tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
                .Where(static method => IsTest(method) && !Sentence().IsMatch(method.Identifier.ValueText))
                .Select(static method => method.Identifier.ValueText),
            Is.Empty
        );

    [Test]
    public void Lines_have_at_most_140_columns_except_in_string_literals() =>
        Assert.That(
            Sources("runtime", "analyzers", "tests", "native-tests", "samples", "benchmarks")
                .SelectMany(static source => FindLongLines(source)),
            Is.Empty
        );

    [Test]
    public void Test_files_have_at_most_400_lines_except_tables() =>
        Assert.That(
            Sources("tests", "native-tests")
                .Where(static source => source.Tree.GetText().Lines.Count > LongestFile + 1 && !Tables.Contains(source.File))
                .Select(static source => source.File),
            Is.Empty
        );

    private static bool IsTest(MethodDeclarationSyntax method) =>
        method
            .AttributeLists.SelectMany(static list => list.Attributes)
            .Any(static attribute => TestAttributes.Contains(attribute.Name.ToString()));

    private static IEnumerable<string> FindLongLines((string File, SyntaxTree Tree) source) =>
        source
            .Tree.GetText()
            .Lines.Where(line => line.Span.Length > LongestLine && !IsInString(source.Tree.GetRoot(), line))
            .Select(line => $"{source.File}({line.LineNumber + 1})");

    private static bool IsInString(SyntaxNode root, TextLine line) =>
        root.DescendantTokens(line.Span)
            .Any(static token => token.Parent is LiteralExpressionSyntax { Token.Value: string } or InterpolatedStringTextSyntax);

    private static IEnumerable<(string File, SyntaxTree Tree)> Sources(params string[] folders) =>
        folders
            .SelectMany(static folder =>
                Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            )
            .Select(static file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(static file => !Excluded().IsMatch(file))
            .Select(static file => (file, CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(Repository.Root, file)), path: file)));

    [GeneratedRegex("^(?:[A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+|[A-Z][a-z0-9]*)$")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"/(?:bin|obj)/|\.verified\.cs$|\.received\.cs$|\.g\.cs$")]
    private static partial Regex Excluded();
}
