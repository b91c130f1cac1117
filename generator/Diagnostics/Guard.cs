using KoffiGen.Model;

namespace KoffiGen.Diagnostics;

/// <summary>
/// Runs steps so that an exception costs only the declaration that it happened in: the step has no result, and the failure is collected. Cancellation passes through.
/// </summary>
internal sealed class Guard
{
    private List<Failure>? _failures;

    public EquatableArray<Failure> Failures => _failures?.ToEquatableArray() ?? default;

    /// <summary>Runs a step; the default value is its result if it fails.</summary>
    /// <param name="nameOf">Returns the name of the declaration. Only a failure needs it.</param>
    public TResult? Run<TDeclaration, TResult>(
        GuardedStep step,
        TDeclaration declaration,
        Func<TDeclaration, string> nameOf,
        Func<TDeclaration, TResult> run
    )
    {
        try
        {
            FaultInjection.Throw(step, declaration, nameOf);
            return run(declaration);
        }
#pragma warning disable CA1031 // An exception must not take the other declarations with it, whatever its type.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            (_failures ??= []).Add(Failure.Of(nameOf(declaration), exception));
            return default;
        }
    }

    public TResult? Run<TResult>(GuardedStep step, string declaration, Func<TResult> run) =>
        Run(step, (declaration, run), static item => item.declaration, static item => item.run());

    /// <summary>Runs a step without a result.</summary>
    /// <returns>Whether it succeeded.</returns>
    public bool TryRun(GuardedStep step, string declaration, Action run) =>
        Run(
            step,
            (declaration, run),
            static item => item.declaration,
            static item =>
            {
                item.run();
                return true;
            }
        );
}
