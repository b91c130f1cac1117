using System.Runtime.InteropServices;

namespace KoffiGen;

/// <summary>Which of the C runtimes in a Windows process frees what a library allocated.</summary>
internal static unsafe class WindowsRuntime
{
    private const int HeaderSize = 4096;

    internal static nint FindFree(nint library, string? from)
    {
        if (from is not null)
            return FreeOf(WindowsLoader.Open(from, out string? message), from, message);

        ReadOnlySpan<byte> headers = new((void*)library, HeaderSize);
        ReadOnlySpan<byte> image = new((void*)library, PeImports.SizeOf(headers));

        // The library's own pointer to free is the best answer; a library that only allocates shows by that where from.
        if (PeImports.Find(image, "free"u8) is { } free && free.SlotOffset <= image.Length - sizeof(nint))
            return *(nint*)(library + free.SlotOffset);

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
            return address;

        return FreeOf(WindowsLoader.Open("ucrtbase.dll", out string? error), "ucrtbase.dll", error);
    }

    /// <summary>The <c>malloc</c> that goes with a <c>free</c>: that of the same module.</summary>
    internal static nint FindAllocator(nint free) =>
        Kernel32.GetModuleHandleFromAddress(free) is var module and not 0 && NativeLibrary.TryGetExport(module, "malloc", out nint address)
            ? address
            : NativeLibrary.GetExport(NativeLibrary.Load("ucrtbase.dll"), "malloc");

    private static nint FreeOf(nint module, string name, string? message) =>
        module != 0
            ? NativeLibrary.GetExport(module, "free")
            : throw new DllNotFoundException($"The C runtime '{name}', whose free is asked for, could not be loaded: {message}");
}
