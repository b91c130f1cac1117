namespace KoffiGen.C.Formats;

/// <summary>The functions of the C library that take a format, so that they need no attribute (C23 7.23.6, 7.31.2; POSIX).</summary>
internal static class FormatFunctions
{
    private static readonly Dictionary<string, (FormatKind Kind, int Format)> Known = new(StringComparer.Ordinal)
    {
        ["printf"] = (FormatKind.Printf, 0),
        ["fprintf"] = (FormatKind.Printf, 1),
        ["dprintf"] = (FormatKind.Printf, 1),
        ["sprintf"] = (FormatKind.Printf, 1),
        ["snprintf"] = (FormatKind.Printf, 2),
        ["asprintf"] = (FormatKind.Printf, 1),
        ["syslog"] = (FormatKind.Printf, 1),
        ["scanf"] = (FormatKind.Scanf, 0),
        ["fscanf"] = (FormatKind.Scanf, 1),
        ["sscanf"] = (FormatKind.Scanf, 1),
    };

    /// <summary>Returns the format of the variable arguments, from the attribute or by the function's name.</summary>
    /// <returns><see langword="null"/> if no format describes the variable arguments.</returns>
    /// <param name="name">The function's name in C.</param>
    /// <param name="named">The number of parameters before the variable arguments.</param>
    public static FormatAttribute? Find(string name, FunctionType function, int named)
    {
        FormatAttribute? format =
            function.Format
            ?? (
                Known.TryGetValue(name, out (FormatKind Kind, int Format) known)
                    ? new FormatAttribute(known.Kind, known.Format, named)
                    : null
            );
        return format is not null && format.First == named && format.Format < named && IsText(function.Parameters[format.Format].Type.Type)
            ? format
            : null;
    }

    private static bool IsText(CType type) =>
        type.Canonical is PointerType { Pointee.Type.Canonical: BasicType { Kind: BasicTypeKind.Char } };
}
