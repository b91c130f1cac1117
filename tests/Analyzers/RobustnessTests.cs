using CsCheck;
using KoffiGen.Tests.Generator;
using KoffiGen.Tests.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KoffiGen.Tests.Analyzers;

/// <summary>Tests that the analyzers do not fail on code that is wrong, as it often is while a user types.</summary>
public sealed class RobustnessTests
{
    // Types that contain themselves, some of them with a new type argument at each level.
    [TestCase("unsafe struct Node { public Node* Next; public int Value; }", "Node*")]
    [TestCase("unsafe struct Node { public delegate* unmanaged[Cdecl]<Node, void> Visit; }", "Node")]
    [TestCase("struct Node { public Node Inner; }", "Node")]
    [TestCase("struct Node { public Node Inner; public Missing Other; }", "Node")]
    [TestCase("unsafe struct Grown<T> where T : unmanaged { public Grown<Grown<T>>* Left, Right; }", "Grown<int>")]
    [TestCase("delegate void Node(Node[] inner);", "Node")]
    [TestCase("delegate void Node(Span<Node> inner);", "Node")]
    [TestCase("delegate Node Node();", "Node")]
    [TestCase("unsafe delegate void Node(Other* inner); struct Other { public Node Back; }", "Node")]
    [TestCase("delegate void Node(Action<Node> inner);", "Node")]
    [TestCase("delegate void Grown<T>(Grown<Grown<T>>[] inner);", "Grown<int>")]
    [TestCase("struct Grown<T> { public Memory<Grown<Grown<T>>> Inner; public Task<Grown<Grown<T>>> Other; }", "Grown<int>")]
    [TestCase("delegate void Node(Action<Exception, (Node, Node)> inner);", "Node")]
    [TestCase("[KoffiCallback(\"void Node(void **inner)\")] delegate void Node(Node[] inner);", "Node")]
    public async Task Types_that_contain_themselves_are_analyzed(string declaration, string type)
    {
        Compilation compilation = AnalyzerVerifier.Generate(
            true,
            $$"""
            using System;
            using System.Threading.Tasks;
            using KoffiGen;

            {{declaration}}

            internal static unsafe partial class Imports
            {
                [KoffiImport("void f(void *inner, void (*visit)(void **inner))")]
                public static partial void F({{type}} inner, {{type}} visit);

                [KoffiImport("void *f(void *inner, _Out_ void **visit)")]
                public static partial Task<({{type}}, {{type}} visit)> G(Memory<{{type}}> inner, Action<Exception, ({{type}}, {{type}})> done);
            }
            """
        );
        Assert.That(
            (await AnalyzerVerifier.AnalyzeAsync(compilation)).Select(static diagnostic => diagnostic.Id),
            Has.None.EqualTo("AD0001")
        );
    }

    [TestCase("")]
    [TestCase("()")]
    [TestCase("(null)")]
    [TestCase("(5)")]
    [TestCase("(nameof)")]
    [TestCase("(\"F\", null)")]
    [TestCase("(\"F\", \"int\", null)")]
    [TestCase("(\"F\", \"int\", (string)null, \"Nope\")")]
    [TestCase("(\"F\", \"int\", [.. \"a\"])")]
    [TestCase("(\"F\", \"int\", new string[2] { \"Nope\", null })")]
    [TestCase("(\"F\", \"int\", parameters: default)")]
    [TestCase("(Loop)")]
    [TestCase("(Missing + \"F(Nope\")")]
    [TestCase("($\"int F({Convention} {1} x)\")")]
    [TestCase("(\"int F(Nope x\\q)\")")]
    [TestCase("(\"int F(Nope x)")]
    [TestCase("(\"\"\"\nint F(Nope x)\n  \"\"\")")]
    [TestCase("(\"int F(Nope x)\", Convention = null, ThrowOn = (KoffiThrowOn)77, Ordinal = \"x\")")]
    [TestCase("(default(string))")]
    [TestCase("(\"int F(Nope x)\"u8)")]
    [TestCase("(true ? \"int F(Nope x)\" : \"\")")]
    public async Task An_unfinished_attribute_is_analyzed(string arguments)
    {
        foreach (string attribute in (string[])["KoffiImport", "KoffiDefine", "KoffiType", "KoffiLibrary", "KoffiCallback"])
        {
            string source = $$"""
                using KoffiGen;

                [{{attribute}}{{arguments}}]
                internal static partial class Imports
                {
                    private const string Loop = "int F(" + Loop;
                    private const string Convention = "Nope";

                    [{{attribute}}{{arguments}}]
                    public static partial int F(int x);

                    [{{attribute}}{{arguments}}]
                    public partial struct Inner { }

                    [{{attribute}}{{arguments}}]
                    public delegate int Called(int x);

                    [{{attribute}}{{arguments}}]
                    public static partial int F(
                """;
            Compilation compilation = AnalyzerVerifier.Generate(true, source);
            IEnumerable<Diagnostic> diagnostics = await AnalyzerVerifier.AnalyzeAsync(compilation);
            Assert.That(
                diagnostics.Where(static diagnostic => !diagnostic.Id.StartsWith("KOFFI", StringComparison.Ordinal)),
                Is.Empty,
                attribute
            );
        }
    }

    [Test]
    public async Task Every_beginning_of_a_program_is_analyzed()
    {
        string program = File.ReadAllText(Path.Combine(Repository.Root, "samples", "Quickstart", "Libc.cs"));
        for (int length = 0; length < program.Length; length += 7)
        {
            Compilation compilation = AnalyzerVerifier.Generate(true, program[..length]);
            IEnumerable<Diagnostic> diagnostics = await AnalyzerVerifier.AnalyzeAsync(compilation);
            Assert.That(diagnostics.Where(static diagnostic => !diagnostic.Id.StartsWith("KOFFI", StringComparison.Ordinal)), Is.Empty);
        }
    }

    [Test]
    public async Task Every_beginning_of_a_program_with_callbacks_is_analyzed()
    {
        const string Program = """
            using KoffiGen;
            var kept = Steps.VisitPointer.Register(n => n); Steps.each(kept); Steps.set_step(n => n); _ = StepPointer.Register(n => n).Address;
            [KoffiCallback("int Step(int n)", Slots = 3, OnException = KoffiCallbackPolicy.Rethrow)] delegate int Step(int n);
            [KoffiDefine("typedef int Visit(_Context_ void *u, int n); void each(Visit *v, _Context_ void *u);")]
            [KoffiImport("void set_step(Step *s)")] static partial class Steps;
            """;
        for (int length = 0; length <= Program.Length; length += 5)
        {
            Compilation compilation = AnalyzerVerifier.Generate(true, Program[..length]);
            IEnumerable<Diagnostic> diagnostics = await AnalyzerVerifier.AnalyzeAsync(compilation);
            Assert.That(diagnostics.Where(static diagnostic => !diagnostic.Id.StartsWith("KOFFI", StringComparison.Ordinal)), Is.Empty);
        }
    }

    [Test]
    public void Delegates_with_slips_in_their_prototypes_are_generated_and_analyzed() =>
        Gen.Select(Slips.In(SyntaxSeeds.CallbackPrototypes), Slips.In(SyntaxSeeds.TranslationUnits))
            .Sample(
                static (prototype, declarations) =>
                {
                    Compilation compilation = AnalyzerVerifier.Generate(
                        true,
                        $$"""
                        using KoffiGen;

                        [KoffiCallback({{Literal(prototype)}}, Slots = 2, OnException = KoffiCallbackPolicy.Default)]
                        delegate int Step(nint user, string text, out int value);

                        [KoffiDefine({{Literal(declarations)}})]
                        static partial class Outer
                        {
                            [KoffiCallback({{Literal(prototype)}})]
                            public delegate void Inner(int value);

                            [KoffiImport({{Literal("int run(" + prototype + ", _Context_ void *user)")}})]
                            public static partial int Run(Step step);
                        }
                        """
                    );
                    IEnumerable<Diagnostic> diagnostics = AnalyzerVerifier.AnalyzeAsync(compilation).GetAwaiter().GetResult();
                    Assert.That(
                        diagnostics.Where(static diagnostic => !diagnostic.Id.StartsWith("KOFFI", StringComparison.Ordinal)),
                        Is.Empty
                    );
                },
                iter: 200
            );

    // Two files at once, because the declarations of one file can depend on mistakes in the other.
    [Test]
    public void Files_with_slips_are_generated_and_analyzed() =>
        Gen.Select(Slips.In(SyntaxSeeds.TranslationUnits), Slips.In(SyntaxSeeds.TranslationUnits))
            .Sample(
                static (first, second) =>
                {
                    AnalyzerOptions options = new(
                        [new MemoryFile("/project/first.koffi", first), new MemoryFile("/project/second.koffi", second)],
                        new MemoryOptions("Root")
                    );

                    // An internal failure of the generator is reported as a diagnostic; there must be none.
                    Compilation compilation = AnalyzerVerifier.Generate(options);
                    IEnumerable<Diagnostic> diagnostics = AnalyzerVerifier.AnalyzeAsync(compilation, options).GetAwaiter().GetResult();
                    Assert.That(
                        diagnostics.Where(static diagnostic => !diagnostic.Id.StartsWith("KOFFI", StringComparison.Ordinal)),
                        Is.Empty
                    );
                },
                iter: 300
            );

    private static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
