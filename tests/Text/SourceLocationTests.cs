using KoffiGen.Declarations.Units;
using KoffiGen.Text;

namespace KoffiGen.Tests.Text;

[TestFixture]
internal sealed class SourceLocationTests
{
    private static readonly SourceLocation Use = new(1, new SourceSpan(20, 5));

    private static readonly SourceLocation Expanded = new(0, new SourceSpan(90, 3))
    {
        ExpandedFrom = new SourceLocation(0, new SourceSpan(70, 4)) { ExpandedFrom = Use },
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
    public void Locations_are_ordered_by_text_and_then_by_position(int text, int start, bool expected) =>
        Assert.That(Use.Follows(new SourceLocation(text, new SourceSpan(start, 1))), Is.EqualTo(expected));

    [TestCase(0, 80, true)]
    [TestCase(1, 10, true)]
    [TestCase(1, 30, false)]
    public void A_suppression_applies_to_the_use_of_a_macro(int text, int start, bool expected)
    {
        UnitDirectives directives = new();
        directives.Suppressions.Add((new SourceLocation(text, new SourceSpan(start, 7)), "KOFFI101", true));

        Assert.That(directives.IsDisabled("KOFFI101", Expanded), Is.EqualTo(expected));
        Assert.That(directives.IsDisabled("KOFFI102", Expanded), Is.False);
    }
}
