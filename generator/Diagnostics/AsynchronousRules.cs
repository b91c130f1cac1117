using System.Collections.Immutable;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of asynchronous calls.</summary>
internal static class AsynchronousRules
{
    public static readonly DiagnosticRule Variadic = new(
        "KOFFI504",
        "Asynchronous call of a variadic function",
        "'{0}' is variadic and cannot be called asynchronously. Use a C function with fixed parameters, or call it synchronously "
            + "in 'Task.Run'."
    );

    public static readonly DiagnosticRule StackMemory = new(
        "KOFFI505",
        "Parameter that is not valid during an asynchronous call",
        "'{0}' may no longer be valid when the asynchronous call runs. {1}"
    );

    public static readonly DiagnosticRule SuppressedTransition = new(
        "KOFFI506",
        "SuppressGCTransition on an asynchronous call",
        "'SuppressGCTransition' is only for calls that are too short to run asynchronously. Remove it."
    );

    public static readonly DiagnosticRule Discarded = new(
        "KOFFI507",
        "Asynchronous call that is not awaited",
        "The call of '{0}' is not awaited, so its exceptions are lost. Await it, or write '_ =' before it to ignore them.",
        RuleSeverity.Warning
    );

    public static readonly DiagnosticRule InvalidDispatch = new("KOFFI508", "Invalid [KoffiAsync]", "'{0}' is not a valid {1}. Write {2}.");

    public static readonly DiagnosticRule AsyncOnMethod = new(
        "KOFFI509",
        "Async on a method",
        "'Async' is allowed only for imports on a class. Remove it, and let '{0}' return a 'Task' if the call must be asynchronous."
    );

    /// <summary>The rules of C# code that uses tasks; the other rules are about declarations.</summary>
    public static ImmutableArray<DiagnosticRule> OfUses { get; } = [Discarded, InvalidDispatch];

    public static ImmutableArray<DiagnosticRule> All { get; } =
    [Variadic, StackMemory, SuppressedTransition, Discarded, InvalidDispatch, AsyncOnMethod];
}
