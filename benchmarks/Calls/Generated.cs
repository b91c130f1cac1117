namespace KoffiGen.Benchmarks.Calls;

/// <summary>What KoffiGen makes of the prototypes.</summary>
[KoffiLibrary("koffibench")]
internal static partial class Generated
{
    [KoffiImport("int add(int a, int b)")]
    public static partial int Add(int a, int b);

    [KoffiImport("struct vec2 turn(struct vec2 v)")]
    public static partial Vec2 Turn(Vec2 v);

    [KoffiImport("int first(const char *text)")]
    public static partial int First(ReadOnlySpan<byte> text);

    [KoffiImport("size_t slen(const char *text)")]
    public static partial nuint Slen(string? text);
}
