using System.Runtime.InteropServices;

namespace KoffiGen;

/// <summary>Which file a loaded library came from: messages name it, since the name alone doesn't tell which of several it was.</summary>
internal static unsafe class LibraryFile
{
    private const int LinkMapRequest = 2;

    internal static string? Of(nint handle)
    {
        if (OperatingSystem.IsWindows())
            return WindowsLoader.FileOf(handle);

        // The loader of ELF systems tells; struct link_map begins with the load address, and the file's name follows.
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "dlinfo", out nint dlinfo))
            return null;

        nint* linkMap = null;
        int result = ((delegate* unmanaged[Cdecl]<nint, int, nint**, int>)dlinfo)(handle, LinkMapRequest, &linkMap);
        return result == 0 && linkMap is not null && Marshal.PtrToStringUTF8(linkMap[1]) is { Length: > 0 } file ? file : null;
    }
}
