using System.Collections.Immutable;
using System.Text.RegularExpressions;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Text;

namespace KoffiGen.Tests.Syntax;

public partial class SyntaxRuleTests
{
    /// <summary>Rules that apply only to prototypes: a header may be empty and may declare any number of functions.</summary>
    private static readonly string[] RulesOfPrototypes = ["KOFFI023", "KOFFI024", "KOFFI025", "KOFFI026"];

    /// <summary>One text for each rule. The reported span is between « and »; there are no other diagnostics.</summary>
    private static readonly (string Id, string Text)[] Mistakes =
    [
        ("KOFFI001", "int abs(int x) «@»;"),
        ("KOFFI001", "int abs(int x) «\u0001»;"),
        ("KOFFI001", "int abs(int «😀»x);"),
        ("KOFFI002", "int abs(int x); «/*» the C library's"),
        ("KOFFI003", "static_assert(1, «\"int)»\n);"),
        ("KOFFI003", "enum { A = «'a };»\n};"),
        ("KOFFI004", "enum { LIMIT = «12abc» };"),
        ("KOFFI004", "enum { LIMIT = «08» };"),
        ("KOFFI005", "int x[" + new string('(', 127) + "«(»1];"),
        (
            "KOFFI061",
            "#define A const const const const\n#define B A A A A\n#define C B B B B\n#define D C C C C\n#define E D D D D\n"
                + "«E» int f(void);"
        ),
        ("KOFFI006", "int max(int a «int» b);"),
        ("KOFFI006", "int max(int a)«»\nint min(int a);"),
        ("KOFFI006", "struct s { int x; «»"),
        ("KOFFI006", "extern \"C\" { int x; «»"),
        ("KOFFI007", "int max(int a, «)»;"),
        ("KOFFI007", "struct s { «5»; };"),
        ("KOFFI007", "int a[sizeof(«)»];"),
        ("KOFFI008", "«abs»(int x);"),
        ("KOFFI009", "typedef int«;»"),
        ("KOFFI009", "int «default»(int);"),
        ("KOFFI009", "enum { A, «5» };"),
        ("KOFFI010", "int values[2 * «]»;"),
        ("KOFFI010", "enum { A = «}»;"),
        ("KOFFI011", "unsigned «float» f(void);"),
        ("KOFFI011", "struct s «int» x;"),
        ("KOFFI012", "«unsinged» int f(void);"),
        ("KOFFI012", "«API_EXPORT» struct s *g(void);"),
        ("KOFFI013", "«_BitInt»(24) f(void);"),
        ("KOFFI013", "«typeof»(1, 2) f(void);"),
        ("KOFFI014", "int «__vectorcall» f(int);"),
        ("KOFFI015", "int __cdecl «__stdcall» f(int);"),
        ("KOFFI016", "void f(_In_ «_Out_» int *x);"),
        ("KOFFI017", "void f(«_out_» int *x);"),
        ("KOFFI018", "void f(int *«_Out_» x);"),
        ("KOFFI018", "struct s { «_In_» int x; };"),
        ("KOFFI019", "void f(int«[5]» x);"),
        ("KOFFI019", "int«[3]» f(void);"),
        ("KOFFI020", "void f(int «&»x);"),
        ("KOFFI021", "int f(int x «=» 5);"),
        ("KOFFI022", "int f(«...», int x);"),
        ("KOFFI023", "« /* int abs(int) */ »"),
        ("KOFFI023", "«»"),
        ("KOFFI024", "int (*«f»)(int)"),
        ("KOFFI024", "int «abs»;"),
        ("KOFFI025", "int abs(int x);«;»"),
        ("KOFFI026", "int abs(int)«,» labs(int)"),
        ("KOFFI027", "struct Point { «int»; };"),
        ("KOFFI027", "«unsigned long»;"),
        ("KOFFI028", "struct Point { «static» int x; };"),
        ("KOFFI028", "void f(«extern» int x);"),
        ("KOFFI028", "static «typedef» int x;"),
        ("KOFFI029", "int twice(int x) «{» return 2 * x; }"),
        ("KOFFI030", "#pragma «pack(push 1)»"),
        ("KOFFI030", "#pragma «pack(3)»\nint f(void);"),
        ("KOFFI031", "#pragma koffi «\"sqlite3\"»"),
        ("KOFFI031", "#pragma koffi library(\"sqlite3\"«»"),
        ("KOFFI032", "#define «TWICE»(x) ((x) * 2)"),
        ("KOFFI032", "#define «LOOP» while (1)"),
        ("KOFFI033", "«#pragma once»\nint f(void);"),
        ("KOFFI034", "«#ifdef _WIN32»\nint f(int);"),
        ("KOFFI035", "enum Color { «}»;"),
        ("KOFFI036", "extern int table[2] = «{ 1, 2 }»;"),
        ("KOFFI037", "«5» + 3;"),
        ("KOFFI037", "int x; «}»"),
        ("KOFFI038", "int «int» f(void);"),
        ("KOFFI039", "«_Check_return_» int f(void);"),
        ("KOFFI039", "«_Success_»(return == 0) int f(void);"),
        ("KOFFI040", "int a[sizeof «(1 + 2)»];"),
        ("KOFFI041", "int a[offsetof(struct s, b«.c[1]»)];"),
        ("KOFFI012", "int «ZEXPORT» f(int);"),
        ("KOFFI012", "void *«ZEXPORT» f(int);"),
        ("KOFFI012", "int f(char «FAR» *text);"),
        ("KOFFI012", "typedef int («ZCALL» *callback)(int);"),
        ("KOFFI012", "«SQLITE_API» sqlite3 *open(void);"),
        ("KOFFI012", "«SQLITE_API» const sqlite3 *open(void);"),
        ("KOFFI012", "«SQLITE_API»\nsqlite3 open(void);"),
        ("KOFFI012", "int free(void *p) «ATTR_FREE»;"),
        ("KOFFI012", "int f(«sturct» foo *p);"),
        ("KOFFI012", "«sturct» foo *f(void);"),
        ("KOFFI012", "«sturct» foo f(void);"),
        ("KOFFI054", "int f «OF»((int a));"),
        ("KOFFI054", "int f(int a) «ATTR»((pure));"),
        ("KOFFI055", "static int «f»(int a);"),
        ("KOFFI055", "static inline int «f»(int a) { return a; }"),
        ("KOFFI055", "static int «x»;"),
        ("KOFFI056", "#pragma «kofi» library(\"m\")"),
        ("KOFFI056", "#pragma «Koffi» library(\"m\")"),
        ("KOFFI031", "#pragma koffi«»"),
        ("KOFFI031", "#pragma koffi library(x «y»)"),
        ("KOFFI010", "struct s { int n; int *a __counted_by(«)»; };"),
    ];

    private static IEnumerable<TestCaseData> MistakeCases =>
        Mistakes.Select((mistake, index) => new TestCaseData(mistake.Id, mistake.Text).SetArgDisplayNames($"{mistake.Id}, {index}"));

    private static IEnumerable<TestCaseData> RuleCases =>
        SyntaxRules.All.Select(rule => new TestCaseData(rule).SetArgDisplayNames(rule.Id));

    [TestCaseSource(nameof(MistakeCases))]
    public void A_mistake_is_reported_at_its_span(string id, string marked)
    {
        int start = marked.IndexOf('«', StringComparison.Ordinal);
        int end = marked.IndexOf('»', StringComparison.Ordinal) - 1;
        string text = marked.Remove(end + 1, 1).Remove(start, 1);
        Assert.That(
            Diagnose(id, text).Select(d => (d.Rule.Id, d.Location.Span.Start, d.Location.Span.Length)),
            Is.EqualTo(new[] { (id, start, end - start) })
        );
    }

    [TestCaseSource(nameof(RuleCases))]
    public void Every_rule_is_tested(object rule) =>
        Assert.That(Mistakes.Select(mistake => mistake.Id), Has.Some.EqualTo(((DiagnosticRule)rule).Id));

    [TestCaseSource(nameof(RuleCases))]
    public void Every_rule_has_a_page_with_correct_examples(object ruleObject)
    {
        DiagnosticRule rule = (DiagnosticRule)ruleObject;
        string path = Path.Combine(Repository.Root, "docs", "diagnostics", rule.Id + ".md");
        Assert.That(path, Does.Exist);
        Match page = PageShape().Match(File.ReadAllText(path).ReplaceLineEndings("\n"));
        Assert.That(page.Success, Is.True, "The page does not have the shape of the others.");
        string severity = rule.Severity.ToString().ToLowerInvariant();
        Assert.That(page.Groups["title"].Value, Is.EqualTo($"{rule.Id}: {rule.Title}"));
        Assert.That(page.Groups["severity"].Value, Is.EqualTo(severity));
        Assert.That(Diagnose(rule.Id, page.Groups["wrong"].Value).Select(d => d.Rule), Has.Some.EqualTo(rule));
        Assert.That(
            Diagnose(rule.Id, page.Groups["right"].Value).Where(d => d.Rule.Severity == RuleSeverity.Error || d.Rule == rule),
            Is.Empty
        );
    }

    [Test]
    public void Every_message_takes_the_arguments_it_is_given()
    {
        foreach ((string id, string marked) in Mistakes)
        {
            string text = marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);
            foreach (TextDiagnostic diagnostic in Diagnose(id, text))
            {
                int holes = HoleOfMessage().Matches(diagnostic.Rule.MessageFormat).Select(hole => hole.Value).Distinct().Count();
                Assert.That(diagnostic.Arguments, Has.Count.EqualTo(holes), id);
            }
        }
    }

    private static ImmutableArray<TextDiagnostic> Diagnose(string id, string text) =>
        RulesOfPrototypes.Contains(id)
            ? Parser.ParsePrototype(new SourceText(text)).Diagnostics
            : Parser.ParseTranslationUnit(new SourceText(text)).Diagnostics;

    [GeneratedRegex(
        @"\A# (?<title>.+)\n\nSeverity: (?<severity>\w+)\n\n(?:(?:(?!## ).+\n)+\n)+"
            + @"## Wrong\n\n```c\n(?<wrong>[^`]*)```\n\n## Right\n\n```c\n(?<right>[^`]*)```\n\z"
    )]
    private static partial Regex PageShape();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex HoleOfMessage();
}
