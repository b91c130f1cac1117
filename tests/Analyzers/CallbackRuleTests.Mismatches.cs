using System.Globalization;

namespace KoffiGen.Tests.Analyzers;

// The reasons of mismatches between a delegate and a C function type.
public sealed partial class CallbackRuleTests
{
    [TestCase("KOFFI212", "void", "struct point p", "Wrong p")]
    [TestCase("KOFFI212", "void", "const struct point *p", "in Wrong p")]
    [TestCase("KOFFI212", "void", "struct point *p", "Pointer<Wrong> p")]
    [TestCase("KOFFI212", "void", "_Out_ struct point **p", "out Pointer<Wrong> p")]
    [TestCase("KOFFI212", "Wrong", "", "")]
    public async Task A_delegate_is_reported_with_the_reason_of_its_part(string id, string result, string parameter, string declared)
    {
        bool isResult = parameter.Length == 0;
        string prototype = isResult ? "struct point {0}(void)" : $"{result} {{0}}({parameter})";
        string method = isResult ? $$"""{|{{id}}:{{result}}|} Step()""" : Mark(declared);
        (string source, List<(string Id, Microsoft.CodeAnalysis.Text.TextSpan Span)> expected) = AnalyzerVerifier.Parse(
            $$"""
            using KoffiGen;

            internal struct Wrong { public int X; public long Y; }
            internal delegate {{result}} Own({{declared}});

            [KoffiCallback("{{string.Format(CultureInfo.InvariantCulture, prototype, "Step")}}")]
            internal delegate {{method}};

            [KoffiDefine("struct point { int x, y; };")]
            internal static unsafe partial class Imports
            {
                [KoffiImport("void F({{string.Format(CultureInfo.InvariantCulture, prototype, "(*cb)")}})")]
                public static partial void F({|{{id}}:Own cb|});
            }
            """
        );
        Microsoft.CodeAnalysis.Diagnostic[] diagnostics = [.. await AnalyzerVerifier.AnalyzeAsync(AnalyzerVerifier.Generate(true, source))];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                diagnostics.Select(static diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan)),
                Is.EquivalentTo(expected)
            );
            Assert.That(
                diagnostics.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)),
                Is.All.StartsWith("'Wrong' does not match the layout of the C type 'struct point': it takes 16 bytes instead of 8")
            );
        }

        string Mark(string part)
        {
            int start =
                part.StartsWith("in ", StringComparison.Ordinal) || part.StartsWith("out ", StringComparison.Ordinal)
                    ? part.IndexOf(' ', StringComparison.Ordinal) + 1
                    : 0;
            return $$"""{{result}} Step({{part[..start]}}{|{{id}}:{{part[start..]}}|})""";
        }
    }
}
