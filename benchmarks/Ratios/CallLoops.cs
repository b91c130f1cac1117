using KoffiGen.Benchmarks.Calls;

namespace KoffiGen.Benchmarks.Ratios;

/// <summary>Calls, each in a loop of its own. The results are used, so that the compiler cannot remove a call.</summary>
internal static class CallLoops
{
    public static string Text { get; set; } = "";

    private static readonly Vec2[] _vectors = new Vec2[1000];
    private static readonly Generated.point[] _points = new Generated.point[1000];

    private static readonly GeneratedInstance _instance = new();

    private static readonly Generated.counterHandle _counter = Generated.NewCounter();

    private static int _int;
    private static double _double;
    private static nuint _size;

    public static void HandWrittenNumbers(int count)
    {
        int sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum = HandWritten.Add(sum, index);
        }

        _int = sum;
    }

    public static void KoffiNumbers(int count)
    {
        int sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum = Generated.Add(sum, index);
        }

        _int = sum;
    }

    public static void KoffiInstanceNumbers(int count)
    {
        int sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum = _instance.Add(sum, index);
        }

        _int = sum;
    }

    public static void KoffiAddresses(int count)
    {
        nint counter = _counter.DangerousGetHandle();
        int sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum += Generated.CountAddress(counter);
        }

        _int = sum;
    }

    public static void HandWrittenHandles(int count)
    {
        int sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum += HandWritten.Count(_counter);
        }

        _int = sum;
    }

    public static void KoffiHandles(int count)
    {
        int sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum += Generated.Count(_counter);
        }

        _int = sum;
    }

    public static void Named(int count)
    {
        int sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum += Generated.Eight(index, 2, 3.5, 4, 5.5, 6, 7.5, 8);
        }

        _int = sum;
    }

    public static void Variadic(int count)
    {
        int sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum += Generated.Dots(index, 2, 3.5, 4, 5.5, 6, 7.5, 8);
        }

        _int = sum;
    }

    public static void VariadicOpen(int count)
    {
        int sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum += Generated.DotsOpen(index, 2, 3.5, 4, 5.5, 6, 7.5, 8);
        }

        _int = sum;
    }

    public static void Format(int count)
    {
        Span<byte> buffer = stackalloc byte[100];
        for (int index = 0; index < count; index++)
        {
            _int = GeneratedLibc.Format(buffer, "%d %g %d\0"u8, index, 2.5, 3);
        }
    }

    public static void FormatOpen(int count)
    {
        Span<byte> buffer = stackalloc byte[100];
        for (int index = 0; index < count; index++)
        {
            _int = GeneratedLibc.FormatOpen(buffer, "%d %g %d\0"u8, index, 2.5, 3);
        }
    }

    public static void HandWrittenStructs(int count)
    {
        Vec2 value = new() { X = 3, Y = 4 };
        for (int index = 0; index < count; index++)
        {
            value = HandWritten.Turn(value);
        }

        _double = value.X;
    }

    public static void KoffiStructs(int count)
    {
        Vec2 value = new() { X = 3, Y = 4 };
        for (int index = 0; index < count; index++)
        {
            value = Generated.Turn(value);
        }

        _double = value.X;
    }

    public static void KoffiGeneratedStructs(int count)
    {
        Generated.point value = new() { x = 3, y = 4 };
        for (int index = 0; index < count; index++)
        {
            value = Generated.Turn(value);
        }

        _double = value.x;
    }

    public static void HandWrittenOutStructs(int count)
    {
        double value = 3;
        for (int index = 0; index < count; index++)
        {
            HandWritten.Place(value, out Vec2 placed);
            value = placed.Y;
        }

        _double = value;
    }

    public static void KoffiOutStructs(int count)
    {
        double value = 3;
        for (int index = 0; index < count; index++)
        {
            Generated.Place(value, out Generated.point placed);
            value = placed.y;
        }

        _double = value;
    }

    public static void HandWrittenStructSpans(int count)
    {
        double total = 0;
        for (int index = 0; index < count; index++)
        {
            total += HandWritten.Sum(_vectors, (nuint)_vectors.Length);
        }

        _double = total;
    }

    public static void KoffiStructSpans(int count)
    {
        double total = 0;
        for (int index = 0; index < count; index++)
        {
            total += Generated.Sum(_points, (nuint)_points.Length);
        }

        _double = total;
    }

    public static void HandWrittenSpans(int count)
    {
        int sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum += HandWritten.First("native text\0"u8);
        }

        _int = sum;
    }

    public static void KoffiSpans(int count)
    {
        int sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum += Generated.First("native text\0"u8);
        }

        _int = sum;
    }

    public static void KoffiArrays(int count)
    {
        int sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum += Generated.FirstOfArray("native text\0"u8);
        }

        _int = sum;
    }

    public static void LibraryImportStrings(int count)
    {
        string text = Text;
        nuint sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum += HandWritten.Slen(text);
        }

        _size = sum;
    }

    public static void KoffiStrings(int count)
    {
        string text = Text;
        nuint sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum += Generated.Slen(text);
        }

        _size = sum;
    }
}
