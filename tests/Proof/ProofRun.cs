using System.Globalization;

namespace KoffiGen.Tests.Proof;

/// <summary>
/// How many random things are compared, and from which seed. The environment says so: <c>KOFFIGEN_PROOF_COUNT</c>, <c>KOFFIGEN_PROOF_SEED</c>.
/// </summary>
internal sealed class ProofRun(string things, int usualCount)
{
    private const int MaximumReports = 3;

    public int Count { get; } = ReadNumber("KOFFIGEN_PROOF_COUNT", usualCount);

    public uint Seed { get; } = (uint)ReadNumber("KOFFIGEN_PROOF_SEED", 1);

    /// <summary>Says how it went, and fails the test if there are mismatches.</summary>
    /// <param name="reports">The mismatches, each made when it is asked for.</param>
    public void Report(int mismatches, IEnumerable<string> reports)
    {
        TestContext.Progress.WriteLine($"{Count} {things}, {mismatches} mismatches");
        Assert.That(string.Join("\n", reports.Take(MaximumReports)), Is.Empty);
    }

    private static int ReadNumber(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
