using KoffiGen.C;
using KoffiGen.Declarations;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Tests.C;
using KoffiGen.Text;

namespace KoffiGen.Tests.Declarations;

[TestFixture]
internal sealed class DeclarationBinderTests
{
    [TestCase("int f(const char *s, int n)")]
    [TestCase("int (*f)(const void *, int)")]
    [TestCase("int (*f[3])(void)")]
    [TestCase("int (*f(int a))[4]")]
    [TestCase("const char *const *f")]
    [TestCase("int f[2][3]")]
    [TestCase("int (__stdcall *f)(int)")]
    [TestCase("int *! f(void)")]
    [TestCase("int *!(g_free)*f")]
    [TestCase("int f(const char *format, ...)")]
    public void Types_are_written_as_they_were_declared(string text) =>
        Assert.That(
            CTypeWriter.WriteDeclaration(DeclarationHarness.BindSound(text + ";").TypeOf("f"), "f"),
            Is.EqualTo(text.Replace("! f", "!f", StringComparison.Ordinal))
        );

    [Test]
    public void Array_and_function_parameters_are_pointers()
    {
        FunctionType function = (FunctionType)
            DeclarationHarness
                .BindSound("typedef char name[4]; void f(int a[3], int b(void), int c[const 2][4], const name d, name e[2]);")
                .TypeOf("f")
                .Type;

        Assert.That(
            function.Parameters.Select(static parameter => parameter.Type.ToString()),
            Is.EqualTo((string[])["int *", "int (*)(void)", "int (*const)[4]", "const char *", "name *"])
        );
        Assert.That(function.ToString(), Is.EqualTo("void (int a[3], int (*b)(void), int c[2][4], const name d, name e[2])"));
    }

    [Test]
    public void Every_wrong_declaration_is_reported_at_its_token([ValueSource(nameof(Pages))] string id)
    {
        DiagnosticPage page = DiagnosticPage.Read(id);
        Assert.That(Run(page.Wrong), Is.EqualTo(new[] { id }));
        Assert.That(Run(page.Right), Is.Empty);

        static string[] Run(string text)
        {
            ParseResult<TranslationUnitSyntax> parsed = Parser.ParseTranslationUnit(new SourceText(text));
            if (!text.Contains("answer", StringComparison.Ordinal))
            {
                DeclarationBinder binder = new(new TypeScope(), parsed.Text);
                return [.. binder.BindTranslationUnit(parsed.Root).Diagnostics.Select(static diagnostic => diagnostic.Rule.Id)];
            }

            DeclarationSite site = new(parsed.Location);
            new DeclarationBinder(new TypeScope(), site).BindFunction((DeclarationSyntax)parsed.Root.Declarations[0]);
            return [.. site.Diagnostics.ToImmutable().Select(static diagnostic => diagnostic.Rule.Id)];
        }
    }

    [Test]
    public void A_misspelled_name_is_suggested()
    {
        DeclarationHarness declarations = DeclarationHarness.Bind("struct Rectangle { int a; }; int f(Rectangel *r);");

        Assert.That(declarations.Describe(), Has.Exactly(1).EqualTo("KOFFI101 'Rectangel'"));
        Assert.That(declarations.Diagnostics[0].Arguments[1], Is.EqualTo(" Did you mean 'struct Rectangle'?"));
    }

    [TestCase("1 + 2 * 3 - 4 / 3")]
    [TestCase("-7 / 2 * 10 + -7 % 3")]
    [TestCase("0xFFFFFFFF")]
    [TestCase("~0u")]
    [TestCase("-1 < 1u")]
    [TestCase("-1L < 1u")]
    [TestCase("1u - 2")]
    [TestCase("(signed char)200")]
    [TestCase("(unsigned char)-1")]
    [TestCase("1 << 31")]
    [TestCase("-8 >> 1")]
    [TestCase("'a' + '\\n' + '\\x41' + '\\101'")]
    [TestCase("1 ? -1 : 0u")]
    [TestCase("0 && 1 / 0")]
    [TestCase("(int)3.9 + (int)-3.9")]
    [TestCase("sizeof(int[3]) + _Alignof(double)")]
    [TestCase("0b1011 ^ 017 | 0x10 & ~1")]
    [TestCase("0x1p4 == 16.0")]
    public void Constants_have_the_value_that_gcc_computes(string expression)
    {
        string[] expected = CCompiler.Run($"#include <stdio.h>\nint main(void) {{ printf(\"%lld\\n\", (long long)({expression})); }}");
        ConstantValue? value = DeclarationHarness.Bind($"#define X ({expression})\n").Scope.Find("X")!.Value;

        Assert.That(value?.Bits.ToString(System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(expected[0]));
    }

    [Test]
    public void A_constant_knows_its_value_on_Windows() =>
        Assert.That(DeclarationHarness.BindSound("#define X sizeof(long)\n").Scope.Find("X")!.Value!.OnWindows!.Bits, Is.EqualTo(4));

    // Rules about C# attributes have C# examples, and FileRuleTests covers rules that need a whole file.
    private static IEnumerable<string> Pages() =>
        TypeRules
            .All.Concat(OwnershipRules.All)
            .Select(static rule => rule.Id)
            .Where(static id => id is not ("KOFFI308" or "KOFFI309" or "KOFFI310" or "KOFFI311"))
            .Where(static id => DiagnosticPage.Read(id).Language == "c");
}
