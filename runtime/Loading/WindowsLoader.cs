using System.Runtime.InteropServices;

namespace KoffiGen;

/// <summary>Calls the Windows loader with its safe search: neither the current directory nor PATH is searched.</summary>
internal static unsafe class WindowsLoader
{
    internal static nint Open(string file, out string? message)
    {
        const uint searchOwnDirectory = 0x100,
            searchDefaultDirectories = 0x1000;

        message = null;
        uint flags = Path.IsPathFullyQualified(file) ? searchOwnDirectory | searchDefaultDirectories : searchDefaultDirectories;
        nint handle = Kernel32.LoadLibraryEx(file, 0, flags);
        if (handle == 0)
        {
            message = Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
        }

        return handle;
    }

    internal static string? FileOf(nint module)
    {
        const int longest = 32768;

        char[] buffer = new char[longest];
        fixed (char* first = buffer)
        {
            uint length = Kernel32.GetModuleFileName(module, first, longest);
            return length == 0 ? null : new string(first, 0, (int)length);
        }
    }

    internal static bool TryGetExportOfAnyModule(string name, out nint address)
    {
        address = 0;
        nint[] modules = new nint[1024];
        uint needed;
        fixed (nint* first = modules)
        {
            if (Kernel32.EnumProcessModules(Kernel32.GetCurrentProcess(), first, (uint)(modules.Length * sizeof(nint)), &needed) == 0)
            {
                return false;
            }
        }

        int count = Math.Min(modules.Length, (int)(needed / (uint)sizeof(nint)));
        foreach (nint module in modules.AsSpan(0, count))
        {
            if (NativeLibrary.TryGetExport(module, name, out address))
            {
                return true;
            }
        }

        return false;
    }
}
