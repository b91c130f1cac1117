using System.Globalization;

namespace KoffiGen.Tests.Proof;

/// <summary>Tests of calls with random signatures and structs, under the JIT and as a NativeAOT program.</summary>
[TestFixture]
internal sealed class CallProofTests
{
    private const int BatchSize = 100;

    [Test]
    public void Random_signatures_are_called_as_C_defines_them()
    {
        ProofRun run = new("signatures", usualCount: 40);
        List<string> mismatches = [];
        for (int done = 0; done < run.Count; done += BatchSize)
        {
            uint seed = run.Seed + (uint)done;
            mismatches.AddRange(
                CallProof.Run(
                    CallProof.Write(
                        string.Create(CultureInfo.InvariantCulture, $"Calls{seed}"),
                        seed,
                        Math.Min(BatchSize, run.Count - done)
                    )
                )
            );
        }

        run.Report(mismatches.Count, mismatches);
    }

    [Test]
    public void Random_signatures_are_called_as_C_defines_them_by_a_published_program()
    {
        ProofRun run = new("signatures under NativeAOT", usualCount: 20);
        string[] printed = CallProof.RunPublished(CallProof.Write("Calls", run.Seed, run.Count));
        Assert.That(printed[^1], Is.EqualTo("done"));
        run.Report(printed.Length - 1, printed[..^1]);
    }
}
