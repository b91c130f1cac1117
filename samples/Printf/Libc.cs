using KoffiGen;

/// <summary>
/// C's functions with any number of arguments: typed where they are known, in a span where the program makes them up. On Windows, C's headers have <c>printf</c> and its kin inline, and
/// ucrtbase exports none: there, they are msvcrt's.
/// </summary>
[KoffiLibrary("c", Windows = "msvcrt")]
internal static partial class Libc
{
    [KoffiImport("int printf(const char *format, ...)")]
    internal static partial int Printf(string format, int a, double b, string c);

    [KoffiImport("printf", "int", "str", "...")]
    internal static partial int Printf(string format, params ReadOnlySpan<KoffiArgument> arguments);

    [KoffiImport("int snprintf(_Out_writes_(size) char *buffer, size_t size, const char *format, ...)", WindowsEntryPoint = "_snprintf")]
    internal static partial int Format(Span<byte> buffer, string format, params ReadOnlySpan<KoffiArgument> arguments);

    [KoffiImport("int sscanf(const char *text, const char *format, ...)")]
    internal static partial int Scan(string text, string format, out int day, Span<byte> month, out int year);

    [KoffiImport("int fflush(struct FILE *stream)")]
    internal static partial int Flush(nint stream);
}
