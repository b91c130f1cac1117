using KoffiGen.C;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Tests.Analyzers;
using KoffiGen.Text;

namespace KoffiGen.Tests.C;

/// <summary>Declarations and the attribute's <c>Convention</c> accept the same spellings.</summary>
[TestFixture]
internal sealed class CallingConventionTests
{
    private static IEnumerable<string> Spellings => CallingConventions.Spellings;

    [TestCase("__cdecl", CallingConvention.Cdecl)]
    [TestCase("WINAPIV", CallingConvention.Cdecl)]
    [TestCase("_stdcall", CallingConvention.Stdcall)]
    [TestCase("__stdcall__", CallingConvention.Stdcall)]
    [TestCase("WINAPI", CallingConvention.Stdcall)]
    [TestCase("CALLBACK", CallingConvention.Stdcall)]
    [TestCase("__fastcall", CallingConvention.Fastcall)]
    [TestCase("__thiscall", CallingConvention.Thiscall)]
    [TestCase("stdcall", CallingConvention.Default)]
    public void A_spelling_names_a_convention(string spelling, CallingConvention expected) =>
        Assert.That(CallingConventions.FindBySpelling(spelling), Is.EqualTo(expected));

    [TestCaseSource(nameof(Spellings))]
    public void A_declaration_accepts_a_spelling(string spelling)
    {
        ParseResult<DeclarationSyntax> parsed = Parser.ParsePrototype(new SourceText($"int {spelling} f(int)"));

        Assert.That(parsed.Diagnostics, Is.Empty);
        Assert.That(parsed.Root.Specifiers.Convention!.Convention, Is.EqualTo(CallingConventions.FindBySpelling(spelling)));
    }

    [TestCaseSource(nameof(Spellings))]
    public void An_attribute_accepts_a_spelling(string spelling) =>
        Assert.That(CallingConventions.Find(spelling), Is.EqualTo(CallingConventions.FindBySpelling(spelling)));

    [TestCase("Stdcall")]
    [TestCase(" stdcall ")]
    [TestCase("__STDCALL")]
    [TestCase("winapi")]
    public void An_attribute_also_accepts_names_in_any_case(string text) =>
        Assert.That(CallingConventions.Find(text), Is.EqualTo(CallingConvention.Stdcall));

    [TestCase("__vectorcall")]
    [TestCase("")]
    public void An_attribute_refuses_other_words(string text) =>
        Assert.That(CallingConventions.Find(text), Is.EqualTo(CallingConvention.Default));

    [TestCase("WINAPI")]
    [TestCase("APIENTRY")]
    [TestCase("__cdecl__")]
    public Task An_import_accepts_a_spelling(string spelling) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using KoffiGen;

            internal static partial class Imports
            {
                [KoffiImport("int f(int value)", Convention = "{{spelling}}")]
                public static partial int F(int value);
            }
            """
        );

    [Test]
    public void Messages_list_every_keyword() =>
        Assert.That(CallingConventions.DisplayList, Is.EqualTo("'__cdecl', '__stdcall', '__fastcall' or '__thiscall'"));
}
