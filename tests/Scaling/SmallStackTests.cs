using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using KoffiGen.Analyzers;
using KoffiGen.Tests.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KoffiGen.Tests.Scaling;

/// <summary>
/// Tests that no input needs more stack than the threads of a compiler have, and that the compiler can read what is generated.
/// </summary>
internal sealed class SmallStackTests
{
    /// <summary>The stack of a worker thread.</summary>
    private const int StackSize = 256 * 1024;

    /// <summary>Sizes below, at and above the limits of the budget.</summary>
    private static readonly int[] Sizes = [31, 60, 63, 64, 126, 600];

    private static IEnumerable<InputFamily> Families => InputFamilies.All;

    [TestCaseSource(nameof(Families))]
    public void Generator_and_analyzers_need_a_small_stack(InputFamily family)
    {
        foreach (int size in Sizes)
        {
            ImmutableArray<GeneratedSourceResult> sources = [];
            InputProgram program = family.Create(Math.Max(size / family.Weight, 1));
            RunOnSmallStack(() => sources = Build(program));
            Assert.That(
                sources
                    .SelectMany(static source =>
                        CSharpSyntaxTree.ParseText(source.SourceText, GeneratorHarness.ParseOptions).GetDiagnostics()
                    )
                    .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error),
                Is.Empty,
                $"{size} levels"
            );
        }
    }

    /// <summary>Runs the generator and what the analyzers bind on this thread, and returns the generated code.</summary>
    private static ImmutableArray<GeneratedSourceResult> Build(InputProgram program)
    {
        MemoryFile[] files = [new MemoryFile("/project/input.koffi", program.File)];
        MemoryOptions options = new("Root");
        CSharpCompilation compilation = GeneratorHarness.CreateCompilation([program.Source]);
        GeneratorRunResult result = GeneratorHarness
            .CreateDriver(files, options)
            .RunGenerators(compilation)
            .GetRunResult()
            .Results.Single();
        Assert.That(result.Exception, Is.Null);
        Assert.That(result.Diagnostics, Is.Empty);

        CompilationTypes types = CompilationTypes.Of(compilation, new AnalyzerOptions([.. files], options)).Value;
        Assert.That(types.Failures, Is.Empty);
        if (types.FindFile(files[0].Path) is var (unit, bound))
        {
            Assert.That(UnitDiagnostics.Of(unit, bound, types.Environment.Selection).Count(), Is.Not.Negative);
        }

        return result.GeneratedSources;
    }

    private static void RunOnSmallStack(Action run)
    {
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(
            () =>
            {
                try
                {
                    run();
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            StackSize
        );
        thread.Start();
        thread.Join();
        failure?.Throw();
    }
}
