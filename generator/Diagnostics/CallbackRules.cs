using System.Collections.Immutable;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of callbacks, which are C# methods that C calls.</summary>
internal static class CallbackRules
{
    public static readonly DiagnosticRule ContextWithoutCallback = new(
        "KOFFI401",
        "Context pointer without a callback",
        "'{0}' cannot be the context pointer of a callback: {1}"
    );

    public static readonly DiagnosticRule DelegateMismatch = new(
        "KOFFI402",
        "Delegate that does not match the callback",
        "'{0}' does not match the C callback '{1}': {2}"
    );

    public static readonly DiagnosticRule SuppressedTransition = new(
        "KOFFI403",
        "SuppressGCTransition on a function with a callback",
        "The callback '{0}' runs C# code during the call, which can hang or crash the process with 'SuppressGCTransition'. "
            + "Remove 'SuppressGCTransition'."
    );

    public static readonly DiagnosticRule NotCallable = new(
        "KOFFI404",
        "Function type that cannot be a callback",
        "'{0}' cannot be a callback: {1}"
    );

    public static readonly DiagnosticRule InvalidOption = new(
        "KOFFI405",
        "Invalid option of a callback",
        "'{0}' is not a valid value of '{1}'. Write {2}."
    );

    public static readonly DiagnosticRule NeverDisposed = new(
        "KOFFI406",
        "Registration that is never disposed",
        "This registration of '{0}' is never disposed, so its callback and its slot are never released. Write 'using var', or "
            + "store it where it is disposed later.",
        RuleSeverity.Warning
    );

    public static readonly DiagnosticRule KeptTransient = new(
        "KOFFI407",
        "Transient callback that C may keep",
        "'{0}' may keep the callback, but a transient callback is valid only during this call. Pass a registration from {1} "
            + "instead, and dispose it when C no longer uses it.",
        RuleSeverity.Warning
    );

    public static readonly DiagnosticRule RethrowingRegistration = new(
        "KOFFI408",
        "Registered callback that cannot rethrow exceptions",
        "A registered '{0}' has no call that could rethrow its exceptions, so they raise 'Koffi.CallbackError'. Set "
            + "'OnException' to 'Default' or 'FailFast'.",
        RuleSeverity.Info
    );

    public static readonly DiagnosticRule SlotsWithContext = new(
        "KOFFI409",
        "Slots for callbacks with a context pointer",
        "Registrations of '{0}' do not use slots, because the context pointer identifies them. Remove the number of slots.",
        RuleSeverity.Warning
    );

    public static readonly DiagnosticRule CountedText = new(
        "KOFFI410",
        "String with a count next to it",
        "'{0}' might not end with a NUL character, because '{1}' looks like its length, so the delegate takes a pointer. Write "
            + "'_In_reads_({1})' for a span, or '_In_' for a string.",
        RuleSeverity.Info
    );

    public static readonly DiagnosticRule UnterminatedText = new(
        "KOFFI411",
        "String without a guaranteed NUL",
        "The callback reads '{0}' as a string, but it might not end with a NUL character. Use '{1}', annotate the length with "
            + "'_In_reads_', or write '_In_' if C passes a string.",
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
        RethrowingRegistration,
    ];

    /// <summary>The rules of C# code that uses callbacks; the other rules are about declarations.</summary>
    public static ImmutableArray<DiagnosticRule> OfUses { get; } = [NeverDisposed, KeptTransient, RethrowingRegistration];
}
