using System.Collections.Immutable;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of callbacks: functions of C# that C calls.</summary>
internal static class CallbackRules
{
    public static readonly DiagnosticRule ContextWithoutCallback = new(
        "KOFFI401",
        "A context pointer without a callback",
        "'{0}' cannot carry the context of a callback: {1}.");

    public static readonly DiagnosticRule DelegateMismatch = new(
        "KOFFI402",
        "A delegate that C cannot call",
        "'{0}' is no callback for '{1}': {2}.");

    public static readonly DiagnosticRule SuppressedTransition = new(
        "KOFFI403",
        "SuppressGCTransition on a function that calls back",
        "A function that takes the callback '{0}' may call C#, and must not be called with SuppressGCTransition: the process would hang or crash. Remove it.");

    public static readonly DiagnosticRule NotCallable = new(
        "KOFFI404",
        "A callback that C# cannot be called by",
        "'{0}' cannot be a callback: {1}.");

    public static readonly DiagnosticRule InvalidOption = new(
        "KOFFI405",
        "A value that callbacks cannot have",
        "'{0}' is no value of '{1}'. Write {2}.");

    public static ImmutableArray<DiagnosticRule> All { get; } = [ContextWithoutCallback, DelegateMismatch, SuppressedTransition, NotCallable, InvalidOption];
}
