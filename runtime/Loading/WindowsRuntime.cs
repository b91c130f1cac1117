using System.Runtime.InteropServices;

namespace KoffiGen;

/// <summary>Determines which C runtime of a Windows process frees the memory of a library.</summary>
internal static unsafe class WindowsRuntime
{
    private const int HeaderSize = 4096;

    internal static nint FindFree(nint library, string? from)
    {
        if (from is not null)
        {
            return FreeOf(WindowsLoader.Open(from, out string? message), from, message);
        }

        ReadOnlySpan<byte> headers = new((void*)library, HeaderSize);
        ReadOnlySpan<byte> image = new((void*)library, PeImports.SizeOf(headers));

        // The library's own import of free is the best answer. A library without it imports its allocator from the same runtime.
        if (PeImports.Find(image, "free"u8) is { } free && free.SlotOffset <= image.Length - sizeof(nint))
        {
            return *(nint*)(library + free.SlotOffset);
        }

        PeImport? allocator =
            PeImports.Find(image, "malloc"u8)
            ?? PeImports.Find(image, "calloc"u8)
            ?? PeImports.Find(image, "realloc"u8)
            ?? PeImports.Find(image, "_strdup"u8);
        if (
            allocator is { } import
            && Kernel32.GetModuleHandle(import.Module) is var module and not 0
            && NativeLibrary.TryGetExport(module, "free", out nint address)
        )
        {
            return address;
        }

        return FreeOf(WindowsLoader.Open("ucrtbase.dll", out string? error), "ucrtbase.dll", error);
    }

    /// <summary>Returns the <c>malloc</c> function of the module that contains a <c>free</c> function.</summary>
    internal static nint FindAllocator(nint free) =>
        Kernel32.GetModuleHandleFromAddress(free) is var module and not 0 && NativeLibrary.TryGetExport(module, "malloc", out nint address)
            ? address
            : NativeLibrary.GetExport(NativeLibrary.Load("ucrtbase.dll"), "malloc");

    private static nint FreeOf(nint module, string name, string? message) =>
        module != 0
            ? NativeLibrary.GetExport(module, "free")
            : throw new DllNotFoundException($"The C runtime '{name}', whose 'free' is needed, could not be loaded: {message}");
}
