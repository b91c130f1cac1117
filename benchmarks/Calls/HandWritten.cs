using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace KoffiGen.Benchmarks.Calls;

/// <summary>
/// The code that a careful programmer would write: one function pointer per function, bound at first use and checked for a missing symbol.
/// </summary>
internal static unsafe partial class HandWritten
{
    public static int Add(int a, int b)
    {
        delegate* unmanaged[Cdecl]<int, int, int> function = AddSymbol.Function;
        if (function == null)
        {
            ThrowMissing("add");
        }

        return function(a, b);
    }

    public static Vec2 Turn(Vec2 v)
    {
        delegate* unmanaged[Cdecl]<Vec2, Vec2> function = TurnSymbol.Function;
        if (function == null)
        {
            ThrowMissing("turn");
        }

        return function(v);
    }

    public static void Place(double x, out Vec2 placed)
    {
        delegate* unmanaged[Cdecl]<double, Vec2*, void> function = PlaceSymbol.Function;
        if (function == null)
        {
            ThrowMissing("place");
        }

        fixed (Vec2* pointer = &placed)
        {
            function(x, pointer);
        }
    }

    public static double Sum(ReadOnlySpan<Vec2> values, nuint count)
    {
        delegate* unmanaged[Cdecl]<Vec2*, nuint, double> function = SumSymbol.Function;
        if (function == null)
        {
            ThrowMissing("sum");
        }

        fixed (Vec2* pointer = values)
        {
            return function(pointer, count);
        }
    }

    public static int First(ReadOnlySpan<byte> text)
    {
        delegate* unmanaged[Cdecl]<byte*, int> function = FirstSymbol.Function;
        if (function == null)
        {
            ThrowMissing("first");
        }

        fixed (byte* pointer = text)
        {
            return function(pointer);
        }
    }

    public static int Count(SafeHandle counter)
    {
        delegate* unmanaged[Cdecl]<nint, int> function = CountSymbol.Function;
        if (function == null)
        {
            ThrowMissing("count");
        }

        bool isAdded = false;
        try
        {
            counter.DangerousAddRef(ref isAdded);
            return function(counter.DangerousGetHandle());
        }
        finally
        {
            if (isAdded)
            {
                counter.DangerousRelease();
            }
        }
    }

    [LibraryImport("koffibench", EntryPoint = "slen", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nuint Slen(string? text);

    [DoesNotReturn]
    private static void ThrowMissing(string name) => throw new EntryPointNotFoundException(name);

    // Without a static constructor, the class is initialized when a field is first read, and the compiled code contains no check.
    private static class AddSymbol
    {
        public static readonly delegate* unmanaged[Cdecl]<int, int, int> Function = (delegate* unmanaged[Cdecl]<int, int, int>)
            Library.Find("add");
    }

    private static class TurnSymbol
    {
        public static readonly delegate* unmanaged[Cdecl]<Vec2, Vec2> Function = (delegate* unmanaged[Cdecl]<Vec2, Vec2>)
            Library.Find("turn");
    }

    private static class PlaceSymbol
    {
        public static readonly delegate* unmanaged[Cdecl]<double, Vec2*, void> Function = (delegate* unmanaged[Cdecl]<double, Vec2*, void>)
            Library.Find("place");
    }

    private static class SumSymbol
    {
        public static readonly delegate* unmanaged[Cdecl]<Vec2*, nuint, double> Function = (delegate* unmanaged[Cdecl]<
            Vec2*,
            nuint,
            double>)
            Library.Find("sum");
    }

    private static class CountSymbol
    {
        public static readonly delegate* unmanaged[Cdecl]<nint, int> Function = (delegate* unmanaged[Cdecl]<nint, int>)
            Library.Find("count");
    }

    private static class FirstSymbol
    {
        public static readonly delegate* unmanaged[Cdecl]<byte*, int> Function = (delegate* unmanaged[Cdecl]<byte*, int>)
            Library.Find("first");
    }

    private static class Library
    {
        private static readonly nint _handle = NativeLibrary.Load("koffibench", typeof(HandWritten).Assembly, null);

        public static nint Find(string name) => NativeLibrary.TryGetExport(_handle, name, out nint address) ? address : 0;
    }
}
