namespace KoffiGen.NativeTests;

/// <summary>What is expected of the processes that <c>ProcessCases</c> end.</summary>
internal static class ProcessChecks
{
    /// <summary>An exception under the policy FailFast ends the process, and says why.</summary>
    public static void FailFast(string program, params string[] arguments)
    {
        (int code, string output) = Run("fail-fast", program, arguments);
        Assert.That(code, Is.Not.Zero);
        Assert.That(output, Does.Contain("FatalCallback").And.Contain("this is fatal").And.Not.Contain("The process goes on"));
    }

    /// <summary>C calls when C# is over: the process ends as it should.</summary>
    public static void AtExit(string program, params string[] arguments)
    {
        (int code, string output) = Run("at-exit", program, arguments);
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("C goes on with 0 or 42."));
    }

    /// <summary>Where no code can be made, variadic functions get integers, and say why they do not get floats.</summary>
    public static void NoCode(string program, params string[] arguments)
    {
        (int code, string output) = Run("no-code", program, arguments);
        Assert.That(code, Is.Zero, output);
        Assume.That(output, Does.Not.Contain("does not forbid it"));
        Assert.That(output, Does.Contain("integers: 22").And.Contain("does not let this process make executable memory"));
    }

    private static (int Code, string Output) Run(string ending, string program, string[] arguments) =>
        NativeAotRun.Run(program, [.. arguments, ending], AppContext.BaseDirectory);
}
