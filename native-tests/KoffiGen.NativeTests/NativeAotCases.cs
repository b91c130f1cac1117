namespace KoffiGen.NativeTests;

/// <summary>Runs the same cases in a NativeAOT program, which is published and run once. Each test checks the line of one case.</summary>
[TestFixture]
internal sealed class NativeAotCases
{
    private NativeAotRun? _run;

    private static IEnumerable<TestCaseData> Cases =>
        CaseData.All(static discovered => new TestCaseData(discovered.Assembly, discovered.Name));

    [OneTimeSetUp]
    public void Publish_and_run() => _run = NativeAotRun.Start();

    [TestCaseSource(nameof(Cases))]
    public void Passes(string assembly, string name)
    {
        if (!_run!.Results.TryGetValue($"{assembly}/{name}", out string? failure))
        {
            Assert.Fail($"The program ended before this case. {_run.Ending}");
        }

        Assert.That(failure, Is.Null);
    }

    [Test]
    public void The_program_ran_only_the_expected_cases() =>
        Assert.That(
            _run!.Results.Keys,
            Is.EquivalentTo(
                CaseDiscovery
                    .All()
                    .Where(static discovered => discovered.LeftOut is null)
                    .Select(static discovered => $"{discovered.Assembly}/{discovered.Name}")
            )
        );

    [Test]
    public void Publishing_reports_no_warnings() => Assert.That(_run!.Warnings, Is.Empty);

    [Test]
    public void A_callback_may_end_the_process() => ProcessChecks.FailFast(_run!.Executable);

    [Test]
    [Platform("Linux")]
    public void Integers_need_no_executable_memory() => ProcessChecks.NoCode(_run!.Executable);

    [Test]
    [Platform(Exclude = "Win", Reason = ".NET on Windows does not run managed code in a process that is ending.")]
    public void C_may_call_back_when_the_process_ends() => ProcessChecks.AtExit(_run!.Executable);
}
