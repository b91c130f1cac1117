namespace KoffiGen.NativeTests;

/// <summary>Checks of the processes that <c>ProcessCases</c> run in.</summary>
internal static class ProcessChecks
{
    /// <summary>Checks that an exception under the policy FailFast ends the process and is reported.</summary>
    public static void FailFast(string program, params string[] arguments)
    {
        (int code, string output) = Run("fail-fast", program, arguments);
        Assert.That(code, Is.Not.Zero);
        Assert.That(output, Does.Contain("FatalCallback").And.Contain("this is fatal").And.Not.Contain("The process goes on"));
    }

    /// <summary>Checks that the process ends normally if C invokes a callback after the managed code has ended.</summary>
    public static void AtExit(string program, params string[] arguments)
    {
        (int code, string output) = Run("at-exit", program, arguments);
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("C goes on with 0 or 42."));
    }

    /// <summary>
    /// Checks that without executable memory, variadic functions accept integers and report why they do not accept floats.
    /// </summary>
    public static void NoCode(string program, params string[] arguments)
    {
        (int code, string output) = Run("no-code", program, arguments);
        Assert.That(code, Is.Zero, output);
        Assume.That(output, Does.Not.Contain("does not forbid it"));
        Assert.That(output, Does.Contain("integers: 22").And.Contain("Executable memory is not available"));
    }

    private static (int Code, string Output) Run(string ending, string program, string[] arguments) =>
        NativeAotRun.Run(program, [.. arguments, ending], AppContext.BaseDirectory);
}
