using System.Collections.Immutable;
using System.Diagnostics;
using KoffiGen.Analyzers;
using KoffiGen.Diagnostics;
using KoffiGen.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace KoffiGen.Tests.Generator;

/// <summary>
/// Tests that a bug of KoffiGen in any step is KOFFI901 with the declaration that meets it, and that everything else is generated. Each
/// case lets one step fail in the real generator.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class FailureTests
{
    private const string Source = """
        [assembly: KoffiDefine("typedef struct pair { int a, b; } pair;")]

        [KoffiType("UserPoint")] public struct UserPoint { public int X, Y; }
        [KoffiType("UserSize")] public struct UserSize { public int Width, Height; }

        [KoffiCallback("int Ordering(int a, int b)")] public delegate int Ordering(int a, int b);
        [KoffiCallback("int Visiting(int a)")] public delegate int Visiting(int a);

        [KoffiLibrary("first")]
        public static partial class First
        {
            [KoffiImport("int one(int a)")] public static partial int One(int a);
            [KoffiImport("UserSize two(UserSize a)")] public static partial UserSize Two(UserSize a);
            [KoffiSymbol("int count")] public static partial ref int Count { get; }
            [KoffiSymbol("int total")] public static partial ref int Total { get; }
        }

        [KoffiLibrary("second"), KoffiImport("int three(int a)"), KoffiImport("int four(int a)")]
        public static partial class Second;

        [KoffiLibrary("third"), KoffiDefine("struct edge { int length; }; int edge_length(struct edge *e); int edge_count(int a);")]
        public static partial class Third;

        [KoffiLibrary("fourth"), KoffiDefine("text name(int a);")]
        [KoffiDisposable("text", "str", nameof(Release)), KoffiDisposable("note", "str", nameof(Release))]
        public static partial class Fourth
        {
            private static void Release(nint text) { }
        }

        [KoffiDisposable("label", "str", nameof(Release))]
        public static partial class Fifth
        {
            private static void Release(nint text) { }
        }
        """;

    private const string Assembly = "Assembly-Types";

    private static readonly MemoryFile[] Files =
    [
        new("/project/shapes.koffi", "struct shape { int sides; };\nint shape_area(struct shape *s);\nint shape_count(void);\n"),
        new("/project/colors.koffi", "enum color { RED, GREEN };\nint color_mix(enum color a, enum color b);\n"),
    ];

    private static readonly MemoryOptions Options = new("Root");

    private static readonly ImmutableDictionary<string, string> Sound = Texts(Run().GetRunResult().Results.Single());

    /// <summary>A step, the declaration that it fails on, and the generated files that are lost or different then.</summary>
    private static readonly (GuardedStep Step, string Declaration, string[] Files)[] All =
    [
        (GuardedStep.Project, "the project's settings", ["colors.koffi", "shapes.koffi", Assembly]),
        (GuardedStep.Files, "/project/shapes.koffi", ["shapes.koffi"]),
        (GuardedStep.ParsedFiles, "shapes.koffi", ["shapes.koffi"]),
        (GuardedStep.Methods, "First.One(int)", ["First"]),
        (GuardedStep.Classes, "Second", ["Second"]),
        (GuardedStep.Symbols, "First.Count", ["First"]),
        (GuardedStep.Defines, "Third", ["Third-Types"]),
        (GuardedStep.Defines, "the assembly", [Assembly]),
        (GuardedStep.Disposables, "Fifth", []),
        (GuardedStep.ForeignTypes, "UserPoint", []),
        (GuardedStep.Callbacks, "Ordering", ["Ordering-Callback"]),
        (
            GuardedStep.Environment,
            "the C declarations of the project",
            [
                "colors.koffi",
                "shapes.koffi",
                "First",
                "Second",
                "Third-Types",
                "Fourth-Types",
                "Ordering-Callback",
                "Visiting-Callback",
                Assembly,
            ]
        ),
        (GuardedStep.DeclaredForeignTypes, "UserPoint", []),
        (GuardedStep.CreatedUnits, "shapes.koffi", ["shapes.koffi"]),
        (GuardedStep.CreatedUnits, "Third", ["Third-Types"]),
        (GuardedStep.CreatedUnits, "Visiting", ["Visiting-Callback"]),
        (GuardedStep.CreatedDisposables, "note", []),
        (GuardedStep.DeferredDisposables, "note", []),
        (GuardedStep.UnitScopes, "shapes.koffi", ["shapes.koffi"]),
        (GuardedStep.UnitScopes, "Third", ["Third-Types"]),
        (GuardedStep.UnitNames, "shapes.koffi", ["shapes.koffi"]),
        (GuardedStep.Includes, "shapes.koffi", ["shapes.koffi"]),
        (GuardedStep.Units, "shapes.koffi", ["shapes.koffi"]),
        (GuardedStep.Units, "Ordering", ["Ordering-Callback"]),
        (GuardedStep.NamedDisposers, "colors.koffi", ["colors.koffi"]),
        (GuardedStep.Selection, "colors.koffi", ["colors.koffi"]),
        (GuardedStep.Needs, "colors.koffi: color_mix", []),
        (GuardedStep.GeneratedTypes, "Third", ["Third-Types"]),
        (GuardedStep.ImportClasses, "First", ["First"]),
        (GuardedStep.BoundImports, "First", ["First"]),
        (GuardedStep.Imports, "First.One", ["First"]),
        (GuardedStep.Imports, "First.Count", ["First"]),
        (GuardedStep.Imports, "Second: int three(int a)", ["Second"]),
        (GuardedStep.FunctionTypeUses, "shapes.koffi", []),
        (GuardedStep.BoundUnits, "shapes.koffi", ["shapes.koffi"]),
        (GuardedStep.Members, "shapes.koffi: shape_area", ["shapes.koffi"]),
        (GuardedStep.Emission, "First", ["First"]),
        (GuardedStep.Emission, "shapes.koffi", ["shapes.koffi"]),
    ];

    private static IEnumerable<TestCaseData> Cases => All.Select(static item => new TestCaseData(item.Step, item.Declaration, item.Files));

    [Test]
    public void Each_step_has_a_case() =>
        Assert.That(All.Select(static item => item.Step).Distinct(), Is.EquivalentTo(Enum.GetValues<GuardedStep>()));

    [Test]
    public void Each_tracked_step_is_guarded() =>
        Assert.That(GeneratorHarness.StepNames.Where(static name => !Enum.TryParse<GuardedStep>(name, out _)), Is.Empty);

    [TestCaseSource(nameof(Cases))]
    public void A_failure_names_its_declaration_and_everything_else_is_generated(GuardedStep step, string declaration, string[] affected)
    {
        GeneratorRunResult result;
        using (Fail(step, declaration))
        {
            result = Run().GetRunResult().Results.Single();
        }

        ImmutableDictionary<string, string> texts = Texts(result);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Exception, Is.Null);
            Assert.That(
                result.Diagnostics.Select(static diagnostic => diagnostic.Id + ": " + diagnostic.GetMessage()),
                Has.Exactly(1)
                    .Items.And.All.StartsWith("KOFFI901: ")
                    .And.All.Contains($"'{declaration}'")
                    .And.All.Contains("no such member")
            );
            Assert.That(
                Sound.Keys.Where(name => texts.GetValueOrDefault(name) != Sound[name]),
                Is.EquivalentTo(affected.Select(static name => name + ".g.cs"))
            );
        }
    }

    /// <summary>Everything that the compiler needs a body for gets one, which throws.</summary>
    [TestCase(GuardedStep.Environment, "the C declarations of the project", "One", "Two", "Count", "Total")]
    [TestCase(GuardedStep.BoundImports, "First", "One", "Two", "Count", "Total")]
    [TestCase(GuardedStep.Imports, "First.One", "One")]
    [TestCase(GuardedStep.Imports, "First.Total", "Total")]
    public void A_declaration_that_cannot_be_bound_throws(GuardedStep step, string declaration, params string[] members)
    {
        CSharpCompilation output;
        using (Fail(step, declaration))
        {
            output = RunAndUpdate();
        }

        IEnumerable<string> throwing = output
            .GetTypeByMetadataName("First")!
            .GetMembers()
            .Where(static member =>
                member is not IMethodSymbol { AssociatedSymbol: not null }
                && ImplementationOf(member)
                    .Any(static reference =>
                        reference
                            .GetSyntax()
                            .ToString()
                            .Contains("throw new global::System.InvalidOperationException(", StringComparison.Ordinal)
                    )
            )
            .Select(static member => member.Name);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(throwing, Is.EquivalentTo(members));
            Assert.That(
                output
                    .GetDiagnostics()
                    .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                    .Select(static diagnostic => diagnostic.ToString()),
                Is.Empty
            );
        }
    }

    /// <summary>The generator runs the same steps, and reports the failure: the analyzers would report it a second time.</summary>
    [TestCaseSource(nameof(Cases))]
    public async Task The_analyzers_leave_the_report_to_the_generator(GuardedStep step, string declaration, string[] affected)
    {
        CSharpCompilation compilation = RunAndUpdate();
        ImmutableArray<Diagnostic> diagnostics;
        using (Fail(step, declaration))
        {
            diagnostics = await AnalyzeAsync(compilation, [.. Files]);
        }

        Assert.That(
            diagnostics
                .Select(static diagnostic => diagnostic.ToString())
                .Where(static text => !text.Contains("KOFFI101", StringComparison.Ordinal)),
            Is.Empty,
            string.Join(", ", affected)
        );
    }

    /// <summary>The analyzers also see generated code, so they may fail where the generator does not.</summary>
    [TestCaseSource(nameof(Cases))]
    public async Task The_analyzers_report_only_their_own_failures(GuardedStep step, string declaration, string[] affected)
    {
        CSharpCompilation compilation = RunAndUpdate();
        ImmutableArray<Diagnostic> diagnostics;
        using (
            FaultInjection.Begin(
                (current, name) =>
                {
                    if (current == step && name == declaration && !IsRunning(nameof(GeneratorDriver)))
                    {
                        throw new InvalidOperationException("no such member");
                    }
                }
            )
        )
        {
            diagnostics = await AnalyzeAsync(compilation, [.. Files]);
        }

        bool isOfGenerator = step is GuardedStep.ImportClasses or GuardedStep.BoundImports or GuardedStep.Emission;
        Assert.That(
            diagnostics
                .Select(static diagnostic => diagnostic.Id + ": " + diagnostic.GetMessage())
                .Where(static text => !text.Contains("KOFFI101", StringComparison.Ordinal)),
            Has.Exactly(isOfGenerator ? 0 : 1)
                .Items.And.All.StartsWith("KOFFI901: ")
                .And.All.Contains($"'{declaration}'")
                .And.All.Contains("no such member"),
            string.Join(", ", affected)
        );
    }

    /// <summary>
    /// What only an analyzer does is not guarded. The code is generated, so the failure is a warning, and the compiler adds the stack.
    /// </summary>
    [Test]
    public async Task A_failure_that_only_an_analyzer_has_is_a_compiler_warning()
    {
        BrokenFile broken = new("/project/broken.koffi");
        MemoryFile wrong = new("/project/wrong.koffi", "int f(Nope a);");
        ImmutableArray<Diagnostic> diagnostics = await AnalyzeAsync(GeneratorHarness.CreateCompilation([Source]), broken, wrong);

        Assert.That(
            diagnostics
                .Where(static diagnostic => !diagnostic.Location.IsInSource)
                .Select(static diagnostic => $"{diagnostic.Severity} {diagnostic.Id}"),
            Is.EquivalentTo((string[])["Warning AD0001", "Error KOFFI101"])
        );
        Assert.That(
            diagnostics.Single(static diagnostic => diagnostic.Id == "AD0001").GetMessage(),
            Does.Contain(nameof(ImportAnalyzer)).And.Contain("no such file")
        );
    }

    [TestCaseSource(nameof(Cases))]
    public void Cancellation_passes_through(GuardedStep step, string declaration, string[] affected)
    {
        using CancellationTokenSource source = new();
        using IDisposable _ = FaultInjection.Begin(
            (current, name) =>
            {
                if (current == step && name == declaration)
                {
                    source.Cancel();
                    source.Token.ThrowIfCancellationRequested();
                }
            }
        );
        Assert.That(
            () => GeneratorHarness.CreateDriver(Files, Options).RunGenerators(GeneratorHarness.CreateCompilation([Source]), source.Token),
            Throws.InstanceOf<OperationCanceledException>(),
            string.Join(", ", affected)
        );
    }

    private static IDisposable Fail(GuardedStep step, string declaration) =>
        FaultInjection.Begin(
            (current, name) =>
            {
                if (current == step && name == declaration)
                {
                    throw new InvalidOperationException("no such member");
                }
            }
        );

    private static GeneratorDriver Run() =>
        GeneratorHarness.CreateDriver(Files, Options).RunGenerators(GeneratorHarness.CreateCompilation([Source]));

    private static CSharpCompilation RunAndUpdate()
    {
        GeneratorHarness
            .CreateDriver(Files, Options)
            .RunGeneratorsAndUpdateCompilation(GeneratorHarness.CreateCompilation([Source]), out Compilation output, out _);
        return (CSharpCompilation)output;
    }

    private static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation, params AdditionalText[] files) =>
        compilation
            .WithAnalyzers(
                [
                    new ImportAnalyzer(),
                    new CallbackUseAnalyzer(),
                    new FormatAnalyzer(),
                    new MemoryUseAnalyzer(),
                    new AsynchronousUseAnalyzer(),
                ],
                new AnalyzerOptions([.. files], Options)
            )
            .GetAnalyzerDiagnosticsAsync();

    /// <summary>Whether a method of the type is on the stack.</summary>
    private static bool IsRunning(string type) => new StackTrace().GetFrames().Any(frame => frame.GetMethod()?.DeclaringType?.Name == type);

    private static ImmutableDictionary<string, string> Texts(GeneratorRunResult result) =>
        result.GeneratedSources.ToImmutableDictionary(
            static source => source.HintName,
            static source => source.SourceText.ToString(),
            StringComparer.Ordinal
        );

    private static ImmutableArray<SyntaxReference> ImplementationOf(ISymbol member) =>
        member switch
        {
            IMethodSymbol method => method.PartialImplementationPart?.DeclaringSyntaxReferences ?? [],
            IPropertySymbol property => property.PartialImplementationPart?.DeclaringSyntaxReferences ?? [],
            _ => [],
        };

    /// <summary>A file whose text the shared steps can read, and the analysis of the file cannot.</summary>
    private sealed class BrokenFile(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) =>
            IsRunning(nameof(FileAnalysis)) && !IsRunning(nameof(Guard))
                ? throw new InvalidOperationException("no such file")
                : SourceText.From("int g(int a);");
    }
}
