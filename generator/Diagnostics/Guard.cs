namespace KoffiGen.Diagnostics;

/// <summary>
/// A runner for steps of the pipeline. If a step throws, only its declaration is lost: the failure is collected, and the step has no
/// result. Cancellation is not caught.
/// </summary>
internal sealed class Guard
{
    private List<Failure>? _failures;

    public EquatableArray<Failure> Failures => _failures?.ToEquatableArray() ?? default;

    /// <summary>Runs a step and returns its result, or the default value if it fails.</summary>
    /// <param name="nameOf">Returns the name of the declaration. It is called only for a failure.</param>
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

    /// <summary>Runs a step that has no result.</summary>
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
