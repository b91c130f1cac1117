using KoffiGen.Syntax.Parsing;
using KoffiGen.Text;

namespace KoffiGen.Tests.Syntax;

/// <summary>Tests of the text of comments, and of declarations without their comments.</summary>
public class CommentTextTests
{
    private static string? Documentation(string comment) =>
        Parser.ParsePrototype(new SourceText(comment + "\nint f(void)")).Root.Documentation;

    [TestCase("/* Words. */", "Words.")]
    [TestCase("/** Words. **/", "Words.")]
    [TestCase("// Words.", "Words.")]
    [TestCase("//! Words.", "Words.")]
    [TestCase("/**\n * A\n *   B\n *\n *     C\n */", "A\n  B\n\n    C")]
    [TestCase("/* A\n   B\n     C */", "A\nB\n  C")]
    [TestCase("/// A\n///   B\n/// C", "A\n  B\nC")]
    [TestCase("/*\n\tA\n\t\tB\n*/", "A\n\tB")]
    public void Lines_keep_their_indentation(string comment, string expected) => Assert.That(Documentation(comment), Is.EqualTo(expected));

    [TestCase("/** Adds. */ int add(int a, int b)", "int add(int a, int b)")]
    [TestCase("int f(\n    int a, // first\n    int b /* second */\n)", "int f(int a, int b)")]
    [TestCase("int\tf ( char *s )", "int f (char *s)")]
    [TestCase("int f(int/**/a)", "int f(int a)")]
    [TestCase("", "")]
    public void Declarations_are_shown_on_one_line_without_comments(string text, string expected) =>
        Assert.That(DeclarationText.OnOneLine(text), Is.EqualTo(expected));
}
