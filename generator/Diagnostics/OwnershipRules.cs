using System.Collections.Immutable;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of Koffi's <c>!</c>: who frees what.</summary>
internal static class OwnershipRules
{
    public static readonly DiagnosticRule OwnershipOnNonPointer = new(
        "KOFFI301",
        "'!' on something that is no pointer",
        "'!' says that memory behind a pointer is ours to free, and '{0}' is no pointer. Remove it, or write '{0} *!'.");

    public static ImmutableArray<DiagnosticRule> All { get; } =
    [
        OwnershipOnNonPointer,
    ];
}
