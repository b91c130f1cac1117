using KoffiGen.Tests.Analyzers;
using KoffiGen.Tests.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static KoffiGen.Tests.Scaling.Texts;

namespace KoffiGen.Tests.Scaling;

/// <summary>Tests with inputs that have no end, or need a stack of any size, unless the work on them is limited.</summary>
internal sealed class HangTests
{
    private static IEnumerable<TestCaseData> Cases =>
        [
            Case("macros that double", "KOFFI061", "#define A0\n" + Each(40, i => $"#define A{i + 1} A{i} A{i}\n") + "A40 int f(void);"),
            Case("a chain of macros", "KOFFI061", "#define A0\n" + Each(9000, i => $"#define A{i + 1} A{i}\n") + "A9000 int f(void);"),
            Case("a chain of constants in reverse order", "", EachDown(9000, i => $"#define A{i + 1} (A{i} + 1)\n") + "#define A0 1\n"),
            Case(
                "a ring of constants",
                "",
                Each(9000, i => $"#define A{i} (A{(i + 1) % 9000} + A{(i + 2) % 9000})\n"),
                ignored: "KOFFI111"
            ),
            Case(
                "a chain of constants in array types",
                "KOFFI005",
                EachDown(9000, i => $"#define A{i + 1} sizeof(char[A{i}])\n") + "#define A0 1\n",
                ignored: "KOFFI111"
            ),
            Case(
                "structs that double",
                "KOFFI136",
                "struct s0 { int a; };\n" + Each(40, i => $"struct s{i + 1} {{ struct s{i} a, b; }};\n"),
                ignored: "KOFFI135"
            ),
            Case(
                "structs with strings that double",
                "",
                "struct s0 { char *a; };\n" + Each(20, i => $"struct s{i + 1} {{ struct s{i} a, b; }};\nvoid f{i}(struct s{i} *a);\n")
            ),
            Case(
                "a chain of structs",
                "KOFFI152",
                "struct s0 { int a; };\n" + Each(900, i => $"struct s{i + 1} {{ struct s{i} a; }};\n"),
                "KOFFI135"
            ),
            Case("a chain of pointers", "KOFFI152", "typedef int t0;\n" + Each(900, i => $"typedef t{i} *t{i + 1};\n") + "void f(t900 a);"),
            Case("a chain of arrays", "KOFFI152", "typedef int t0;\n" + Each(900, i => $"typedef t{i} t{i + 1}[1];\n") + "void f(t900 a);"),
            Case("a chain of typedefs", "", "typedef int t0;\n" + Each(9000, i => $"typedef t{i} t{i + 1};\n") + "void f(t9000 *a);"),
            Case("structs that own their own type", "KOFFI311", "struct s { struct s *!next; };\nvoid f(_Out_ struct s *a);", ignored: ""),
        ];

    [TestCaseSource(nameof(Cases))]
    public async Task The_work_ends_and_the_next_declaration_compiles(string id, string text, string ignored)
    {
        AnalyzerOptions options = new([new MemoryFile("/project/input.koffi", text + "\nint next(int a);")], new MemoryOptions("Root"));
        Compilation compilation = AnalyzerVerifier.Generate(options);
        string[] ids =
        [
            .. (await AnalyzerVerifier.AnalyzeAsync(compilation, options))
                .Where(static diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden)
                .Select(static diagnostic => diagnostic.Id)
                .Where(found => !ignored.Contains(found, StringComparison.Ordinal))
                .Distinct(),
        ];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Join(" ", ids), Is.EqualTo(id));
            Assert.That(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
            Assert.That(compilation.GetSymbolsWithName("next", SymbolFilter.Member), Is.Not.Empty);
        }
    }

    private static TestCaseData Case(string name, string id, string text, string ignored = "") =>
        new TestCaseData(id, text, ignored).SetArgDisplayNames(name);
}
