using System.Collections.Immutable;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of valid C structs that have no C# struct, or that a C# array does not align.</summary>
internal static class LayoutRules
{
    public static readonly DiagnosticRule LayoutDiffers = new(
        "KOFFI134",
        "Platform-dependent layout",
        "No single C# struct has the layout of '{0}' on every platform: {1}. Use fixed-width types, or set 'RuntimeIdentifier' "
            + "in the project to build for one platform."
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule UnsupportedMember = new(
        "KOFFI135",
        "Member type without a C# equivalent",
        "'{0}' has no C# struct, because its member '{1}' has the type {2}. Declare '{1}' as an array of 'uint8_t' with the same "
            + "size, or declare '{0}' opaque."
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule RecordTooLarge = new(
        "KOFFI136",
        "Struct too large for .NET",
        "'{0}' is larger than {1}, the maximum size of a struct in .NET. Make it smaller, or declare it opaque and use pointers to it."
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule ArrayAlignment = new(
        "KOFFI138",
        "Array with less alignment than C requires",
        "C requires '{0}' to be aligned to {1} bytes, but .NET aligns arrays to {2}, so most calls throw. Use '{3}', which "
            + "'Koffi.Alloc' allocates.",
        RuleSeverity.Warning
    );

    public static ImmutableArray<DiagnosticRule> All { get; } = [LayoutDiffers, UnsupportedMember, RecordTooLarge, ArrayAlignment];
}
