using System.Collections.Immutable;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of variadic functions.</summary>
internal static class VariadicRules
{
    public static readonly DiagnosticRule Convention = new(
        "KOFFI501",
        "Variadic function with a convention other than cdecl",
        "The variadic function '{0}' cannot use the convention '__{1}'. Remove it, because C calls variadic functions with '__cdecl'."
    );

    public static readonly DiagnosticRule Argument = new(
        "KOFFI502",
        "Type that cannot be a variable argument",
        "'{0}' cannot be passed as a variable argument. {1}"
    );

    public static readonly DiagnosticRule StructByValue = new(
        "KOFFI503",
        "Struct by value in a variadic function",
        "'{0}' cannot be passed to or returned from a variadic function by value. Use a C function that takes a pointer to it."
    )
    {
        IsLimit = true,
    };

    public static ImmutableArray<DiagnosticRule> All { get; } = [Convention, Argument, StructByValue];
}
