using System.Collections.Immutable;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of variadic functions.</summary>
internal static class VariadicRules
{
    public static readonly DiagnosticRule Convention = new(
        "KOFFI501",
        "A variadic function that is not called by cdecl",
        "'{0}' is variadic, and called by __{1}: C calls variadic functions by __cdecl alone."
    );

    public static readonly DiagnosticRule Argument = new(
        "KOFFI502",
        "Type that cannot be a variable argument",
        "'{0}' cannot be passed as a variable argument. {1}"
    );

    public static readonly DiagnosticRule StructByValue = new(
        "KOFFI503",
        "A struct by value in a variadic function",
        "'{0}' cannot be passed to or returned from a variadic function by value; use a C function that takes a pointer to it."
    )
    {
        IsLimit = true,
    };

    public static ImmutableArray<DiagnosticRule> All { get; } = [Convention, Argument, StructByValue];
}
