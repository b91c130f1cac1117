using System.Runtime.InteropServices;

namespace KoffiGen;

/// <summary>The Windows functions for libraries and executable memory.</summary>
internal static unsafe partial class Kernel32
{
    [LibraryImport("kernel32", EntryPoint = "LoadLibraryExW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    internal static partial nint LoadLibraryEx(string file, nint reserved, uint flags);

    [LibraryImport("kernel32", EntryPoint = "GetModuleHandleW", StringMarshalling = StringMarshalling.Utf16)]
    internal static partial nint GetModuleHandle(string name);

    /// <summary>Returns the module that contains the code, or 0.</summary>
    internal static nint GetModuleHandleFromAddress(nint address)
    {
        const uint FromAddress = 4,
            UnchangedCount = 2;
        nint module = 0;
        return GetModuleHandleEx(FromAddress | UnchangedCount, address, &module) != 0 ? module : 0;
    }

    [LibraryImport("kernel32", EntryPoint = "GetModuleFileNameW")]
    internal static partial uint GetModuleFileName(nint module, char* buffer, uint size);

    [LibraryImport("kernel32")]
    internal static partial nint GetProcAddress(nint module, nint ordinal);

    [LibraryImport("kernel32", EntryPoint = "K32EnumProcessModules")]
    internal static partial int EnumProcessModules(nint process, nint* modules, uint bytes, uint* needed);

    [LibraryImport("kernel32")]
    internal static partial nint GetCurrentProcess();

    [LibraryImport("kernel32", EntryPoint = "GetModuleHandleExW")]
    private static partial int GetModuleHandleEx(uint flags, nint address, nint* module);

    [LibraryImport("kernel32")]
    internal static partial nint VirtualAlloc(nint address, nuint size, uint type, uint protection);

    [LibraryImport("kernel32")]
    internal static partial int VirtualProtect(nint address, nuint size, uint protection, uint* old);

    [LibraryImport("kernel32")]
    internal static partial int VirtualFree(nint address, nuint size, uint type);

    [LibraryImport("kernel32")]
    internal static partial int FlushInstructionCache(nint process, nint address, nuint size);
}
