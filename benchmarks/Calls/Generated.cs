namespace KoffiGen.Benchmarks.Calls;

/// <summary>What KoffiGen makes of the prototypes.</summary>
[KoffiLibrary("koffibench")]
[KoffiDefine("struct point { double x, y; };")]
internal static partial class Generated
{
    [KoffiImport("int add(int a, int b)")]
    public static partial int Add(int a, int b);

    [KoffiImport("struct vec2 turn(struct vec2 v)")]
    public static partial Vec2 Turn(Vec2 v);

    [KoffiImport("struct point turn(struct point v)")]
    public static partial point Turn(point v);

    [KoffiImport("void place(double x, _Out_ struct point *placed)")]
    public static partial void Place(double x, out point placed);

    [KoffiImport("double sum(const struct point *values, size_t count)")]
    public static partial double Sum(ReadOnlySpan<point> values, nuint count);

    [KoffiImport("int first(const char *text)")]
    public static partial int First(ReadOnlySpan<byte> text);

    [KoffiImport("size_t slen(const char *text)")]
    public static partial nuint Slen(string? text);
}
