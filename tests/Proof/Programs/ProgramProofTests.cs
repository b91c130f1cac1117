using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KoffiGen.Tests.Proof.Programs;

/// <summary>Tests that random programs of valid declarations compile without a warning in the generated code.</summary>
[TestFixture]
internal sealed class ProgramProofTests
{
    private const int UsualCount = 200;

    /// <summary>One program of so many is also checked by all analyzers of the .NET SDK.</summary>
    private const int AnalyzedOneIn = 10;

    [Test]
    public void Random_programs_compile()
    {
        ProofRun run = new("programs", UsualCount);
        int firstSeed = (int)run.Seed * 1_000_000;
        JudgedProgram[] results =
        [
            .. Enumerable
                .Range(0, run.Count)
                .AsParallel()
                .AsOrdered()
                .Select(index =>
                {
                    RandomProgram program = RandomPrograms.Create(firstSeed + index);
                    ImmutableArray<DiagnosticAnalyzer> analyzers = index % AnalyzedOneIn == 0 ? SdkAnalyzers.All : [];
                    return new JudgedProgram(program, analyzers, ProgramProof.Judge(program, analyzers));
                }),
        ];
        ReportErrors(results.Select(static result => result.Verdict));
        JudgedProgram[] mistakes = [.. results.Where(static result => result.Verdict.Problem is not null)];
        run.Report(
            mistakes.Length,
            mistakes
                .GroupBy(static mistake => mistake.Verdict.Problem!.Kind)
                .AsParallel()
                .Select(static kind => $"{kind.Key}, {kind.Count()} times: {Describe(kind.First(), kind.Key)}")
        );
    }

    /// <summary>Writes how many programs have no error of KoffiGen, and the errors of the others: a program with one proves less.</summary>
    private static void ReportErrors(IEnumerable<ProgramVerdict> verdicts)
    {
        ProgramVerdict[] judged = [.. verdicts.Where(static verdict => verdict.Problem is null)];
        TestContext.Progress.WriteLine(
            $"{judged.Count(static verdict => verdict.Errors.IsEmpty)} programs without an error; errors in others: "
                + string.Join(
                    ", ",
                    judged
                        .SelectMany(static verdict => verdict.Errors.Distinct())
                        .GroupBy(static id => id)
                        .OrderByDescending(static id => id.Count())
                        .Select(static id => $"{id.Key} in {id.Count()}")
                )
        );
    }

    private static string Describe(JudgedProgram judged, string kind)
    {
        RandomProgram smallest = ProgramShrinker.Shrink(
            judged.Program,
            smaller => ProgramProof.Judge(smaller, judged.Analyzers).Problem?.Kind == kind
        );
        return $"{ProgramProof.Judge(smallest, judged.Analyzers).Problem!.Message}\n{ProgramShrinker.WriteTest(smallest)}";
    }

    private sealed record JudgedProgram(RandomProgram Program, ImmutableArray<DiagnosticAnalyzer> Analyzers, ProgramVerdict Verdict);
}
