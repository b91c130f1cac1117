using System.Runtime.InteropServices;
using KoffiGen.Benchmarks.Calls;

namespace KoffiGen.Benchmarks.Ratios;

/// <summary>Loops in which C invokes a callback many times, and loops in which C only receives a callback.</summary>
internal static class CallbackLoops
{
    private static readonly Registered<GeneratedCallbacks.Kept> _registered = GeneratedCallbacks.KeptPointer.Register(static value =>
        value + 1
    );
    private static readonly HandWrittenCallbacks.Step _delegate = static value => value + 1;
    private static readonly nint _pointer = Marshal.GetFunctionPointerForDelegate(_delegate);

    private static int _int;

    public static void Bare(int count) => _int = HandWrittenCallbacks.Repeat(HandWrittenCallbacks.Bare, count);

    public static void DelegatePointer(int count) => _int = HandWrittenCallbacks.Repeat(_pointer, count);

    public static void KoffiTransient(int count)
    {
        int one = 1;
        _int = GeneratedCallbacks.Repeat(value => value + one, count);
    }

    public static void KoffiRegistered(int count) => _int = GeneratedCallbacks.RepeatKept(_registered, count);

    public static void KoffiContext(int count)
    {
        int one = 1;
        _int = GeneratedCallbacks.RepeatWith(value => value + one, count);
    }

    public static void NewDelegatePointers(int count)
    {
        int sum = 0;
        for (int index = 0; index < count; index++)
        {
            int offset = index;
            HandWrittenCallbacks.Step step = value => value + offset;
            sum += HandWrittenCallbacks.Repeat(Marshal.GetFunctionPointerForDelegate(step), 0);
            GC.KeepAlive(step);
        }

        _int = sum;
    }

    public static void NewCallbacks(int count)
    {
        int sum = 0;
        for (int index = 0; index < count; index++)
        {
            int offset = index;
            sum += GeneratedCallbacks.Repeat(value => value + offset, 0);
        }

        _int = sum;
    }

    public static void NewContextCallbacks(int count)
    {
        int sum = 0;
        for (int index = 0; index < count; index++)
        {
            int offset = index;
            sum += GeneratedCallbacks.RepeatWith(value => value + offset, 0);
        }

        _int = sum;
    }
}
