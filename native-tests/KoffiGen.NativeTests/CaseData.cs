namespace KoffiGen.NativeTests;

/// <summary>Makes NUnit tests of cases.</summary>
internal static class CaseData
{
    /// <summary>Returns a test for each case. It is ignored if the case does not apply to this platform.</summary>
    public static IEnumerable<TestCaseData> All(Func<DiscoveredCase, TestCaseData> create) =>
        from discovered in CaseDiscovery.All()
        let test = create(discovered).SetArgDisplayNames(discovered.Assembly, discovered.Name)
        select discovered.LeftOut is { } reason ? test.Ignore(reason) : test;
}
