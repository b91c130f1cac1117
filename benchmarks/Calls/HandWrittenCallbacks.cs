using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen.Benchmarks.Calls;

/// <summary>
/// Callbacks without KoffiGen: a static method, which cannot be a closure, and the function pointers that .NET creates for delegates.
/// </summary>
internal static unsafe partial class HandWrittenCallbacks
{
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate int Step(int value);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate int Compare(int* left, int* right);

    /// <summary>Gets the address of a static method.</summary>
    public static nint Bare { get; } = (nint)(delegate* unmanaged[Cdecl]<int, int>)&Next;

    public static int Repeat(nint step, int count) => RepeatNative((delegate* unmanaged[Cdecl]<int, int>)step, count);

    public static void SortBy(Span<int> values, nint compare)
    {
        fixed (int* pointer = values)
        {
            SortByNative(pointer, (nuint)values.Length, compare);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Next(int value) => value + 1;

    [LibraryImport("koffibench", EntryPoint = "repeat")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int RepeatNative(delegate* unmanaged[Cdecl]<int, int> step, int count);

    [LibraryImport("koffibench", EntryPoint = "sort_ints_by")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial void SortByNative(int* values, nuint count, nint compare);
}
