using System.Collections.Immutable;

namespace KoffiGen.Diagnostics;

/// <summary>1xx, too: sound structs of C that have no C# struct.</summary>
internal static class LayoutRules
{
    public static readonly DiagnosticRule LayoutDiffers = new(
        "KOFFI134",
        "Layout that differs between platforms",
        "No one C# struct has the layout of '{0}' everywhere: {1}. Set RuntimeIdentifier in the project to build for one platform, or use types of fixed width."
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule UnsupportedMember = new(
        "KOFFI135",
        "Member of a type that C# has not",
        "'{0}' has no C# struct, because '{1}' is of type {2}. Declare '{1}' as an array of 'uint8_t' of the same size, or declare '{0}' opaque."
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule RecordTooLarge = new(
        "KOFFI136",
        "Struct larger than .NET allows",
        "'{0}' is larger than {1}, the most that .NET gives a struct. Make it smaller, or declare it opaque and use it through pointers."
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule ArrayAlignment = new(
        "KOFFI138",
        "Array with less alignment than C expects",
        "C expects '{0}' at a multiple of {1} bytes, but .NET aligns arrays to {2}, so that most calls throw. Take a '{3}', which 'Koffi.Alloc' allocates.",
        RuleSeverity.Warning
    );

    public static ImmutableArray<DiagnosticRule> All { get; } = [LayoutDiffers, UnsupportedMember, RecordTooLarge, ArrayAlignment];
}
