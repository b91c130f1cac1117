using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen.Tests.Architecture;

/// <summary>Tests what the text of the sources may contain.</summary>
internal sealed partial class SourceTextTests
{
    private const int MaximumColumns = 140;
    private const int MaximumLines = 400;

    private static readonly string[] TestFolders = ["tests/", "native-tests/"];

    /// <summary>C# text is written in two rooms. The others pass values on.</summary>
    [Test]
    public void Only_CSharp_and_emit_write_qualified_names() =>
        Assert.That(
            FindStrings(
                room: static room => room is not ("CSharp" or "Emit"),
                static text => text.Contains("global::", StringComparison.Ordinal)
            ),
            Is.Empty
        );

    /// <summary>A format that another room fills in is C# text that waits for its operands.</summary>
    [Test]
    public void No_model_is_a_format() =>
        Assert.That(
            FindStrings(room: static room => room is "Marshalling" or "Binding" or "Model", static text => Placeholder().IsMatch(text)),
            Is.Empty
        );

    /// <summary>A using directive for a room states that the file needs the room.</summary>
    [Test]
    public void Each_using_directive_is_needed() =>
        Assert.That(
            string.Join(
                '\n',
                from diagnostic in Sources.Generator.GetDiagnostics()
                where diagnostic.Id == "CS8019" && diagnostic.Location.SourceTree is { FilePath.Length: > 0 }
                let place = diagnostic.Location.GetLineSpan()
                select $"{Sources.PathOf(place.Path)}:{place.StartLinePosition.Line + 1}"
            ),
            Is.Empty
        );

    [Test]
    public void Lines_are_short() =>
        Assert.That(
            string.Join('\n', from source in Sources.All from line in FindLongLines(source.File) select $"{source.Path}:{line}"),
            Is.Empty
        );

    [Test]
    public void Files_are_short() =>
        Assert.That(
            from source in Sources.All
            let lines = File.ReadLines(source.File).Count()
            where lines > MaximumLines
            select $"{source.Path}: {lines} lines",
            Is.Empty
        );

    private static IEnumerable<string> FindStrings(Func<string, bool> room, Func<string, bool> isWrong) =>
        from tree in Sources.Generator.SyntaxTrees
        where tree.FilePath.Length > 0 && Sources.RoomOf(tree.FilePath) is { } name && room(name)
        from token in tree.GetRoot().DescendantTokens()
        where
            token.Kind()
                is SyntaxKind.StringLiteralToken
                    or SyntaxKind.InterpolatedStringTextToken
                    or SyntaxKind.SingleLineRawStringLiteralToken
                    or SyntaxKind.MultiLineRawStringLiteralToken
            && isWrong(token.Text)
        select $"{Sources.PathOf(tree.FilePath)}:{token.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {token.Text}";

    /// <summary>Finds the lines that are too long, except those of test data: raw strings, and strings in attributes of tests.</summary>
    private static IEnumerable<int> FindLongLines(string file)
    {
        string[] lines = File.ReadAllLines(file);
        if (!Array.Exists(lines, static line => line.Length > MaximumColumns))
        {
            yield break;
        }

        bool isTest = TestFolders.Any(folder => Sources.PathOf(file).StartsWith(folder, StringComparison.Ordinal));
        SyntaxTree tree = CSharpSyntaxTree.ParseText(string.Join('\n', lines));
        HashSet<int> data = [];
        foreach (SyntaxNode text in isTest ? tree.GetRoot().DescendantNodes().Where(IsTestData) : [])
        {
            FileLinePositionSpan span = text.GetLocation().GetLineSpan();
            data.UnionWith(Enumerable.Range(span.StartLinePosition.Line, span.EndLinePosition.Line - span.StartLinePosition.Line + 1));
        }

        for (int line = 0; line < lines.Length; line++)
        {
            if (lines[line].Length > MaximumColumns && !data.Contains(line))
            {
                yield return line + 1;
            }
        }
    }

    private static bool IsTestData(SyntaxNode node) =>
        node switch
        {
            LiteralExpressionSyntax { Token: var token } => token.Kind()
                is SyntaxKind.SingleLineRawStringLiteralToken
                    or SyntaxKind.MultiLineRawStringLiteralToken
                || node.FirstAncestorOrSelf<AttributeSyntax>() is not null,
            InterpolatedStringExpressionSyntax { StringStartToken: var start } => start.Kind()
                is SyntaxKind.InterpolatedSingleLineRawStringStartToken
                    or SyntaxKind.InterpolatedMultiLineRawStringStartToken,
            _ => false,
        };

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();
}
