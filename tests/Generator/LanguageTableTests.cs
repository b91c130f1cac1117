using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen.Tests.Generator;

/// <summary>Tests that what the table of C types and C# types promises to readers is what the generator does.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed partial class LanguageTableTests
{
    private static IEnumerable<LanguageTableEntry> Entries => LanguageTable.Read();

    [TestCaseSource(nameof(Entries))]
    public void Generated_methods_use_the_type_of_the_second_column(LanguageTableEntry entry)
    {
        MethodDeclarationSyntax method = FindMethods(Generate(entry, "")).First();
        string type = entry.IsResult ? method.ReturnType.ToString() : GetType(FindParameter(method));
        Assert.That("`" + Qualifier().Replace(type, "") + "`", Is.EqualTo(Placeholder().Replace(entry.Default, "int")), entry.Prototype);
    }

    [TestCaseSource(nameof(Entries))]
    public void Methods_may_use_the_types_of_the_third_column(LanguageTableEntry entry)
    {
        MethodDeclarationSyntax method = FindMethods(Generate(entry, "")).First();
        string members = string.Concat(entry.Accepted.SelectMany((type, index) => Declare(entry, method, type, index)));
        string[] wrong =
        [
            .. FindMethods(Generate(entry, members))
                .Where(static method => method.Identifier.ValueText.StartsWith("Accepted", StringComparison.Ordinal))
                .GroupBy(static method => method.Identifier.ValueText.Split('_')[0])
                .Where(static variants =>
                    variants.All(static variant => variant.ToString().Contains("InvalidOperationException(", StringComparison.Ordinal))
                )
                .Select(variants => entry.Accepted[int.Parse(variants.Key["Accepted".Length..], CultureInfo.InvariantCulture)]),
        ];
        Assert.That(wrong, Is.Empty, entry.Prototype);
    }

    private static readonly CForms FormsOfPage = new([LanguageTable.Declarations]);

    private static readonly CForms FormsOfRows = new(SignatureTests.Declarations);

    private static readonly HashSet<string> Listed = [.. Entries.SelectMany(static entry => FormsOfPage.Find(entry.Prototype))];

    private static IEnumerable<SignatureRow> Rows => SignatureTests.Rows;

    [TestCaseSource(nameof(Rows))]
    public void C_types_that_signatures_accept_are_in_the_first_column(SignatureRow row) =>
        Assert.That(FormsOfRows.Find(row.Prototype).Where(static form => !IsListed(form)), Is.Empty, row.Prototype);

    // The table states that pointers to a struct are marshalled as any 'T *'.
    private static bool IsListed(string form) =>
        form == "void" || Listed.Contains(form) || Listed.Contains(StructBehindPointer().Replace(form, "T"));

    /// <summary>Declares a method with a type, and another one that keeps the count, which the default signature may leave out.</summary>
    private static IEnumerable<string> Declare(LanguageTableEntry entry, MethodDeclarationSyntax method, string type, int index)
    {
        string accepted = Placeholder().Replace(type, "int");
        SeparatedSyntaxList<ParameterSyntax> all = method.ParameterList.Parameters;
        string[] parameters =
        [
            .. all.Select(parameter =>
                !entry.IsResult && parameter == FindParameter(method) ? $"{accepted} a" : parameter.WithDefault(null).ToString()
            ),
        ];
        string result = entry.IsResult ? accepted : method.ReturnType.ToString();
        yield return Member("");
        if (
            entry.Prototype.Contains("int n)", StringComparison.Ordinal)
            && all.All(static parameter => parameter.Identifier.ValueText != "n")
        )
        {
            yield return Member("_counted", "int n");
        }

        string Member(string suffix, params string[] more)
        {
            string signature = $"{result} Accepted{index}{suffix}({string.Join(", ", [.. parameters, .. more])})";
            return $"[KoffiImport(\"{entry.Prototype}\")] public static unsafe partial {signature};\n";
        }
    }

    private static string Generate(LanguageTableEntry entry, string members)
    {
        GeneratorRun run = GeneratorHarness.RunOnce(
            GeneratorHarness.CreateCompilation([
                $$"""
                public enum EnumOf_sbyte : sbyte;
                public enum EnumOf_byte : byte;
                public enum EnumOf_short : short;
                public enum EnumOf_ushort : ushort;
                public enum EnumOf_int;
                public enum EnumOf_uint : uint;
                public enum EnumOf_long : long;
                public enum EnumOf_ulong : ulong;
                public struct SameLayout { public int Id; public nint Name; }

                [KoffiLibrary("c")]
                [KoffiDefine("{{LanguageTable.Declarations}}")]
                [KoffiImport("{{entry.Prototype}}")]
                public static partial class C
                {
                    {{members}}
                }
                """,
            ])
        );
        Assert.That(run.Warnings, Is.Empty, entry.Prototype);
        return run.Text("C.g.cs");
    }

    private static IEnumerable<MethodDeclarationSyntax> FindMethods(string generated) =>
        CSharpSyntaxTree.ParseText(generated, GeneratorHarness.ParseOptions).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>();

    private static ParameterSyntax FindParameter(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.First(static parameter => parameter.Identifier.ValueText is "a" or "cmp");

    private static string GetType(ParameterSyntax parameter) => $"{parameter.Modifiers} {parameter.Type}".Trim();

    [GeneratedRegex(@"global::(?:System\.(?:\w+\.)*|KoffiGen\.|C\.)")]
    private static partial Regex Qualifier();

    [GeneratedRegex(@"(?<!struct )\bS\b")]
    private static partial Regex StructBehindPointer();

    [GeneratedRegex(@"\bT\b")]
    private static partial Regex Placeholder();
}
