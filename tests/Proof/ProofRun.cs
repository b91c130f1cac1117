using System.Globalization;

namespace KoffiGen.Tests.Proof;

/// <summary>
/// The number of random items to compare, and the seed. The environment variables <c>KOFFIGEN_PROOF_COUNT</c> and
/// <c>KOFFIGEN_PROOF_SEED</c> set them.
/// </summary>
internal sealed class ProofRun(string things, int usualCount)
{
    private const int MaximumReports = 3;

    public int Count { get; } = ReadNumber("KOFFIGEN_PROOF_COUNT", usualCount);

    public uint Seed { get; } = (uint)ReadNumber("KOFFIGEN_PROOF_SEED", 1);

    /// <summary>Writes the result, and fails the test if there are mismatches.</summary>
    /// <param name="reports">Descriptions of the mismatches, which are created lazily.</param>
    public void Report(int mismatches, IEnumerable<string> reports)
    {
        TestContext.Progress.WriteLine($"{Count} {things}, {mismatches} mismatches");
        Assert.That(string.Join("\n", reports.Take(MaximumReports)), Is.Empty);
    }

    private static int ReadNumber(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
