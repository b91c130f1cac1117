using KoffiGen.Benchmarks.Calls;

namespace KoffiGen.Benchmarks.Ratios;

/// <summary>Each call in a loop of its own; the results are kept, so that nothing is left out.</summary>
internal static class CallLoops
{
    public static string Text { get; set; } = "";

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
