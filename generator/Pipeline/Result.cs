using System.Collections.Immutable;
using KoffiGen.Diagnostics;

namespace KoffiGen.Pipeline;

/// <summary>The value of a step, and the failures on the way to it, which are reported where values of several steps meet.</summary>
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

    /// <summary>Runs one guarded step.</summary>
    /// <param name="nameOf">Returns the name of the declaration. It is called only for a failure.</param>
    public static Result<TResult> Of<TDeclaration, TResult>(
        GuardedStep step,
        TDeclaration declaration,
        Func<TDeclaration, string> nameOf,
        Func<TDeclaration, TResult?> run
    )
    {
        Guard guard = new();
        TResult? value = guard.Run(step, declaration, nameOf, run);
        return new Result<TResult>(value, guard.Failures);
    }

    /// <summary>Returns the values of the steps that have one, and adds the failures of all steps to the list.</summary>
    public static IEnumerable<T> Unwrap<T>(this ImmutableArray<Result<T>> results, List<Failure> failures)
    {
        foreach (Result<T> result in results)
        {
            failures.AddRange(result.Failures);
        }

        return results.Select(static result => result.Value).OfType<T>();
    }
}
