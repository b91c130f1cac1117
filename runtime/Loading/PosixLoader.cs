using System.Runtime.InteropServices;
using System.Text;

namespace KoffiGen;

/// <summary>
/// Calls <c>dlopen</c> with all its flags. The function is looked up in the process, because the library that contains it differs between C
/// runtimes and their versions.
/// </summary>
internal static unsafe class PosixLoader
{
    private static readonly delegate* unmanaged[Cdecl]<byte*, int, nint> DlOpen = (delegate* unmanaged[Cdecl]<byte*, int, nint>)Find(
        "dlopen"
    );
    private static readonly delegate* unmanaged[Cdecl]<byte*> DlError = (delegate* unmanaged[Cdecl]<byte*>)Find("dlerror");

    internal static nint Open(string file, bool lazy, bool global, bool deepBind, out string? message)
    {
        message = null;
        fixed (byte* path = Encoding.UTF8.GetBytes(file + '\0'))
        {
            nint handle = DlOpen(path, Flags(lazy, global, deepBind));
            if (handle == 0)
            {
                message = Marshal.PtrToStringUTF8((nint)DlError()) ?? "the loader gave no reason";
            }

            return handle;
        }
    }

    internal static nint Find(string name) => NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), name);

    private static int Flags(bool lazy, bool global, bool deepBind)
    {
        const int resolveLazily = 1,
            resolveNow = 2,
            globalOnApple = 0x8,
            globalElsewhere = 0x100,
            deepBindOnGlibc = 0x8;

        bool apple = LibraryNames.Current == LibraryPlatform.MacOS;
        int flags = lazy ? resolveLazily : resolveNow;
        if (global)
        {
            flags |= apple ? globalOnApple : globalElsewhere;
        }

        if (deepBind && OperatingSystem.IsLinux())
        {
            flags |= deepBindOnGlibc;
        }

        return flags;
    }
}
