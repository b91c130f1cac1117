using KoffiGen.C;

namespace KoffiGen.Tests.C;

[TestFixture]
internal sealed class BasicTypesTests
{
    [Test]
    public void Every_kind_has_one_row() =>
        Assert.That(BasicTypes.All.Select(static row => row.Kind), Is.EquivalentTo(Enum.GetValues<BasicTypeKind>()));

    [Test]
    public void No_two_types_share_a_spelling() =>
        Assert.That(
            BasicTypes.All.SelectMany(static row =>
                row.Keywords.Select(static keywords => string.Join(' ', keywords.Split(' ').Order()))
                    .Concat(row.Typedefs)
                    .Concat(row.OwnName is { } name ? [name] : [])
            ),
            Is.Unique
        );

    [TestCaseSource(nameof(Combinations))]
    public void Keywords_name_the_type_in_any_order(string keywords, BasicTypeKind kind)
    {
        foreach (IEnumerable<string> order in Permute(keywords.Split(' ')))
        {
            TypeKeywordSet combined = default;
            foreach (string keyword in order)
            {
                Assert.That(
                    TypeKeywords.Add(combined, keyword, out combined),
                    Is.EqualTo(TypeKeywordResult.Valid),
                    string.Join(' ', order)
                );
            }

            Assert.That(combined.Type, Is.SameAs(BasicType.Get(kind)), string.Join(' ', order));
        }
    }

    [TestCase("long float", TypeKeywordResult.Invalid)]
    [TestCase("int char", TypeKeywordResult.Invalid)]
    [TestCase("void int", TypeKeywordResult.Invalid)]
    [TestCase("signed unsigned", TypeKeywordResult.Invalid)]
    [TestCase("short short", TypeKeywordResult.Duplicate)]
    [TestCase("long long long", TypeKeywordResult.Duplicate)]
    [TestCase("__int64 long", TypeKeywordResult.Duplicate)]
    public void Other_combinations_are_refused(string keywords, TypeKeywordResult expected)
    {
        TypeKeywordSet combined = default;
        TypeKeywordResult result = TypeKeywordResult.Valid;
        foreach (string keyword in keywords.Split(' '))
        {
            result = TypeKeywords.Add(combined, keyword, out combined);
        }

        Assert.That(result, Is.EqualTo(expected));
    }

    [TestCase("long _Complex")]
    public void A_combination_may_need_another_keyword(string keywords)
    {
        TypeKeywordSet combined = default;
        foreach (string keyword in keywords.Split(' '))
        {
            Assert.That(TypeKeywords.Add(combined, keyword, out combined), Is.EqualTo(TypeKeywordResult.Valid));
        }

        Assert.That(combined.Type, Is.Null);
    }

    private static IEnumerable<TestCaseData> Combinations =>
        from row in BasicTypes.All
        from keywords in row.Keywords
        select new TestCaseData(keywords, row.Kind).SetArgDisplayNames(keywords);

    private static IEnumerable<IEnumerable<string>> Permute(string[] items) =>
        items.Length < 2
            ? [items]
            : Enumerable
                .Range(0, items.Length)
                .SelectMany(index => Permute([.. items.Where((_, other) => other != index)]).Select(rest => rest.Prepend(items[index])));
}
