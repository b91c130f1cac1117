using System.Collections.Immutable;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of asynchronous calls.</summary>
internal static class AsynchronousRules
{
    public static readonly DiagnosticRule Variadic = new(
        "KOFFI504",
        "An asynchronous call of a variadic function",
        "'{0}' is variadic, and cannot be called asynchronously; declare the parameters that come for the dots, in a C function with a fixed number of them, or use Task.Run"
    );

    public static readonly DiagnosticRule StackMemory = new(
        "KOFFI505",
        "A parameter that cannot wait for an asynchronous call",
        "'{0}' is gone before an asynchronous call begins; {1}"
    );

    public static readonly DiagnosticRule SuppressedTransition = new(
        "KOFFI506",
        "SuppressGCTransition with an asynchronous call",
        "A function that is worth another thread takes too long for SuppressGCTransition: remove it"
    );

    public static readonly DiagnosticRule Discarded = new(
        "KOFFI507",
        "The task of an asynchronous call is dropped",
        "Nobody awaits the call of '{0}', nor learns of its failure; await it, or write '_ =' before it if that is meant",
        RuleSeverity.Warning
    );

    public static readonly DiagnosticRule InvalidDispatch = new("KOFFI508", "[KoffiAsync] that cannot be", "'{0}' is no {1}; write {2}");

    public static readonly DiagnosticRule AsyncOnMethod = new(
        "KOFFI509",
        "Async on a method",
        "Async adds a method to a class; '{0}' says by its own signature that it is asynchronous: return a task, or remove Async"
    );

    /// <summary>The rules of what C# code does with tasks.</summary>
    public static ImmutableArray<DiagnosticRule> OfUses { get; } = [Discarded, InvalidDispatch];

    public static ImmutableArray<DiagnosticRule> All { get; } =
    [Variadic, StackMemory, SuppressedTransition, Discarded, InvalidDispatch, AsyncOnMethod];
}
