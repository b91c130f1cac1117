using System.Collections.Immutable;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of formats and their arguments.</summary>
internal static class FormatRules
{
    public static readonly DiagnosticRule Mismatch = new(
        "KOFFI510",
        "Argument that does not match the format",
        "'{0}' expects {1}, but the argument is '{2}'. {3}."
    );

    public static readonly DiagnosticRule Missing = new(
        "KOFFI511",
        "Missing argument for the format",
        "The format has no argument for '{0}', so C would read an arbitrary value. Add the argument."
    );

    public static readonly DiagnosticRule Surplus = new(
        "KOFFI512",
        "Surplus argument for the format",
        "The format has no conversion for this argument. Add a conversion, or remove the argument.",
        RuleSeverity.Warning
    );

    public static readonly DiagnosticRule NoConversion = new("KOFFI513", "Invalid conversion in the format", "'{0}' {1}");

    public static ImmutableArray<DiagnosticRule> All { get; } = [Mismatch, Missing, Surplus, NoConversion];
}
