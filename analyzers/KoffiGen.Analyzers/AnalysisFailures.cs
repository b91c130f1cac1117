using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using KoffiGen.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KoffiGen.Analyzers;

/// <summary>
/// The failures of the steps that the analyzers share with the generator. The analyzers also see the generated code, so a step can fail
/// in them alone. The diagnostics of its declaration are then missing, so the failure is reported.
/// </summary>
internal sealed class AnalysisFailures
{
    private readonly ConcurrentQueue<Failure> _failures = new();

    public void Add(EquatableArray<Failure> failures)
    {
        foreach (Failure failure in failures)
        {
            _failures.Enqueue(failure);
        }
    }

    /// <summary>Reports the failures that the generator does not report.</summary>
    public void Report(CompilationAnalysisContext context)
    {
        if (_failures.IsEmpty)
        {
            return;
        }

        HashSet<string> reported = new(FindReported(context).Select(GetMessage), StringComparer.Ordinal);
        foreach (Failure failure in _failures.Distinct())
        {
            Diagnostic diagnostic = Diagnostic.Create(
                DiagnosticDescriptors.Get(InternalRules.Failure),
                Location.None,
                failure.Declaration,
                failure.Description
            );
            if (!reported.Contains(GetMessage(diagnostic)))
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }

    /// <summary>Returns the diagnostics of the generator, which an analyzer can only know by running it on the user's code.</summary>
    private static ImmutableArray<Diagnostic> FindReported(CompilationAnalysisContext context)
    {
        Compilation written = context.Compilation.RemoveSyntaxTrees(context.Compilation.SyntaxTrees.Where(IsGenerated));
        return CSharpGeneratorDriver
            .Create(
                [new KoffiGenerator().AsSourceGenerator()],
                context.Options.AdditionalFiles,
                (CSharpParseOptions?)context.Compilation.SyntaxTrees.FirstOrDefault()?.Options,
                context.Options.AnalyzerConfigOptionsProvider
            )
            .RunGenerators(written, context.CancellationToken)
            .GetRunResult()
            .Diagnostics;
    }

    // Roslyn names the folder of generated files after the generator.
    private static bool IsGenerated(SyntaxTree tree) =>
        tree.FilePath.Split('/', '\\').Contains(typeof(KoffiGenerator).FullName, StringComparer.Ordinal);

    private static string GetMessage(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);
}
