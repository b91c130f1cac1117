using KoffiGen;

/// <summary>
/// Variadic C functions, with typed parameters if the arguments are known, and with a span of arguments if only the program knows them.
/// On Windows, <c>printf</c> and similar functions are inline functions of the C headers, and ucrtbase does not export them; msvcrt does.
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
