using System.Runtime.InteropServices;

namespace KoffiGen;

/// <summary>A library in the process: its handle, and the file it came from, for messages.</summary>
internal sealed class LoadedLibrary(nint handle, string file)
{
    private nint _free;

    internal nint Handle { get; } = handle;

    internal string File { get; } = file;

    /// <summary>The <c>free</c> that releases what the library allocated. Only Windows has more than one.</summary>
    internal nint WindowsFree(string? from)
    {
        if (_free == 0)
            _free = WindowsRuntime.FindFree(Handle, from);
        return _free;
    }

    /// <summary>Gives the handle back: the loader unloads the library when all handles are.</summary>
    internal void Close()
    {
        // The program itself stays.
        if (Handle != NativeLibrary.GetMainProgramHandle())
            NativeLibrary.Free(Handle);
    }

    internal bool TryGetExport(string name, out nint address)
    {
        if (NativeLibrary.TryGetExport(Handle, name, out address))
            return true;

        return OperatingSystem.IsWindows()
            && Handle == NativeLibrary.GetMainProgramHandle()
            && WindowsLoader.TryGetExportOfAnyModule(name, out address);
    }
}
