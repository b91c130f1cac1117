using System.Xml.Linq;
using CsCheck;
using KoffiGen.Emit;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen.Tests.Documentation;

/// <summary>Tests of comments that are written as XML documentation.</summary>
internal sealed class DocumentationWriterTests
{
    private static readonly string[] Scraps =
    [
        "@brief ",
        "@param ",
        "@param[in] a ",
        "\\return ",
        "@retval 0 ",
        "@note ",
        "@see ",
        "@code",
        "@endcode",
        "@verbatim ",
        "@endverbatim",
        "```",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "@li ",
        "`",
        "``",
        "@p ",
        "@c a",
        "@ref ",
        "\"",
        "@link ",
        "@endlink",
        "{@code ",
        "}",
        "<tt>",
        "</tt>",
        "<b>",
        "<",
        ">",
        "&",
        "&lt;",
        "&amp",
        "]]>",
        "<!--",
        "-->",
        "https://x.y/?a=\"b\"&c",
        "a",
        "word ",
        " ",
        "\t",
        "\r",
        "\0",
        "\u0085",
        "\u2028",
        "\uFFFF",
        "\ud83d",
        "\ude00",
        "///",
        "*/",
        "'",
        "\\",
        "@",
        "----",
        "@par ",
        "@file x",
        "=",
    ];

    private static readonly Gen<string> Soups = Gen.Int[0, Scraps.Length - 1]
        .Array[0, 40]
        .Select(static indexes => string.Concat(indexes.Select(static index => Scraps[index])));

    private static readonly string[] Names = ["a", "b"];

    private static string Write(string? comment, string declaration = "<c>int f(int a)</c>", string? remarks = null)
    {
        SourceWriter writer = new();
        DocumentationWriter.Write(writer, comment, declaration, Names, remarks);
        return writer.ToString();
    }

    [Test]
    public void Without_a_comment_the_declaration_is_the_summary()
    {
        Assert.That(Write(null), Is.EqualTo("/// <summary><c>int f(int a)</c></summary>\n"));
        Assert.That(Write(null, ""), Is.Empty);
    }

    [Test]
    public void With_a_comment_the_declaration_is_a_remark() =>
        Assert.That(
            Write("A & B."),
            Is.EqualTo(
                """
                /// <summary>A &amp; B.</summary>
                /// <remarks><c>int f(int a)</c></remarks>

                """
            )
        );

    [Test]
    public void A_comment_without_a_summary_leaves_it_to_the_declaration() =>
        Assert.That(
            Write("@return The sum."),
            Is.EqualTo(
                """
                /// <summary><c>int f(int a)</c></summary>
                /// <returns>The sum.</returns>

                """
            )
        );

    [Test]
    public void Parameters_are_those_of_the_method() =>
        Assert.That(
            Write("Adds.\n@param b Second.\n@param z Other.\n@param"),
            Is.EqualTo(
                """
                /// <summary>Adds.</summary>
                /// <param name="a"/>
                /// <param name="b">Second.</param>
                /// <remarks>
                /// <para><c>z</c>: Other.</para>
                /// <para><c>int f(int a)</c></para>
                /// </remarks>

                """
            )
        );

    [Test]
    public void Everything_has_its_element() =>
        Assert.That(
            Write(
                """
                Reads `n` bytes, see https://example.org/?a&b.

                @param a one of
                  - 1
                  - 2
                @return the number
                @retval -1 on failure
                @note Slow.
                @code
                if (a < b)
                    f();

                @endcode
                """,
                remarks: "<list type=\"table\">\n</list>"
            ),
            Is.EqualTo(
                """
                /// <summary>Reads <c>n</c> bytes, see <see href="https://example.org/?a&amp;b"/>.</summary>
                /// <param name="a">
                /// <para>one of</para>
                /// <list type="bullet">
                /// <item><description>1</description></item>
                /// <item><description>2</description></item>
                /// </list>
                /// </param>
                /// <param name="b"/>
                /// <returns>
                /// <para>the number</para>
                /// <para><c>-1</c>: on failure</para>
                /// </returns>
                /// <remarks>
                /// <para><b>Note:</b> Slow.</para>
                /// <code>
                /// if (a &lt; b)
                ///     f();
                /// </code>
                /// <para><c>int f(int a)</c></para>
                /// <list type="table">
                /// </list>
                /// </remarks>

                """
            )
        );

    [Test]
    public void Long_paragraphs_are_wrapped()
    {
        string text = Write(string.Join(" ", Enumerable.Repeat("word", 200)));
        Assert.That(text.Split('\n').Max(static line => line.Length), Is.InRange(130, 144));
        Assert.That(
            XElement.Parse(Unmark(text)).Element("summary")!.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
            Has.Length.EqualTo(200)
        );
    }

    [Test]
    public void Any_scraps_of_doxygen_are_well_formed() => Soups.Sample(AssertWellFormed, iter: 5000);

    [Test]
    public void Any_characters_are_well_formed() => Gen.String[Gen.Char, 0, 100].Sample(AssertWellFormed, iter: 3000);

    [TestCase("@c ")]
    [TestCase("`")]
    [TestCase("``` ")]
    [TestCase("<tt>")]
    [TestCase("@x@")]
    [TestCase("{@code ")]
    [TestCase("@par ")]
    [TestCase("- a\n")]
    [TestCase("- a ")]
    [TestCase("@code\n")]
    [TestCase("&amp")]
    [TestCase(")")]
    [TestCase("https://")]
    public void Long_comments_take_memory_in_proportion(string scrap)
    {
        // A first run, so that one-time allocations are not counted.
        Measure(10_000);
        Assert.That(Measure(80_000), Is.LessThan(3 * Measure(40_000)), "Squared, it would be four times.");

        long Measure(int length)
        {
            string text = string.Concat(Enumerable.Repeat(scrap, length / scrap.Length));
            long before = GC.GetAllocatedBytesForCurrentThread();
            Write(text);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static void AssertWellFormed(string comment)
    {
        string text = Write(comment);
        XElement element = XElement.Parse(Unmark(text));
        Assert.That(element.Element("summary"), Is.Not.Null);
        Assert.That(element.Elements("param").Select(static parameter => parameter.Attribute("name")!.Value), Is.SubsetOf(Names));

        // The C# compiler, too, must read the text as a single documentation comment.
        CompilationUnitSyntax unit = SyntaxFactory.ParseCompilationUnit(
            $"{text}file class C;",
            options: new CSharpParseOptions(documentationMode: Microsoft.CodeAnalysis.DocumentationMode.Diagnose)
        );
        Assert.That(unit.GetDiagnostics(), Is.Empty);
        Assert.That(unit.Members, Has.Count.EqualTo(1));
    }

    private static string Unmark(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.All.StartsWith("///"));
        return $"<doc>\n{string.Join("\n", lines.Select(static line => line[3..]))}\n</doc>";
    }
}
