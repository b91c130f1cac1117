using System.Collections.Immutable;
using KoffiGen.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace KoffiGen.Tests.Analyzers;

/// <summary>Tests that each code fix applies the proposal of the message, and that the diagnostic is then gone.</summary>
public sealed class CodeFixTests
{
    private static readonly CodeFixProvider[] Providers =
    [
        new ModifiersFix(),
        new ProposedTypeFix(),
        new ReferenceFix(),
        new SpellingFix(),
        new UsingFix(),
    ];

    [TestCase(
        "public static int F() => 1;",
        "public static partial int F();",
        TestName = "An expression body is removed and 'partial' is added"
    )]
    [TestCase(
        "public int F()\n        {\n            return 1;\n        }",
        "public static partial int F();",
        TestName = "A block body is removed and 'static partial' is added"
    )]
    [TestCase(
        "public static extern int F(); // why",
        "public static partial int F(); // why",
        TestName = "'extern' is replaced by 'partial'"
    )]
    [TestCase("int F() => 1;", "private static partial int F();", TestName = "A method without modifiers receives all modifiers")]
    [TestCase("public partial int F();", "public static partial int F();", TestName = "'static' is inserted before 'partial'")]
    public Task A_method_becomes_static_partial(string before, string after) =>
        VerifyAsync(Method("partial class", "int F(void)", before), Method("partial class", "int F(void)", after), isSound: true);

    [Test]
    public Task A_type_becomes_partial() =>
        VerifyAsync(
            "using KoffiGen;\n\n// About it.\n[KoffiImport(\"int f(void)\")]\ninternal static class Imports;\n",
            "using KoffiGen;\n\n// About it.\n[KoffiImport(\"int f(void)\")]\ninternal static partial class Imports;\n",
            isSound: true
        );

    [Test]
    public Task An_outer_type_becomes_partial() =>
        VerifyAsync(
            "/* first */ class Outer\n{\n    [KoffiGen.KoffiImport(\"int f(void)\")]\n    partial class Imports;\n}\n",
            "/* first */ partial class Outer\n{\n    [KoffiGen.KoffiImport(\"int f(void)\")]\n    partial class Imports;\n}\n",
            isSound: true
        );

    [TestCase(
        "int F(int a, double b)",
        "int F(float a, double b = 0)",
        "int F(int a, double b = 0)",
        TestName = "A parameter receives the type of the prototype"
    )]
    [TestCase(
        "int F(_Out_ int *a)",
        "int F(in int a)",
        "int F(out int a)",
        TestName = "A parameter receives the direction of the prototype"
    )]
    [TestCase("int F(void)", "string F()", "int F()", TestName = "A result receives the type of the prototype")]
    [TestCase("int *F(void)", "string F()", "KoffiGen.Pointer<int> F()", TestName = "A result receives a generic type")]
    [TestCase("void F(void)", "int F()", "void F()", TestName = "A result is replaced by 'void'")]
    public Task The_fix_writes_the_proposed_type(string prototype, string before, string after) =>
        VerifyAsync(
            Method("static partial class", prototype, $"public static partial {before};"),
            Method("static partial class", prototype, $"public static partial {after};"),
            isSound: true
        );

    [TestCase("int F(uint32 x, uint32_tt y)", "int F(uint32 x, uint32_t y)", TestName = "A misspelled type is corrected")]
    public Task The_fix_writes_the_suggested_name(string before, string after) =>
        VerifyAsync(
            Method("static partial class", before, "public static partial int F(uint x, uint y);"),
            Method("static partial class", after, "public static partial int F(uint x, uint y);"),
            isSound: true
        );

    [TestCase("\"MyFre\"", "\"MyFree\"", TestName = "A misspelled disposer is corrected")]
    [TestCase("\"Tests.Imports.MyFre\"", "\"Tests.Imports.MyFree\"", TestName = "A misspelled disposer is corrected after its class")]
    public Task The_fix_writes_the_suggested_disposer(string before, string after)
    {
        return VerifyAsync(Source(before), Source(after), isSound: true);

        static string Source(string disposer) =>
            Method(
                    "static partial class",
                    "HeapText F(void)",
                    "public static partial string? F(); private static void MyFree(nint address) => Koffi.Free(address);"
                )
                .Replace(
                    "    internal",
                    $"    [KoffiDisposable(\"HeapText\", \"str\", {disposer})]\n    internal",
                    StringComparison.Ordinal
                );
    }

    [Test]
    public Task A_token_with_escapes_has_no_fix() =>
        VerifyAsync(
            Method("static partial class", "int F(uint32_t\\u0074 x)", "public static partial int F(uint x);"),
            null,
            isSound: false
        );

    private static string Method(string type, string prototype, string method) =>
        $"using KoffiGen;\n\nnamespace Tests\n{{\n    internal {type} Imports\n    {{\n"
        + $"        [KoffiImport(\"{prototype}\")]\n        {method}\n    }}\n}}\n";

    [TestCase(
        "// Why.\n        var step = StepPointer.Register(v => v); // How.",
        "// Why.\n        using var step = StepPointer.Register(v => v); // How.",
        TestName = "'using' is added to a registration"
    )]
    [TestCase(
        "Registered<Step> step = StepPointer.Register(v => v);\n        run(step);",
        "using Registered<Step> step = StepPointer.Register(v => v);\n        run(step);",
        TestName = "'using' is added to a registration that is passed to C"
    )]
    [TestCase(
        "var step = StepPointer.Register(v => v);\n        step = null;",
        null,
        TestName = "'using' is not offered for a variable that is assigned again"
    )]
    [TestCase(
        "Registered<Step> step;\n        step = StepPointer.Register(v => v);",
        null,
        TestName = "'using' is not offered for a variable that is assigned later"
    )]
    [TestCase("StepPointer.Register(v => v);", null, TestName = "'using' is not offered for a registration without a variable")]
    [TestCase(
        "StepPointer step = StepPointer.Register(v => v);\n        step.Invoke(1);",
        null,
        TestName = "'using' is not offered for a pointer"
    )]
    [TestCase(
        "switch (1)\n        {\n            default:\n                var step = StepPointer.Register(v => v);\n                break;\n        }",
        null,
        TestName = "'using' is not offered directly after a case label"
    )]
    public Task The_fix_adds_using_to_a_registration(string before, string? after)
    {
        return VerifyAsync(Source(before), after is null ? null : Source(after), isSound: true);

        static string Source(string statements) =>
            "using KoffiGen;\n\n[KoffiImport(\"void run(Step *step)\"), KoffiDefine(\"typedef int Step(int value);\")]\n"
            + "internal static partial class Imports\n{\n    internal static void Run()\n    {\n        "
            + statements
            + "\n    }\n}\n";
    }

    [TestCase("Imports.write([ number ]); // Why.", "Imports.write(ref number); // Why.")]
    [TestCase("Imports.write(values: [number]);", "Imports.write(values: ref number);")]
    [TestCase("Imports.write([number, 1]);", null)]
    [TestCase("Imports.write_own([ number ]); // Why.", "Imports.write_own(new(ref number)); // Why.")]
    [TestCase("Imports.write_own(values: [number]);", "Imports.write_own(values: new(ref number));")]
    [TestCase("Imports.write_array([number]);", null)]
    public Task A_variable_is_passed_by_reference(string before, string? after)
    {
        return VerifyAsync(Program(before), after is null ? null : Program(after), isSound: true);

        static string Program(string statement) =>
            $$"""
                using System;
                using KoffiGen;

                [KoffiImport("void write(int *values)")]
                internal static partial class Imports
                {
                    [KoffiImport("void write(int *values)")]
                    public static partial void write_own(Span<int> values);

                    [KoffiImport("void write(int *values)")]
                    public static partial void write_array(int[] values);
                }

                internal static class Program
                {
                    public static void Main()
                    {
                        int number = 0;
                        {{statement}}
                    }
                }

                """;
    }

    private static async Task VerifyAsync(string before, string? after, bool isSound)
    {
        ImmutableArray<Diagnostic> diagnostics = await AnalyzerVerifier.AnalyzeAsync(AnalyzerVerifier.Generate(true, before));
        Assert.That(diagnostics, Has.Length.EqualTo(1));
        CodeFixProvider provider = Providers.Single(provider => provider.FixableDiagnosticIds.Contains(diagnostics[0].Id));
        using AdhocWorkspace workspace = new();
        Document document = workspace
            .AddProject("Fixed", LanguageNames.CSharp)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.CSharp14))
            .AddDocument("Source0.cs", SourceText.From(before));
        List<CodeAction> actions = [];
        await provider.RegisterCodeFixesAsync(
            new CodeFixContext(document, diagnostics[0], (action, _) => actions.Add(action), CancellationToken.None)
        );
        if (after is null)
        {
            Assert.That(actions, Is.Empty);
            return;
        }

        ImmutableArray<CodeActionOperation> operations = await actions.Single().GetOperationsAsync(CancellationToken.None);
        Solution solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        string actual = (await solution.GetDocument(document.Id)!.GetTextAsync()).ToString();
        Assert.That(actual, Is.EqualTo(after));
        if (isSound)
        {
            await AnalyzerVerifier.VerifyAsync(actual);
        }
    }
}
