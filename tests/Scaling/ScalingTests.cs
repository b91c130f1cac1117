namespace KoffiGen.Tests.Scaling;

/// <summary>Tests that the work of the generator and of the analyzers grows with the length of their input.</summary>
internal sealed class ScalingTests
{
    private const int Size = 256;

    /// <summary>The growth of linear work times a logarithm, with some room for the growth of arrays and tables.</summary>
    private const double MaximumGrowth = 1.3;

    /// <summary>The difference of two runs that the compiler's own tables may cause.</summary>
    private const long BytesOfTables = 1 << 20;

    private static readonly int[] Factors = [1, 2, 4];

    private WorkMeter _meter = null!;
    private Work _nothing;

    private static IEnumerable<InputFamily> Families => InputFamilies.All;

    [OneTimeSetUp]
    public void MeasureNothing()
    {
        _meter = new WorkMeter();
        _meter.Measure(new InputProgram("int f(void);", ""));
        _nothing = _meter.Measure(new InputProgram("", ""));
    }

    [Test]
    public void There_are_families_of_all_inputs()
    {
        string[] names = [.. Families.Select(static family => family.Name)];
        Assert.That(names, Has.Length.GreaterThan(100));
        Assert.That(names, Is.Unique);
    }

    [TestCaseSource(nameof(Families))]
    public void Work_grows_with_the_length(InputFamily family)
    {
        (int Length, Work Work)[] runs = [.. Factors.Select(factor => Run(family, Size / family.Weight * factor))];
        double steps = Growth(static work => work.Steps, slack: 0);
        double bytes = Growth(static work => work.Bytes, BytesOfTables);
        TestContext.Out.WriteLine(
            $"{family.Name}: steps grow by {steps:F2}, bytes by {bytes:F2}; "
                + string.Join(
                    ", ",
                    runs.Select(static run => $"{run.Length} characters take {run.Work.Steps} steps and {run.Work.Bytes} bytes")
                )
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(steps, Is.LessThan(MaximumGrowth), "steps");
            Assert.That(bytes, Is.LessThan(MaximumGrowth), "bytes");
        }

        // The work for each further character, compared with the work for each character before it. What exceeds a limit costs less.
        double Growth(Func<Work, long> quantity, long slack)
        {
            double before = Math.Max(Slope(0, 0), (quantity(runs[0].Work) - quantity(_nothing)) / (double)runs[0].Length);
            return Slope(1, slack) / Math.Max(before, 1);

            double Slope(int index, long slack) =>
                (double)(quantity(runs[index + 1].Work) - quantity(runs[index].Work) - slack)
                / (runs[index + 1].Length - runs[index].Length);
        }
    }

    private (int Length, Work Work) Run(InputFamily family, int size)
    {
        InputProgram program = family.Create(size);
        return (program.Length, _meter.Measure(program));
    }
}
