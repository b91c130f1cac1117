namespace KoffiGen.Benchmarks.Calls;

/// <summary>The methods that KoffiGen generates.</summary>
[KoffiLibrary("koffibench")]
[KoffiDefine("struct point { double x, y; }; opaque counter !(counter_free);")]
internal static partial class Generated
{
    [KoffiImport("int add(int a, int b)")]
    public static partial int Add(int a, int b);

    [KoffiImport("int add(int a, int b)")]
    public static partial ValueTask<int> AddAsync(int a, int b);

    [KoffiImport("struct vec2 turn(struct vec2 v)")]
    public static partial Vec2 Turn(Vec2 v);

    [KoffiImport("struct point turn(struct point v)")]
    public static partial point Turn(point v);

    [KoffiImport("void place(double x, _Out_ struct point *placed)")]
    public static partial void Place(double x, out point placed);

    [KoffiImport("double sum(const struct point *values, size_t count)")]
    public static partial double Sum(ReadOnlySpan<point> values, nuint count);

    [KoffiImport("int eight(int a, int b, double c, int d, double e, int f, double g, int h)")]
    public static partial int Eight(int a, int b, double c, int d, double e, int f, double g, int h);

    [KoffiImport("int dots(int a, ...)")]
    public static partial int Dots(int a, int b, double c, int d, double e, int f, double g, int h);

    [KoffiImport("int dots(int a, ...)")]
    public static partial int DotsOpen(int a, params ReadOnlySpan<KoffiArgument> arguments);

    [KoffiImport("struct counter *! counter_new(void)")]
    public static partial counterHandle NewCounter();

    [KoffiImport("int count(struct counter *counter)")]
    public static partial int Count(counterHandle counter);

    [KoffiImport("int count(struct counter *counter)")]
    public static partial int CountAddress(nint counter);

    [KoffiImport("int first(const char *text)")]
    public static partial int First(ReadOnlySpan<byte> text);

    [KoffiImport("int first(const char text[static 12])")]
    public static partial int FirstOfArray(ReadOnlySpan<byte> text);

    [KoffiImport("size_t slen(const char *text)")]
    public static partial nuint Slen(string? text);
}

/// <summary>The same library, loaded by an object for itself.</summary>
[KoffiLibrary("koffibench")]
internal sealed partial class GeneratedInstance
{
    [KoffiImport("int add(int a, int b)")]
    public partial int Add(int a, int b);
}

/// <summary>A variadic function of the C runtime, which does real work.</summary>
[KoffiLibrary("c")]
internal static partial class GeneratedLibc
{
    [KoffiImport("int snprintf(_Out_writes_(n) char *buffer, size_t n, const char *format, ...)")]
    public static partial int Format(Span<byte> buffer, ReadOnlySpan<byte> format, int a, double b, int c);

    [KoffiImport("int snprintf(_Out_writes_(n) char *buffer, size_t n, const char *format, ...)")]
    public static partial int FormatOpen(Span<byte> buffer, ReadOnlySpan<byte> format, params ReadOnlySpan<KoffiArgument> arguments);
}
