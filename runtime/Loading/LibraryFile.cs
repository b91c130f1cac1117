using System.Runtime.InteropServices;

namespace KoffiGen;

/// <summary>
/// Finds the file of a loaded library, for messages. The name of a library does not say which of several files was loaded.
/// </summary>
internal static unsafe class LibraryFile
{
    private const int LinkMapRequest = 2;

    internal static string? Of(nint handle)
    {
        if (OperatingSystem.IsWindows())
        {
            return WindowsLoader.FileOf(handle);
        }

        // ELF loaders provide dlinfo. In struct link_map, the file name follows the load address.
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "dlinfo", out nint dlinfo))
        {
            return null;
        }

        nint* linkMap = null;
        int result = ((delegate* unmanaged[Cdecl]<nint, int, nint**, int>)dlinfo)(handle, LinkMapRequest, &linkMap);
        return result == 0 && linkMap is not null && Marshal.PtrToStringUTF8(linkMap[1]) is { Length: > 0 } file ? file : null;
    }
}
