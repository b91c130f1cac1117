namespace KoffiGen.Diagnostics;

/// <summary>
/// A hook with which a test makes a guarded step fail. It follows the test's execution context, so that parallel tests do not affect each
/// other.
/// </summary>
internal static class FaultInjection
{
    private static readonly AsyncLocal<Action<GuardedStep, string>?> Fault = new();

    /// <summary>Calls the action with each guarded step and the name of its declaration, until the result is disposed.</summary>
    public static IDisposable Begin(Action<GuardedStep, string> fault)
    {
        Fault.Value = fault;
        return new Scope();
    }

    public static void Throw<TDeclaration>(GuardedStep step, TDeclaration declaration, Func<TDeclaration, string> nameOf)
    {
        if (Fault.Value is { } fault)
        {
            fault(step, nameOf(declaration));
        }
    }

    private sealed class Scope : IDisposable
    {
        public void Dispose() => Fault.Value = null;
    }
}
