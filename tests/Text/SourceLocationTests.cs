using System.Collections.Immutable;
using KoffiGen.Declarations.Units;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Tests.Text;

// A text contains no location that is expanded from another. Only macros have such locations, so these tests create them.
[TestFixture]
internal sealed class SourceLocationTests
{
    private static readonly ImmutableArray<SourceText> Texts = SourceText.CreateAll(["", "", ""]);

    private static readonly SourceLocation Use = Texts[1].Locate(new SourceSpan(20, 5));

    private static readonly SourceLocation Expanded = Texts[0].Locate(new SourceSpan(90, 3)) with
    {
        ExpandedFrom = Texts[0].Locate(new SourceSpan(70, 4)) with { ExpandedFrom = Use },
    };

    [Test]
    public void The_written_location_is_the_use_of_the_outermost_macro()
    {
        Assert.That(Expanded.Written, Is.EqualTo(Use));
        Assert.That(Use.Written, Is.SameAs(Use));
    }

    [TestCase(1, 20, true)]
    [TestCase(1, 19, true)]
    [TestCase(0, 95, true)]
    [TestCase(1, 21, false)]
    [TestCase(2, 0, false)]
    public void Locations_are_ordered_by_text_and_then_by_position(int text, int start, bool expected)
    {
        SourceLocation other = Texts[text].Locate(new SourceSpan(start, 1));

        Assert.That(Use.Follows(other), Is.EqualTo(expected));
        Assert.That(Expanded.Follows(other), Is.EqualTo(expected));
    }

    [Test]
    public void A_location_in_another_declaration_is_narrowed_to_the_entire_use()
    {
        SourceLocation foreign = new SourceText("").Locate(new SourceSpan(21, 1));

        Assert.That(Use.Narrow(Texts[2].Location), Is.EqualTo(Texts[2].Location));
        Assert.That(Use.Narrow(Expanded), Is.EqualTo(Expanded));
        Assert.That(Use.Narrow(foreign), Is.EqualTo(Use));
        Assert.That(Use.Narrow(foreign with { ExpandedFrom = Texts[2].Location }).Written, Is.EqualTo(Texts[2].Location));
        Assert.That(Use.Narrow(null), Is.EqualTo(Use));
    }

    [TestCase(0, 80, true)]
    [TestCase(1, 10, true)]
    [TestCase(1, 30, false)]
    public void A_suppression_applies_to_the_use_of_a_macro(int text, int start, bool expected)
    {
        UnitDirectives directives = new();
        directives.Suppressions.Add(Texts[text].Locate(new SourceSpan(start, 7)), "KOFFI101", true);

        Assert.That(directives.Suppressions.IsDisabled("KOFFI101", Expanded), Is.EqualTo(expected));
        Assert.That(directives.Suppressions.IsDisabled("KOFFI102", Expanded), Is.False);
    }

    [TestCase(0, 95, false)]
    [TestCase(1, 10, false)]
    [TestCase(1, 30, true)]
    public void A_suppression_in_a_macro_applies_from_its_use(int text, int start, bool expected)
    {
        UnitDirectives directives = new();
        directives.Suppressions.Add(Expanded, "KOFFI101", true);

        Assert.That(directives.Suppressions.IsDisabled("KOFFI101", Texts[text].Locate(new SourceSpan(start, 1))), Is.EqualTo(expected));
    }

    [TestCase("first", true)]
    [TestCase("second", false)]
    public void A_diagnostic_in_a_macro_belongs_to_the_declaration_that_uses_it(string user, bool isEnabled)
    {
        SourceText text = new("void first(void);\n#pragma koffi disable(KOFFI036)\nvoid second(void);");
        SourceLocation use = text.Locate(new SourceSpan(text.Content.IndexOf(user, StringComparison.Ordinal), user.Length));
        SourceLocation expanded = new SourceText("static").Locate(new SourceSpan(0, 6)) with { ExpandedFrom = use };
        ParseResult<TranslationUnitSyntax> parsed = Parser.ParseTranslationUnit(text) with
        {
            Diagnostics = [new TextDiagnostic(SyntaxRules.InitializerIgnored, expanded)],
        };
        DefineDeclaration source = new(null, LibraryDeclaration.Process, new EquatableArray<string>([text.Content]));
        DeclarationUnit unit = new(source, [parsed], rootNamespace: "");
        unit.Bind();

        TextDiagnostic diagnostic = unit.Sites.Single(site => site.Names.ContainsKey(user)).Diagnostics.ToImmutable().Single();
        Assert.That(diagnostic.Location.Written, Is.EqualTo(use));
        Assert.That(unit.IsEnabled(diagnostic), Is.EqualTo(isEnabled));
    }

    [Test]
    public void Diagnostics_are_in_the_order_of_their_uses()
    {
        DiagnosticBag bag = new();
        SourceLocation before = Texts[1].Locate(new SourceSpan(10, 1));
        SourceLocation after = Texts[1].Locate(new SourceSpan(30, 1));
        foreach (SourceLocation location in (SourceLocation[])[after, Expanded, before])
        {
            bag.Report(TypeRules.UnknownType, location);
        }

        Assert.That(bag.ToImmutable().Select(static diagnostic => diagnostic.Location), Is.EqualTo(new[] { before, Expanded, after }));
    }
}
