using System.Runtime.InteropServices;

namespace KoffiGen;

/// <summary>A loaded library: its handle, and its file for messages.</summary>
internal sealed class LoadedLibrary(nint handle, string file)
{
    private nint _free;

    internal nint Handle { get; } = handle;

    internal string File { get; } = file;

    /// <summary>Returns the <c>free</c> function for memory that the library allocated. Only Windows has more than one.</summary>
    internal nint WindowsFree(string? from)
    {
        if (_free == 0)
        {
            _free = WindowsRuntime.FindFree(Handle, from);
        }

        return _free;
    }

    /// <summary>Closes the handle. The loader unloads the library when its last handle is closed.</summary>
    internal void Close()
    {
        // The main program cannot be unloaded.
        if (Handle != NativeLibrary.GetMainProgramHandle())
        {
            NativeLibrary.Free(Handle);
        }
    }

    internal bool TryGetExport(string name, out nint address)
    {
        if (NativeLibrary.TryGetExport(Handle, name, out address))
        {
            return true;
        }

        return OperatingSystem.IsWindows()
            && Handle == NativeLibrary.GetMainProgramHandle()
            && WindowsLoader.TryGetExportOfAnyModule(name, out address);
    }
}
