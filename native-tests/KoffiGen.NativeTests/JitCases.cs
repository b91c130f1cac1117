namespace KoffiGen.NativeTests;

/// <summary>Runs the cases under the JIT: in this process, or in a new one if they end it.</summary>
[TestFixture]
internal sealed class JitCases
{
    /// <summary>Gets the path of the NativeAOT program compiled for the JIT, for cases that need a process of their own.</summary>
    private static string Program => Path.Combine(AppContext.BaseDirectory, NativeAotRun.Program + ".dll");

    private static IEnumerable<TestCaseData> Cases => CaseData.All(static discovered => new TestCaseData(discovered));

    [TestCaseSource(nameof(Cases))]
    public void Passes(DiscoveredCase discovered)
    {
        ArgumentNullException.ThrowIfNull(discovered);
        discovered.Run();
    }

    [Test]
    public void A_callback_may_end_the_process() => ProcessChecks.FailFast(NativeAotRun.Host, "exec", Program);

    [Test]
    [Platform(Exclude = "Win", Reason = ".NET on Windows does not run managed code in a process that is ending.")]
    public void C_may_call_back_when_the_process_ends() => ProcessChecks.AtExit(NativeAotRun.Host, "exec", Program);
}
