using KoffiGen.Documentation;

namespace KoffiGen.Tests.Documentation;

/// <summary>Tests of the division of a comment into its parts.</summary>
internal sealed class DocumentationCommentTests
{
    private static string Show(IEnumerable<Inline> inlines) =>
        string.Concat(inlines.Select(static inline => inline.Kind == InlineKind.Text ? inline.Text : $"[{inline.Kind}:{inline.Text}]"));

    private static string Show(IEnumerable<DocumentationBlock> blocks) =>
        string.Join(
            " | ",
            blocks.Select(static block =>
                block switch
                {
                    Paragraph paragraph => (paragraph.Label is null ? "" : $"<{paragraph.Label}>") + Show(paragraph.Content),
                    ListBlock list => string.Concat(
                        list.Items.Select((item, index) => $"{(list.IsNumbered ? $"{index + 1}." : "-")}{Show(item)};")
                    ),
                    CodeBlock code => $"code({string.Join("/", code.Lines)})",
                    _ => "?",
                }
            )
        );

    private static string Show(IEnumerable<DocumentationEntry> entries) =>
        string.Join(" | ", entries.Select(static entry => $"{entry.Name}={Show(entry.Content)}"));

    private static string Summary(string comment) => Show(DocumentationComment.Parse(comment).Summary);

    private static string Remarks(string comment) => Show(DocumentationComment.Parse(comment).Remarks);

    [Test]
    public void The_first_paragraph_is_the_summary_and_the_others_are_remarks()
    {
        DocumentationComment comment = DocumentationComment.Parse("Adds two\nnumbers.\n\nNever fails.\n\nReally.");
        Assert.That(Show(comment.Summary), Is.EqualTo("Adds two numbers."));
        Assert.That(Show(comment.Remarks), Is.EqualTo("Never fails. | Really."));
    }

    [TestCase('@')]
    [TestCase('\\')]
    public void Commands_assign_text_to_sections(char mark)
    {
        DocumentationComment comment = DocumentationComment.Parse(
            """
            It stands before.
            @brief Reads
            a file.
            @param[in] path the file,
              which exists
            @param[in,out] size - its size
            @param x,y: both
            @return the bytes
            @retval -1 on failure
            @retval 0 at the end

            More words.
            """.Replace('@', mark)
        );
        Assert.That(Show(comment.Summary), Is.EqualTo("Reads a file."));
        Assert.That(Show(comment.Parameters), Is.EqualTo("path=the file, which exists | size=its size | x=both | y=both"));
        Assert.That(Show(comment.Returns), Is.EqualTo("the bytes"));
        Assert.That(Show(comment.Values), Is.EqualTo("-1=on failure | 0=at the end"));
        Assert.That(Show(comment.Remarks), Is.EqualTo("It stands before. | More words."));
    }

    [Test]
    public void Commands_are_found_within_a_line()
    {
        DocumentationComment comment = DocumentationComment.Parse("Adds. @param a first @param b second @return the sum");
        Assert.That(Show(comment.Summary), Is.EqualTo("Adds."));
        Assert.That(Show(comment.Parameters), Is.EqualTo("a=first | b=second"));
        Assert.That(Show(comment.Returns), Is.EqualTo("the sum"));
    }

    [TestCase("@note Slow.", "<Note>Slow.")]
    [TestCase("@warning Slow.", "<Warning>Slow.")]
    [TestCase("@since 1.2", "<Since>1.2")]
    [TestCase("@deprecated Use g().", "<Deprecated>Use g().")]
    [TestCase("@see g(), h()", "<See also>g(), h()")]
    [TestCase("@par Threads:\nAny.", "<Threads>Any.")]
    [TestCase("@note\n- a\n- b", "<Note> | -a;-b;")]
    public void Remarks_begin_with_their_kind(string comment, string expected)
    {
        Assert.That(Remarks(comment), Is.EqualTo(expected));
        Assert.That(Summary(comment), Is.Empty);
    }

    [TestCase("@file a.h\n@ingroup group\nWords.")]
    [TestCase("@{\nWords.\n@}")]
    [TestCase("=====\nWords.\n=====")]
    [TestCase("@fn int f(void)\nWords.")]
    public void Commands_that_only_position_a_comment_are_omitted(string comment) => Assert.That(Summary(comment), Is.EqualTo("Words."));

    [TestCase("Use `a b` here", "Use [Code:a b] here")]
    [TestCase("Use ``a ` b`` here", "Use [Code:a ` b] here")]
    [TestCase("Use @p size, or @c NULL.", "Use [Code:size], or [Code:NULL].")]
    [TestCase("Use @c f(x).", "Use [Code:f(x)].")]
    [TestCase("(see @p x)", "(see [Code:x])")]
    [TestCase("Use @ref f now", "Use [Code:f] now")]
    [TestCase("Use @ref f \"that one\" now", "Use that one now")]
    [TestCase("Use @link f that one@endlink now", "Use that one now")]
    [TestCase("Use {@code int x} and {@literal a<b}", "Use [Code:int x] and a<b")]
    [TestCase("Use <tt>a &lt; b</tt> or <CODE>c</CODE>", "Use [Code:a < b] or [Code:c]")]
    [TestCase("<b>Very</b> <em class=\"x\">loud</em><br/>indeed", "Very loud indeed")]
    [TestCase("@b Very @e loud", "Very loud")]
    [TestCase("a &lt; b &amp;&amp; c", "a < b && c")]
    [TestCase("At https://example.org/a(b)?c=1&d=2.", "At [Link:https://example.org/a(b)?c=1&d=2].")]
    [TestCase("a @@ b \\@ c \\<d\\>", "a @ b @ c <d>")]
    [TestCase("many   spaces\t\there", "many spaces here")]
    public void Marks_within_a_line_are_understood(string comment, string expected) => Assert.That(Summary(comment), Is.EqualTo(expected));

    [TestCase("a < b && c > d")]
    [TestCase("Include <stdio.h> or <time.h>")]
    [TestCase("Mail me@p.example or x@c y")]
    [TestCase("An odd ` backtick")]
    [TestCase("Ends with '\\n', \\0 or \"\\c\"")]
    [TestCase("In C:\\\\p files")]
    [TestCase("@unknown words")]
    [TestCase("An @ alone, a \\")]
    [TestCase("{@code never closed")]
    [TestCase("<tt never closed")]
    [TestCase("&nosuch; & &;")]
    [TestCase("-1 is no item")]
    public void Text_that_only_resembles_markup_stays_text(string comment) => Assert.That(Summary(comment), Is.EqualTo(comment));

    [Test]
    public void Lists_have_items_with_continuations()
    {
        Assert.That(Summary("One of:\n- a\n  and more\n- `b`\n"), Is.EqualTo("One of: | -a and more;-[Code:b];"));
        Assert.That(Summary("1. first\n2. second"), Is.EqualTo("1.first;2.second;"));
        Assert.That(Summary("-# first\n-# second"), Is.EqualTo("1.first;2.second;"));
        Assert.That(Summary("@brief Flags\n@li a\n@li b"), Is.EqualTo("Flags | -a;-b;"));
        Assert.That(Summary("Flags\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"), Is.EqualTo("Flags | -a;-b;"));
    }

    [Test]
    public void Code_stays_as_it_is()
    {
        Assert.That(
            Remarks("Adds.\n\n@code{.c}\n    if (a < b)\n\n        f(`x`);  @param\n@endcode\nDone."),
            Is.EqualTo("code(if (a < b)//    f(`x`);  @param) | Done.")
        );
        Assert.That(Remarks("Adds.\n\n```c\nf();\n```\nDone."), Is.EqualTo("code(f();) | Done."));
        Assert.That(Summary("@brief Adds. @verbatim x @p @endverbatim Done."), Is.EqualTo("Adds. | code(x @p) | Done."));
    }

    [TestCase("")]
    [TestCase("\n\n")]
    [TestCase("@param")]
    [TestCase("@brief")]
    [TestCase("@code")]
    [TestCase("```")]
    [TestCase("<br>")]
    public void Comments_without_words_have_no_summary(string comment) =>
        Assert.That(Show(DocumentationComment.Parse(comment).Summary), Is.Empty);

    [Test]
    public void Equal_comments_are_equal()
    {
        const string comment = "Adds.\n\n- a\n- b\n\n@param x `c`\n@code\nx\n@endcode";
        DocumentationComment first = DocumentationComment.Parse(comment);
        Assert.That(DocumentationComment.Parse(comment), Is.EqualTo(first));
        Assert.That(DocumentationComment.Parse(comment + "\n- c"), Is.Not.EqualTo(first));
    }
}
