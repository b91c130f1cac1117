namespace KoffiGen.Tests.Proof;

/// <summary>Tests of the layouts of random types against C compilers.</summary>
[TestFixture]
internal sealed class LayoutProofTests
{
    /// <summary>The number of types in one C file.</summary>
    private const int BatchSize = 250;

    private static readonly CTarget[] Targets =
    [
        CTarget.Native,
        CTarget.LinuxX86,
        CTarget.MicrosoftStructs,
        CTarget.WindowsX64,
        CTarget.LinuxArm64,
    ];

    [TestCaseSource(nameof(Targets))]
    public void Random_types_have_the_layout_of_C(CTarget target)
    {
        if (!target.IsAvailable)
        {
            Assert.Ignore($"{target.Compiler} is not installed: nothing to compare with.");
        }

        ProofRun run = new($"types on {target}", usualCount: 100);
        List<RecordShape> mismatches = new RandomTypes(target.Types)
            .Generate(run.Seed, run.Count)
            .Chunk(BatchSize)
            .SelectMany(batch => LayoutProof.FindMismatches(target, batch))
            .ToList();
        run.Report(mismatches.Count, mismatches.Select(shape => LayoutProof.Explain(target, shape)));
    }
}
