using System.Runtime.InteropServices;

namespace KoffiGen;

/// <summary>Functions of the C runtime of the process. On Windows, which can have several, it is ucrtbase.</summary>
internal static unsafe class CRuntime
{
    private static readonly delegate* unmanaged[Cdecl]<nint, int> FFlush = (delegate* unmanaged[Cdecl]<nint, int>)Find("fflush");

    internal static void FlushAll() => FFlush(0);

    private static nint Find(string name)
    {
        if (!OperatingSystem.IsWindows())
        {
            return PosixLoader.Find(name);
        }

        nint runtime = WindowsLoader.Open("ucrtbase.dll", out string? message);
        return runtime != 0
            ? NativeLibrary.GetExport(runtime, name)
            : throw new DllNotFoundException($"The C runtime 'ucrtbase.dll' could not be loaded: {message}");
    }
}
