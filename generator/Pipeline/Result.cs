using KoffiGen.Diagnostics;

namespace KoffiGen.Pipeline;

/// <summary>The value of a step, and the failures on the way to it.</summary>
/// <param name="Value">The default value if there is nothing to generate, or if the step itself failed.</param>
internal sealed record Result<T>(T? Value, EquatableArray<Failure> Failures);

internal static class Result
{
    /// <summary>Runs a step, and the steps that it guards itself, with one guard.</summary>
    public static Result<TResult> Of<TResult>(Func<Guard, TResult?> run)
    {
        Guard guard = new();
        TResult? value = run(guard);
        return new Result<TResult>(value, guard.Failures);
    }
}
