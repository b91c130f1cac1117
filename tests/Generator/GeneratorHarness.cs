using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Basic.Reference.Assemblies;
using KoffiGen.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace KoffiGen.Tests.Generator;

/// <summary>
/// Runs the generator on sources and checks what must hold for every run: no failure, no warning in the generated code, no step repeated in
/// a second run, and no object of the compiler in the pipeline's values.
/// </summary>
internal static class GeneratorHarness
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private const string GlobalUsings =
        "global using System; global using System.Text; global using System.Threading; global using System.Threading.Tasks; "
        + "global using System.Runtime.InteropServices; global using KoffiGen;";

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(Koffi).Assembly.Location),
    ];

    public static readonly string[] StepNames =
    [
        .. typeof(TrackingNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetValue(null)!),
    ];

    /// <summary>Runs and checks the generator with and without runtime marshalling, and returns the run with it.</summary>
    public static GeneratorRun Run(params string[] sources)
    {
        GeneratorRun run = RunOnce(CreateCompilation(sources));
        CheckAll(run);
        CheckAll(RunOnce(CreateCompilation([.. sources, "[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]"])));
        return run;
    }

    /// <summary>Runs and checks the generator for a project with <c>.koffi</c> files.</summary>
    public static GeneratorRun Run(MemoryFile[] files, params string[] sources) => Run(files, new MemoryOptions("Root"), sources);

    public static GeneratorRun Run(MemoryFile[] files, MemoryOptions options, params string[] sources)
    {
        GeneratorRun run = RunOnce(CreateCompilation(sources), CreateDriver(files, options));
        CheckAll(run);
        CheckAll(
            RunOnce(
                CreateCompilation([.. sources, "[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]"]),
                CreateDriver(files, options)
            )
        );
        return run;
    }

    public static GeneratorRun RunOnce(CSharpCompilation compilation, GeneratorDriver? driver = null)
    {
        driver = (driver ?? CreateDriver()).RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return new GeneratorRun(driver, (CSharpCompilation)output, driver.GetRunResult().Results.Single(), compilation);
    }

    public static GeneratorDriver CreateDriver(MemoryFile[]? files = null, MemoryOptions? options = null) =>
        CSharpGeneratorDriver.Create(
            [new KoffiGenerator().AsSourceGenerator()],
            additionalTexts: files,
            parseOptions: ParseOptions,
            optionsProvider: options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)
        );

    public static CSharpCompilation CreateCompilation(IEnumerable<string> sources, bool checkOverflow = false) =>
        CSharpCompilation.Create(
            "Bindings",
            sources
                .Prepend(GlobalUsings)
                .Select(static (source, index) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Source{index}.cs")),
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                checkOverflow: checkOverflow,
                nullableContextOptions: NullableContextOptions.Enable,
                warningLevel: 9999
            )
        );

    /// <summary>Compiles the output and loads it, so that tests can call the generated code.</summary>
    public static Assembly Load(GeneratorRun run)
    {
        using MemoryStream stream = new();
        EmitResult result = run.Output.Emit(stream);
        Assert.That(result.Success, Is.True, () => string.Join("\n", result.Diagnostics));
        stream.Position = 0;
        return new AssemblyLoadContext("Bindings", isCollectible: true).LoadFromStream(stream);
    }

    private static void CheckAll(GeneratorRun run)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Result.Exception, Is.Null);
            Assert.That(run.Result.Diagnostics, Is.Empty);
            Assert.That(string.Join("\n", run.Warnings.Select(static warning => warning.ToString())), Is.Empty);
            CheckTexts(run);
            CheckSecondRun(run);
            CheckObjects(run);
        }
    }

    private static void CheckTexts(GeneratorRun run)
    {
        foreach (GeneratedSourceResult source in run.Result.GeneratedSources)
        {
            string text = source.SourceText.ToString();
            Assert.That(text, Does.EndWith("\n").And.Not.EndsWith("\n\n"), source.HintName);
            Assert.That(text, Does.Not.Contain('\r').And.Not.Contain('\t'), source.HintName);
            Assert.That(text, Does.Not.Contain(" \n"), source.HintName);
            Assert.That(text, Does.Not.Contain(AppContext.BaseDirectory).And.Not.Contain(Directory.GetCurrentDirectory()), source.HintName);
        }
    }

    private static void CheckSecondRun(GeneratorRun run)
    {
        GeneratorRunResult second = RunOnce(run.Input.Clone(), run.Driver).Result;
        foreach (
            IncrementalGeneratorRunStep step in Steps(second).Concat(second.TrackedOutputSteps.SelectMany(static steps => steps.Value))
        )
        {
            foreach ((object _, IncrementalStepRunReason reason) in step.Outputs)
            {
                Assert.That(
                    reason,
                    Is.AnyOf(IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged),
                    $"the second run's step {step.Name}"
                );
            }
        }
    }

    private static void CheckObjects(GeneratorRun run)
    {
        ObjectGraph graph = new();
        foreach (IncrementalGeneratorRunStep step in Steps(run.Result))
        {
            foreach ((object value, _) in step.Outputs)
            {
                Assert.That(graph.FindCompilerObject(value), Is.Null, $"the values of the step {step.Name}");
            }
        }
    }

    private static IEnumerable<IncrementalGeneratorRunStep> Steps(GeneratorRunResult result) =>
        result.TrackedSteps.Where(static steps => StepNames.Contains(steps.Key)).SelectMany(static steps => steps.Value);
}
