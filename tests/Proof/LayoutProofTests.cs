using System.Globalization;

namespace KoffiGen.Tests.Proof;

/// <summary>
/// Random types against C compilers. The environment says how many and which: <c>KOFFIGEN_PROOF_TYPES</c>, <c>KOFFIGEN_PROOF_SEED</c>.
/// </summary>
[TestFixture]
internal sealed class LayoutProofTests
{
    /// <summary>How many types go into one C file.</summary>
    private const int BatchSize = 250;

    private const int MaximumReports = 3;

    private static readonly CTarget[] Targets = [CTarget.LinuxX64, CTarget.LinuxX86, CTarget.MicrosoftStructs, CTarget.WindowsX64, CTarget.LinuxArm64];

    [TestCaseSource(nameof(Targets))]
    public void Random_types_have_the_layout_that_C_gives_them(CTarget target)
    {
        if (!target.IsInstalled && target != CTarget.LinuxX64)
            Assert.Pass($"{target.Compiler} is not installed: nothing to compare with.");

        int count = ReadNumber("KOFFIGEN_PROOF_TYPES", 200);
        uint seed = (uint)ReadNumber("KOFFIGEN_PROOF_SEED", 1);
        var mismatches = new RandomTypes(target.Types).Generate(seed, count).Chunk(BatchSize)
            .SelectMany(batch => LayoutProof.FindMismatches(target, batch)).ToList();

        TestContext.Progress.WriteLine($"{target}: {count} types, {mismatches.Count} mismatches");
        Assert.That(string.Join("\n", mismatches.Take(MaximumReports).Select(shape => LayoutProof.Explain(target, shape))), Is.Empty);
    }

    private static int ReadNumber(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
