namespace KoffiGen.NativeTests;

/// <summary>The cases under the JIT, in this process.</summary>
[TestFixture]
internal sealed class JitCases
{
    private static IEnumerable<TestCaseData> Cases =>
        CaseDiscovery.All().Select(static discovered =>
            new TestCaseData(discovered).SetArgDisplayNames(discovered.Assembly, discovered.Name));

    [TestCaseSource(nameof(Cases))]
    public void Passes(DiscoveredCase discovered)
    {
        ArgumentNullException.ThrowIfNull(discovered);
        discovered.Run();
    }
}
