using System.Collections.Immutable;
using KoffiGen.Binding.Callbacks;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of callbacks: functions of C# that C calls.</summary>
internal static class CallbackRules
{
    public static readonly DiagnosticRule ContextWithoutCallback = new(
        "KOFFI401",
        "A context pointer without a callback",
        "'{0}' cannot carry the context of a callback: {1}."
    );

    public static readonly DiagnosticRule DelegateMismatch = new(
        "KOFFI402",
        "A delegate that C cannot call",
        "'{0}' is no callback for '{1}': {2}."
    );

    public static readonly DiagnosticRule SuppressedTransition = new(
        "KOFFI403",
        "SuppressGCTransition on a function that calls back",
        "A function that takes the callback '{0}' may call C#, and must not be called with SuppressGCTransition: the process would hang or crash. Remove it."
    );

    public static readonly DiagnosticRule NotCallable = new(
        "KOFFI404",
        "A callback that C# cannot be called by",
        "'{0}' cannot be a callback: {1}."
    );

    public static readonly DiagnosticRule InvalidOption = new(
        "KOFFI405",
        "A value that callbacks cannot have",
        "'{0}' is no value of '{1}'. Write {2}."
    );

    public static readonly DiagnosticRule NeverDisposed = new(
        "KOFFI406",
        "A registration that nothing disposes of",
        "This registration of a '{0}' is never disposed of, and keeps its callback for good. Write 'using var', or keep it where it is disposed of.",
        RuleSeverity.Warning
    );

    public static readonly DiagnosticRule KeptTransient = new(
        "KOFFI407",
        "A callback that C may keep",
        "'{0}' may keep the callback, which C may call only until this call returns. Register it, pass the registration, and dispose of that when C is done: {1}.",
        RuleSeverity.Warning
    );

    public static readonly DiagnosticRule NobodyToRethrowTo = new(
        "KOFFI408",
        "A registered callback whose exceptions are to be rethrown",
        "No call waits for the exceptions of a registered '{0}': they go to 'Koffi.CallbackError', whatever its 'OnException' says of rethrowing.",
        RuleSeverity.Info
    );

    public static readonly DiagnosticRule SlotsWithContext = new(
        "KOFFI409",
        "Slots for callbacks that need none",
        "Callbacks of '{0}' are told apart by their context pointer: as many as you like can be registered at once. Remove the number of slots.",
        RuleSeverity.Warning
    );

    public static readonly DiagnosticRule CountedText = new(
        "KOFFI410",
        "String with a count beside it",
        "'{0}' need not end with a NUL, because '{1}' looks like its length, so the delegate gets a pointer. Write '_In_reads_({1})' for a span, or '_In_' for a string.",
        RuleSeverity.Info
    );

    public static readonly DiagnosticRule UnterminatedText = new(
        "KOFFI411",
        "String from characters that need not end with a NUL",
        "The callback reads '{0}' as a string, up to a NUL that need not be there. Take '{1}', annotate the length with '_In_reads_', or write '_In_' if C passes a string.",
        RuleSeverity.Warning
    );

    public static ImmutableArray<DiagnosticRule> All { get; } =
    [
        ContextWithoutCallback,
        DelegateMismatch,
        SuppressedTransition,
        NotCallable,
        InvalidOption,
        SlotsWithContext,
        CountedText,
        UnterminatedText,
        NeverDisposed,
        KeptTransient,
        NobodyToRethrowTo,
    ];

    /// <summary>The rules of what C# code does with callbacks; the others are of their declarations.</summary>
    public static ImmutableArray<DiagnosticRule> OfUses { get; } = [NeverDisposed, KeptTransient, NobodyToRethrowTo];
}
