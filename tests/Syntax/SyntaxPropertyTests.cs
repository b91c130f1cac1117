using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using CsCheck;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Tests.Syntax;

/// <summary>Tests of properties that hold for every text, however wrong.</summary>
public class SyntaxPropertyTests
{
    /// <summary>A token is visited once, and a second time if its declaration is skipped because of an error.</summary>
    private const int VisitsPerCharacter = 2;

    private const int SmallStack = 256 * 1024;

    private static readonly string[] Scraps =
    [
        "int ",
        "struct ",
        "typedef ",
        "x ",
        "y",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ";",
        ",",
        "*",
        "!",
        "=",
        "1",
        "...",
        "_Out_ ",
        "#define ",
        "\n",
        "/*",
        "*/",
        "//",
        "\"",
        "'",
        "enum ",
        ":",
        "sizeof ",
        "__attribute__",
        "opaque ",
        "extern ",
        "#pragma pack",
        "\\\n",
        "é",
        "@",
        "?",
        "-",
        "[[",
        "]]",
        "#pragma koffi ",
        "_Atomic(",
        "_Alignas(",
        "_In_reads_(",
        "_Context_",
        "_Success_(",
        "offsetof(",
        "static_assert(",
        "\\u00e9",
        "\"C\" {",
        "__stdcall ",
        "\ud83d",
        "\0",
        "::",
        ".",
        "<:",
        "typeof(",
        "const ",
        "str ",
        "0x",
        "1e",
        "&",
        "__counted_by",
        "asm",
        "#if ",
    ];

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    private static readonly Gen<string> Soups = Gen.Int[0, Scraps.Length - 1]
        .Array[0, 60]
        .Select(static indexes => string.Concat(indexes.Select(static index => Scraps[index])));

    private static readonly Gen<string> Anything = Gen.String[Gen.Char, 0, 60];

    [Test]
    public void Any_scraps_of_C_have_a_tree() => Soups.Sample(AssertHolds, iter: 4000);

    [Test]
    public void Any_characters_have_a_tree() => Anything.Sample(AssertHolds, iter: 2000);

    [Test]
    public void Prototypes_with_slips_have_a_tree() => Slips.In(SyntaxSeeds.Prototypes).Sample(AssertHolds, iter: 4000);

    [Test]
    public void Translation_units_with_slips_have_a_tree() => Slips.In(SyntaxSeeds.TranslationUnits).Sample(AssertHolds, iter: 4000);

    [Test]
    public void Each_seed_is_sound()
    {
        foreach (string seed in SyntaxSeeds.Prototypes)
        {
            Assert.That(Parser.ParsePrototype(new SourceText(seed)).Diagnostics.Where(IsError), Is.Empty, seed);
            AssertHolds(seed);
        }

        foreach (string seed in SyntaxSeeds.TranslationUnits)
        {
            Assert.That(Parser.ParseTranslationUnit(new SourceText(seed)).Diagnostics.Where(IsError), Is.Empty, seed);
            AssertHolds(seed);
        }

        static bool IsError(TextDiagnostic diagnostic) => diagnostic.Rule.Severity == RuleSeverity.Error;
    }

    [Test]
    public void Each_beginning_of_a_seed_has_a_tree()
    {
        foreach (string seed in SyntaxSeeds.Prototypes.Concat(SyntaxSeeds.TranslationUnits))
        {
            for (int length = 0; length < seed.Length; length++)
            {
                AssertHolds(seed.Substring(0, length));
            }
        }
    }

    [TestCase("int ", "(", ")")]
    [TestCase("int ", "(*", ")")]
    [TestCase("", "int (*f)(", ")")]
    [TestCase("int f", "(int ", ")")]
    [TestCase("int a", "[", "]")]
    [TestCase("int a[", "(", ")")]
    [TestCase("int a[", "1+(", ")")]
    [TestCase("int a[", "1||1&&1|1^1&1==1<1<<1+1*(", ")")]
    [TestCase("int a[", "sizeof(int[", "])")]
    [TestCase("int a[", "sizeof ", "")]
    [TestCase("int a[", "offsetof(", ")")]
    [TestCase("int a[", "-+~!", "")]
    [TestCase("int a[", "1?1:", "")]
    [TestCase("", "struct s {", "};")]
    [TestCase("", "struct {} ", "")]
    [TestCase("", "enum {", "};")]
    [TestCase("", "enum e : ", "")]
    [TestCase("", "[[a(", ")]]")]
    [TestCase("", "[[", "]]")]
    [TestCase("", "__attribute__((a(", ")))")]
    [TestCase("", "__attribute__((aligned(sizeof(", "))))")]
    [TestCase("", "_Atomic(", ")")]
    [TestCase("", "_Alignas(const ", ")")]
    [TestCase("", "typeof(", ")")]
    [TestCase("", "_Success_(", ")")]
    [TestCase("int f(", "_In_reads_(sizeof(char(*)[", ")])")]
    [TestCase("int ", "*!", "")]
    [TestCase("int f!", "(", ")")]
    [TestCase("int x = ", "{", "}")]
    [TestCase("", "extern \"C\" {", "}")]
    [TestCase("#pragma koffi ", "a(", ")")]
    [TestCase("#define A ", "(", ")")]
    [TestCase("", "<:", ":>")]
    public void Brackets_of_all_kinds_nest_on_a_small_stack(string start, string open, string close)
    {
        string opened = start + string.Concat(Enumerable.Repeat(open, 5000));
        string closed = opened + "1" + string.Concat(Enumerable.Repeat(close, 5000));
        Exception? failure = null;
        Thread thread = new(
            () =>
            {
                try
                {
                    Parse(opened);
                    Parse(closed);
                    Assert.That(Parser.CountVisits(new SourceText(closed)), Is.LessThanOrEqualTo(VisitsPerCharacter * (closed.Length + 1)));
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            SmallStack
        );
        thread.Start();
        Assert.That(thread.Join(TimeSpan.FromSeconds(20)), Is.True, "The parser does not end.");
        Assert.That(failure, Is.Null);
    }

    private static void Parse(string text)
    {
        Parser.ParsePrototype(new SourceText(text));
        Parser.ParseParameterType(new SourceText(text));
        Parser.ParseTypeName(new SourceText(text));
        Parser.ParseTranslationUnit(new SourceText(text));
    }

    private static void AssertHolds(string text)
    {
        AssertWithin(text, Parser.ParsePrototype(new SourceText(text)));
        AssertWithin(text, Parser.ParseParameterType(new SourceText(text)));
        AssertWithin(text, Parser.ParseTypeName(new SourceText(text)));
        AssertWithin(text, Parser.ParseTranslationUnit(new SourceText(text)));
        int visits = Parser.CountVisits(new SourceText(text));
        if (visits > VisitsPerCharacter * (text.Length + 1))
        {
            Assert.Fail($"{visits} visits of {text.Length} characters.");
        }
    }

    private static void AssertWithin<TRoot>(string text, ParseResult<TRoot> result)
        where TRoot : SyntaxNode
    {
        foreach (TextDiagnostic diagnostic in result.Diagnostics)
        {
            AssertWithin(text, diagnostic.Location.Span, diagnostic.Rule.Id);
        }

        AssertWithin(text, result.Root);
    }

    private static void AssertWithin(string text, SourceSpan span, string owner)
    {
        if (span.Start < 0 || span.Length < 0 || span.End > text.Length)
        {
            Assert.Fail($"{owner} is at {span}, but the text has {text.Length} characters.");
        }
    }

    /// <summary>Visits every child of a node by reflection, so that no kind of node is forgotten.</summary>
    private static void AssertWithin(string text, object? value)
    {
        switch (value)
        {
            case SourceSpan span:
                AssertWithin(text, span, nameof(SourceSpan));
                break;
            case SourceName name:
                AssertWithin(text, name.Span, name.Text);
                break;
            case SyntaxNode node:
                foreach (PropertyInfo property in Properties.GetOrAdd(node.GetType(), GetProperties))
                {
                    AssertWithin(text, property.GetValue(node));
                }

                break;
            case string or null:
                break;
            case IEnumerable list:
                foreach (object? element in list)
                {
                    AssertWithin(text, element);
                }

                break;
        }
    }

    private static PropertyInfo[] GetProperties(Type type) =>
        [.. type.GetProperties().Where(static property => !property.PropertyType.IsEnum && property.PropertyType != typeof(bool))];
}
