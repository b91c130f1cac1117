using System.Collections.Immutable;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of formats, and of what comes for them.</summary>
internal static class FormatRules
{
    public static readonly DiagnosticRule Mismatch = new(
        "KOFFI510",
        "A format that wants another argument",
        "'{0}' takes {1}, and gets '{2}': {3}."
    );

    public static readonly DiagnosticRule Missing = new(
        "KOFFI511",
        "A format that wants more arguments",
        "There is no argument for '{0}': C would read whatever is there."
    );

    public static readonly DiagnosticRule Surplus = new(
        "KOFFI512",
        "An argument that no format wants",
        "The format has no conversion for this argument.",
        RuleSeverity.Warning
    );

    public static readonly DiagnosticRule NoConversion = new("KOFFI513", "A conversion that cannot be", "'{0}' {1}.");

    public static ImmutableArray<DiagnosticRule> All { get; } = [Mismatch, Missing, Surplus, NoConversion];
}
