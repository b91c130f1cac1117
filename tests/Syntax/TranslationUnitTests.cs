using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Tests.Syntax;

public class TranslationUnitTests
{
    [TestCase("int ", "(")]
    [TestCase("int ", "*")]
    [TestCase("int ", "(*")]
    [TestCase("int x", "[1]")]
    [TestCase("", "int(*f)(")]
    [TestCase("int x[", "(1+")]
    [TestCase("int x[", "- ")]
    [TestCase("int x[", "1?")]
    [TestCase("int x[", "(int)")]
    [TestCase("int x[", "sizeof(int[")]
    [TestCase("int x __attribute__((aligned(", "(")]
    [TestCase("int f(_In_reads_(", "sizeof(char(*)[")]
    [TestCase("_Alignas(", "(")]
    [TestCase("", "_Atomic(")]
    [TestCase("", "_Alignas(const ")]
    [TestCase("", "enum : ")]
    [TestCase("static_assert(", "(")]
    public void Deep_nesting_is_reported_once_and_the_next_declaration_is_parsed(string start, string part)
    {
        string text = start + string.Concat(Enumerable.Repeat(part, 5000)) + ";\nint next(void);";
        ParseResult<TranslationUnitSyntax> result = Parser.ParseTranslationUnit(new SourceText(text));
        Assert.That(result.Diagnostics.Select(d => d.Rule), Is.EqualTo(new[] { SyntaxRules.NestingTooDeep }));
        Assert.That(((DeclarationSyntax)result.Root.Declarations[^1]).Declarators[0].Declarator.Name.Text, Is.EqualTo("next"));
    }

    [Test]
    public void A_chain_of_operators_is_not_nested() =>
        Assert.That(
            Parser.ParseTranslationUnit(new SourceText("int x[" + string.Concat(Enumerable.Repeat("1+", 5000)) + "1];")).Diagnostics,
            Is.Empty
        );

    [TestCase("struct {")]
    [TestCase("struct { struct {")]
    [TestCase("union a { int b;")]
    public void Braces_that_are_nested_too_deeply_are_reported_once(string part)
    {
        string text = string.Concat(Enumerable.Repeat(part, 5000));
        Assert.That(
            Parser.ParseTranslationUnit(new SourceText(text)).Diagnostics.Select(d => d.Rule),
            Is.EqualTo(new[] { SyntaxRules.NestingTooDeep })
        );
    }

    [Test]
    public void A_wrong_declaration_does_not_stop_the_others()
    {
        ParseResult<TranslationUnitSyntax> result = Parser.ParseTranslationUnit(
            new SourceText("int f(int x y);\nint g(void)\nint h(void);\n5;\nint i(void);")
        );
        Assert.That(string.Join(" ", result.Diagnostics.Select(d => d.Rule.Id)), Is.EqualTo("KOFFI006 KOFFI006 KOFFI037"));
        Assert.That(
            string.Join(" ", result.Root.Declarations.OfType<DeclarationSyntax>().Select(d => d.Declarators[0].Declarator.Name.Text)),
            Is.EqualTo("f g h i")
        );
    }

    [Test]
    public void Structs_have_members_with_documentation()
    {
        ParseResult<TranslationUnitSyntax> result = Parser.ParseTranslationUnit(
            new SourceText(
                """
                // A point.
                struct __attribute__((packed)) Point {
                    int x; // Across.
                    /** Down. */
                    int y, *z[2];
                    unsigned a : 3, : 0;
                    struct { char c; };
                    int n;
                    int data[] __counted_by(n);
                };
                """
            )
        );
        Assert.That(result.Diagnostics, Is.Empty);
        DeclarationSyntax declaration = (DeclarationSyntax)result.Root.Declarations[0];
        RecordSpecifierSyntax record = (RecordSpecifierSyntax)declaration.Specifiers.Type;
        Assert.That(declaration.Documentation, Is.EqualTo("A point."));
        Assert.That(record.Attributes[0].Name.Text, Is.EqualTo("packed"));
        Assert.That(string.Join("|", record.Members!.Value.Select(m => m.Documentation)), Is.EqualTo("Across.|Down.||||"));
    }

    [TestCase("1 + 2 * 3", "(Plus 1 (Asterisk 2 3))")]
    [TestCase("(1 << 3) | sizeof(int *)", "(Bar (LessLess 1 3) (SizeOf pointer to Int))")]
    [TestCase("(uint32_t)-1", "(cast uint32_t (Minus 1))")]
    [TestCase("a ? b : c", "(? a b c)")]
    [TestCase("\"a\" \"b\"", "\"a\" \"b\"")]
    public void Macros_that_are_constants_have_values(string text, string expected)
    {
        ParseResult<TranslationUnitSyntax> result = Parser.ParseTranslationUnit(new SourceText("#define N " + text));
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(SyntaxPrinter.Print(((DefineDirectiveSyntax)result.Root.Declarations[0]).Value!), Is.EqualTo(expected));
    }

    [Test]
    public void Other_declarations_of_a_header_are_parsed()
    {
        ParseResult<TranslationUnitSyntax> result = Parser.ParseTranslationUnit(
            new SourceText(
                """
                #pragma koffi library("sqlite3") class(Sqlite) namespace(Data.More)
                #pragma pack(push, 1)
                opaque sqlite3 !(sqlite3_close_v2);
                typedef unsigned long ulong_t, *ulong_p;
                enum Color : uint8_t { RED = 1, GREEN, };
                extern "C" { extern const int answer; }
                static_assert(sizeof(int) == 4, "int");
                typedef str!(g_free) gstr;
                [[nodiscard]] int f(_In_reads_(n) const int *a, int n) __attribute__((format(printf, 1, 2)));
                """
            )
        );
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.Root.Declarations, Has.Length.EqualTo(9));
    }
}
