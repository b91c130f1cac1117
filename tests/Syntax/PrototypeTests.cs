using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Tests.Syntax;

public class PrototypeTests
{
    [TestCase("int abs(int)", "abs: function(Int) returning Int")]
    [TestCase("int abs(int x);", "abs: function(x: Int) returning Int")]
    [TestCase("int abs(int)   ", "abs: function(Int) returning Int")]
    [TestCase("int* abs(int)", "abs: function(Int) returning pointer to Int")]
    [TestCase("const int abs(int)", "abs: function(Int) returning const Int")]
    [TestCase("int abs()", "abs: function() returning Int")]
    [TestCase("int abs(void)", "abs: function() returning Int")]
    [TestCase("unsigned   long abs(int)", "abs: function(Int) returning UnsignedLong")]
    [TestCase("unsigned long long abs(int)", "abs: function(Int) returning UnsignedLongLong")]
    [TestCase("int abs(int x, ...)", "abs: function(x: Int, ...) returning Int")]
    [TestCase("int abs(...)", "abs: function(...) returning Int")]
    [TestCase("int __stdcall abs(int)", "abs: function(Int) returning stdcall Int")]
    [TestCase("int __fastcall abs(int)", "abs: function(Int) returning fastcall Int")]
    [TestCase("int f(char *const *argv)", "f: function(argv: pointer to const pointer to Char) returning Int")]
    [TestCase("int f(_Out_ const int *, _In_ int)", "f: function(_Out_ pointer to const Int, _In_ Int) returning Int")]
    [TestCase("str! f(int)", "f: function(Int) returning owned str")]
    [TestCase("str ! f(int)", "f: function(Int) returning owned str")]
    [TestCase("const char *! f(int)", "f: function(Int) returning owned pointer to const Char")]
    [TestCase("int *!* f(_Out_ str!* x)", "f: function(_Out_ x: pointer to owned str) returning pointer to owned pointer to Int")]
    [TestCase("str!! f(str! x)", "f: function(x: owned str) returning owned str")]
    [TestCase("int (int a, int b)", "function(a: Int, b: Int) returning Int")]
    [TestCase("int(int)", "function(Int) returning Int")]
    public void Declarations_that_Koffi_accepts_have_the_same_meaning(string text, string expected) => AssertParses(text, expected);

    [TestCase("int (abs)(int)", "abs: function(Int) returning Int")]
    [TestCase("int const abs(int)", "abs: function(Int) returning const Int")]
    [TestCase("__stdcall int abs(int)", "abs: function(Int) returning stdcall Int")]
    [TestCase("int abs(int (*cb)(int))", "abs: function(cb: pointer to function(Int) returning Int) returning Int")]
    [TestCase("int abs(int x[], int y[5])", "abs: function(x: array[] of Int, y: array[5] of Int) returning Int")]
    [TestCase(
        "int f(_Out_opt_ int *, const _Out_ int *)",
        "f: function(_Out_opt_ pointer to Int, _Out_ pointer to const Int) returning Int"
    )]
    [TestCase("int * const f()", "f: function() returning const pointer to Int")]
    [TestCase(
        "int f(int *restrict p, volatile int *q)",
        "f: function(p: restrict pointer to Int, q: pointer to volatile Int) returning Int"
    )]
    [TestCase("int f(int x /*c*/) // c", "f: function(x: Int) returning Int")]
    [TestCase("long unsigned int long f(signed)", "f: function(Int) returning UnsignedLongLong")]
    [TestCase(
        "void *(*signal(int, void *(*)(int)))(int)",
        "signal: function(Int, pointer to function(Int) returning pointer to Void)"
            + " returning pointer to function(Int) returning pointer to Void"
    )]
    [TestCase("int f(int (__stdcall *cb)(int))", "f: function(cb: stdcall pointer to function(Int) returning Int) returning Int")]
    [TestCase("int (WINAPI f)(int)", "f: stdcall function(Int) returning Int")]
    [TestCase("int f(int a[2][3])", "f: function(a: array[2] of array[3] of Int) returning Int")]
    [TestCase("struct a *f(enum b, union c *)", "f: function(enum b, pointer to union c) returning pointer to struct a")]
    [TestCase("str!(g_free) f(void)", "f: function() returning owned str")]
    public void Declarations_that_only_C_accepts_are_parsed(string text, string expected) => AssertParses(text, expected);

    [TestCase("int abs(int x);;", "KOFFI025", 15, 1)]
    [TestCase("int abs", "KOFFI006", 7, 0)]
    [TestCase("int abs(", "KOFFI006", 8, 0)]
    [TestCase("int abs(int", "KOFFI006", 11, 0)]
    [TestCase("int abs(int,)", "KOFFI007", 12, 1)]
    [TestCase("int abs(,int)", "KOFFI007", 8, 1)]
    [TestCase("abs(int)", "KOFFI008", 0, 3)]
    [TestCase("", "KOFFI023", 0, 0)]
    [TestCase("int __vectorcall abs(int)", "KOFFI014", 4, 12)]
    [TestCase("int f(int[5] x)", "KOFFI019", 9, 3)]
    [TestCase("int[3] f()", "KOFFI019", 3, 3)]
    [TestCase("int f(_In_ _Out_ int *x)", "KOFFI016", 11, 5)]
    [TestCase("int f(_out_ int *x)", "KOFFI017", 6, 5)]
    [TestCase("int f(int &x)", "KOFFI020", 10, 1)]
    [TestCase("int f(int x = 5)", "KOFFI021", 12, 1)]
    [TestCase("int f(int) const", "KOFFI025", 11, 5)]
    [TestCase("int f(int x y)", "KOFFI006", 12, 1)]
    [TestCase("unsigned float f()", "KOFFI011", 9, 5)]
    [TestCase("unsinged int f()", "KOFFI012", 0, 8)]
    [TestCase("int f(..., int)", "KOFFI022", 6, 3)]
    [TestCase("int (*f)(int)", "KOFFI024", 6, 1)]
    [TestCase("int f(int), g(int)", "KOFFI026", 10, 1)]
    public void A_mistake_is_reported_once_at_its_token(string text, string id, int start, int length)
    {
        ParseResult<DeclarationSyntax> result = Parser.ParsePrototype(new SourceText(text));
        Assert.That(
            result.Diagnostics.Select(d => (d.Rule.Id, d.Location.Span.Start, d.Location.Span.Length)),
            Is.EqualTo(new[] { (id, start, length) })
        );
        Assert.That(result.Root.Declarators, Has.Length.EqualTo(1));
    }

    [TestCase("int __cdecl __stdcall f(int)", "KOFFI015", 12, 9, "__stdcall")]
    [TestCase("__stdcall int __attribute__((cdecl)) f(int)", "KOFFI015", 29, 5, "cdecl")]
    [TestCase("int f(int (__cdecl __fastcall *g)(int))", "KOFFI015", 19, 10, "__fastcall")]
    [TestCase("_Check_return_ int f(int)", "KOFFI039", 0, 14, "_Check_return_")]
    [TestCase("_Success_(return == 0) int f(int)", "KOFFI039", 0, 9, "_Success_")]
    [TestCase("void * _Ret_maybenull_ f(int)", "KOFFI039", 7, 15, "_Ret_maybenull_")]
    [TestCase("_Must_inspect_result_ int f(int)", "KOFFI039", 0, 21, "_Must_inspect_result_")]
    [TestCase("int f(int a[sizeof x])", "KOFFI040", 19, 1, "sizeof")]
    [TestCase("int f(int a[sizeof *x + 1])", "KOFFI040", 19, 2, "sizeof")]
    [TestCase("int f(int a[sizeof (1 + 2) * 3])", "KOFFI040", 19, 7, "sizeof")]
    [TestCase("int f(int a[sizeof(x + 1)])", "KOFFI040", 18, 7, "sizeof")]
    [TestCase("int f(int a[sizeof sizeof x])", "KOFFI040", 19, 8, "sizeof")]
    [TestCase("int f(int a[_Alignof(\"text\")])", "KOFFI040", 20, 8, "_Alignof")]
    [TestCase("int f(int a[offsetof(struct s, b.c[1])])", "KOFFI041", 32, 5, "b")]
    [TestCase("int f(int a[offsetof(struct s, b[1])])", "KOFFI041", 32, 3, "b")]
    public void A_message_names_the_word(string text, string id, int start, int length, string argument)
    {
        ParseResult<DeclarationSyntax> result = Parser.ParsePrototype(new SourceText(text));
        Assert.That(
            result.Diagnostics.Select(d => (d.Rule.Id, d.Location.Span.Start, d.Location.Span.Length)),
            Is.EqualTo(new[] { (id, start, length) })
        );
        Assert.That(result.Diagnostics[0].Arguments[0], Is.EqualTo(argument));
        Assert.That(((FunctionDeclaratorSyntax)Innermost(result)).Parameters, Has.Length.EqualTo(1));

        static DeclaratorSyntax Innermost(ParseResult<DeclarationSyntax> result)
        {
            DeclaratorSyntax declarator = result.Root.Declarators[0].Declarator;
            while (declarator is PointerDeclaratorSyntax pointer)
            {
                declarator = pointer.Inner;
            }

            return declarator;
        }
    }

    [Test]
    public void A_misplaced_annotation_is_reported_and_ignored()
    {
        ParseResult<TranslationUnitSyntax> result = Parser.ParseTranslationUnit(
            new SourceText("_Out_ int x; int f(int (*g)(int) , _In_reads_(sizeof(_Out_ int)) int *a);")
        );
        Assert.That(
            result.Diagnostics.Select(d => (d.Rule.Id, d.Location.Span.Start)),
            Is.EqualTo(new[] { ("KOFFI018", 0), ("KOFFI018", 53) })
        );
        Assert.That(
            SyntaxPrinter.Print((DeclarationSyntax)result.Root.Declarations[1]),
            Is.EqualTo("f: function(g: pointer to function(Int) returning Int, _In_reads_ a: pointer to Int) returning Int")
        );
    }

    [TestCase("int \\u00e9t\\U000000E9(int)", "été")]
    [TestCase("int été(int)", "été")]
    [TestCase("int a\\u0301(int)", "a\u0301")]
    [TestCase("int \\U0001D49C(int)", "\U0001D49C")]
    public void Names_may_contain_letters_of_any_script(string text, string expected)
    {
        ParseResult<DeclarationSyntax> result = Parser.ParsePrototype(new SourceText(text));
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.Root.Declarators[0].Declarator.Name.Text, Is.EqualTo(expected));
        Assert.That(result.Root.Declarators[0].Declarator.Name.Span, Is.EqualTo(new SourceSpan(4, text.Length - 9)));
    }

    [TestCase("int \\u0061(int)")]
    [TestCase("int \\u0301(int)")]
    [TestCase("int \\ud800(int)")]
    [TestCase("int \\u00(int)")]
    [TestCase("int \\UFFFFFFFF(int)")]
    public void Other_universal_character_names_are_not_identifiers(string text) =>
        Assert.That(
            Parser.ParsePrototype(new SourceText(text)).Diagnostics.Select(d => (d.Rule.Id, d.Location.Span.Start)),
            Has.Some.EqualTo(("KOFFI001", 4))
        );

    [TestCase("str", "str")]
    [TestCase("_Out_ sqlite3 *!*", "_Out_ pointer to owned pointer to sqlite3")]
    [TestCase("int[3]", "array[3] of Int")]
    [TestCase("...", "...")]
    public void The_classic_form_has_types_without_names(string text, string expected)
    {
        ParseResult<ParameterSyntax> result = Parser.ParseParameterType(new SourceText(text));
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(SyntaxPrinter.Print(result.Root), Is.EqualTo(expected));
    }

    [Test]
    public void Every_rule_has_its_own_id_and_page_number()
    {
        Assert.That(SyntaxRules.All.Select(r => r.Id), Is.Unique);
        Assert.That(SyntaxRules.All.Select(r => r.Id), Has.All.StartsWith("KOFFI0"));
    }

    private static void AssertParses(string text, string expected)
    {
        ParseResult<DeclarationSyntax> result = Parser.ParsePrototype(new SourceText(text));
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(SyntaxPrinter.Print(result.Root), Is.EqualTo(expected));
    }
}
