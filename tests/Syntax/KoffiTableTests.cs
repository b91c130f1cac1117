using KoffiGen.Syntax.Parsing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Tests.Syntax;

/// <summary>Tests of the declarations that Koffi accepts and rejects, as far as <see cref="PrototypeTests"/> does not cover them.</summary>
public class KoffiTableTests
{
    [TestCase("int __cdecl abs(int)", "abs: function(Int) returning cdecl Int")]
    [TestCase("int __thiscall abs(int)", "abs: function(Int) returning thiscall Int")]
    [TestCase("int f(_Out_ const int *)", "f: function(_Out_ pointer to const Int) returning Int")]
    [TestCase("int f(_In_ int)", "f: function(_In_ Int) returning Int")]
    [TestCase("int *! f(void)", "f: function() returning owned pointer to Int")]
    [TestCase("int *!* f(void)", "f: function() returning pointer to owned pointer to Int")]
    [TestCase("int f(_Out_ str!* x)", "f: function(_Out_ x: pointer to owned str) returning Int")]
    [TestCase("int f(str! x)", "f: function(x: owned str) returning Int")]
    [TestCase("int f(const char *const p)", "f: function(p: const pointer to const Char) returning Int")]
    [TestCase("int f(int *restrict p)", "f: function(p: restrict pointer to Int) returning Int")]
    [TestCase("int f(volatile int *p)", "f: function(p: pointer to volatile Int) returning Int")]
    [TestCase("int f(const _Out_ int *)", "f: function(_Out_ pointer to const Int) returning Int")]
    [TestCase("int f(_Out_opt_ int *)", "f: function(_Out_opt_ pointer to Int) returning Int")]
    [TestCase("int f(int x[])", "f: function(x: array[] of Int) returning Int")]
    [TestCase("int f(int x[5])", "f: function(x: array[5] of Int) returning Int")]
    [TestCase("int f(int x /*c*/)", "f: function(x: Int) returning Int")]
    [TestCase("int f(int x) // c", "f: function(x: Int) returning Int")]
    [TestCase("void __fastcall F(int)", "F: function(Int) returning fastcall Void")]
    public void A_row_has_the_stated_meaning(string text, string expected) => AssertPrototype(text, expected);

    [TestCase("int abs(void, int)", "abs: function(Void, Int) returning Int")]
    [TestCase("int abs(void x)", "abs: function(x: Void) returning Int")]
    [TestCase("int f(_Out_ int x)", "f: function(_Out_ x: Int) returning Int")]
    [TestCase("int! f()", "f: function() returning owned Int")]
    [TestCase("char!* f()", "f: function() returning pointer to owned Char")]
    [TestCase("S1 f(OPQ)", "f: function(OPQ) returning S1")]
    [TestCase("OPQ f()", "f: function() returning OPQ")]
    [TestCase("CB f()", "f: function() returning CB")]
    [TestCase("int f(CB)", "f: function(CB) returning Int")]
    [TestCase("int missing_fn(int)", "missing_fn: function(Int) returning Int")]
    public void A_row_that_needs_the_meaning_of_names_parses(string text, string expected) => AssertPrototype(text, expected);

    [TestCase("int[-1]", "array[(Minus 1)] of Int")]
    [TestCase("int[]", "array[] of Int")]
    [TestCase("void[3]", "array[3] of Void")]
    [TestCase("nope", "nope")]
    [TestCase("int *[3]", "array[3] of pointer to Int")]
    public void A_type_that_needs_the_meaning_of_names_parses(string text, string expected)
    {
        ParseResult<ParameterSyntax> result = Parser.ParseParameterType(new SourceText(text));
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(SyntaxPrinter.Print(result.Root), Is.EqualTo(expected));
    }

    [TestCase("int[3", "KOFFI006", 5, 0)]
    [TestCase("int 5", "KOFFI006", 4, 1)]
    [TestCase("5", "KOFFI007", 0, 1)]
    [TestCase("", "KOFFI023", 0, 0)]
    public void A_wrong_type_is_reported_at_its_token(string text, string id, int start, int length) =>
        Assert.That(
            Parser
                .ParseParameterType(new SourceText(text))
                .Diagnostics.Select(d => (d.Rule.Id, d.Location.Span.Start, d.Location.Span.Length)),
            Is.EqualTo(new[] { (id, start, length) })
        );

    [TestCase(7)]
    [TestCase(9)]
    [TestCase(63)]
    public void Pointers_may_be_as_deep_as_in_C(int depth) =>
        AssertPrototype(
            $"int f(int{new string('*', depth)}x)",
            $"f: function(x: {string.Concat(Enumerable.Repeat("pointer to ", depth))}Int) returning Int"
        );

    [TestCase(64)]
    [TestCase(65)]
    [TestCase(127)]
    public void Parameters_may_be_as_many_as_in_C(int count) =>
        AssertPrototype(
            $"int f({string.Join(", ", Enumerable.Repeat("int", count))})",
            $"f: function({string.Join(", ", Enumerable.Repeat("Int", count))}) returning Int"
        );

    private static void AssertPrototype(string text, string expected)
    {
        ParseResult<DeclarationSyntax> result = Parser.ParsePrototype(new SourceText(text));
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(SyntaxPrinter.Print(result.Root), Is.EqualTo(expected));
    }
}
