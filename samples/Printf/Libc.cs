using KoffiGen;

/// <summary>C's functions with any number of arguments: typed where they are known, in a span where the program makes them up.</summary>
[KoffiLibrary("c")]
internal static partial class Libc
{
    [KoffiImport("int printf(const char *format, ...)")]
    internal static partial int Printf(string format, int a, double b, string c);

    [KoffiImport("printf", "int", "str", "...")]
    internal static partial int Printf(string format, params ReadOnlySpan<KoffiArgument> arguments);

    [KoffiImport("int snprintf(_Out_writes_(size) char *buffer, size_t size, const char *format, ...)")]
    internal static partial int Format(Span<byte> buffer, string format, params ReadOnlySpan<KoffiArgument> arguments);

    [KoffiImport("int sscanf(const char *text, const char *format, ...)")]
    internal static partial int Scan(string text, string format, out int day, Span<byte> month, out int year);
}
