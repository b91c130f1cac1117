using System.Collections.Immutable;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of memory that C# code passes to imported functions.</summary>
internal static class MemoryUseRules
{
    public static readonly DiagnosticRule LostValues = new(
        "KOFFI220",
        "Collection expression for memory that C may write to",
        "C may write to the memory of '{0}', but the values of a collection expression are lost after the call. Pass {1}.",
        RuleSeverity.Warning
    );

    public static readonly DiagnosticRule OneElement = new(
        "KOFFI221",
        "Pointer to one object for memory with a stated length",
        "The declaration states the length of '{0}', but the pointer converts to a span of one element. Pass '{1}.Span(length)'."
    );

    public static readonly DiagnosticRule ZerosForNull = new(
        "KOFFI222",
        "Object of zeros in place of NULL",
        "'default' passes an object of zeros for '{0}' instead of NULL. Pass {1} to pass NULL, or 'default({2})' to pass zeros.",
        RuleSeverity.Warning
    );

    public static ImmutableArray<DiagnosticRule> All { get; } = [LostValues, OneElement, ZerosForNull];
}
