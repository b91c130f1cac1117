using System.ComponentModel;
using System.Runtime.InteropServices;

namespace KoffiGen.CompilerServices;

/// <summary>Called by generated code to release what C allocated and handed over (<c>!</c> in a declaration). Any thread may call it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class NativeMemoryOwner
{
    /// <summary>
    /// Frees memory with the <c>free</c> of the C runtime that the library itself uses. Other systems have one; on Windows the library's
    /// import table tells, and <see cref="KoffiLibraryAttribute.FreeFrom"/> overrides it.
    /// </summary>
    /// <param name="library">The library that the memory came from.</param>
    /// <param name="pointer">The memory; NULL is left alone.</param>
    /// <exception cref="DllNotFoundException">The library, or its C runtime, can't be loaded.</exception>
    public static void Free(NativeLibraryReference library, nint pointer)
    {
        if (pointer == 0)
            return;

        if (!OperatingSystem.IsWindows())
        {
            NativeMemory.Free((void*)pointer);
            return;
        }

        ArgumentNullException.ThrowIfNull(library);
        if (!library.TryLoad(out LoadedLibrary? loaded, out LoadFailure failure))
            throw failure.ToException("free");
        ((delegate* unmanaged[Cdecl]<nint, void>)loaded.WindowsFree(library.FreeFrom))(pointer);
    }

    /// <summary>Text that C frees, of the memory of the C runtime that the library itself uses: what a callback returns as <c>str!</c>.</summary>
    /// <param name="library">The library that frees the text.</param>
    /// <param name="text">The text; null is NULL.</param>
    /// <param name="encoding">The width of C's characters.</param>
    /// <exception cref="ArgumentException">There is a NUL in the text.</exception>
    /// <exception cref="DllNotFoundException">The library, or its C runtime, can't be loaded.</exception>
    public static nint AllocateText(NativeLibraryReference library, string? text, NativeTextEncoding encoding)
    {
        if (text is null)
            return 0;

        nuint size = CallbackText.Measure(text, encoding);
        void* memory = Allocate(library, size);
        CallbackText.Write(text, encoding, memory, size);
        return (nint)memory;
    }

    /// <summary>Gives memory back with the function that its declaration names, as in <c>str!(g_free)</c>.</summary>
    /// <param name="disposer">The address of a <c>void disposer(void *)</c> with C's own calling convention.</param>
    /// <param name="pointer">The memory; NULL is left alone, and <paramref name="disposer"/> isn't looked at then.</param>
    public static void Free(nint disposer, nint pointer)
    {
        if (pointer != 0)
            ((delegate* unmanaged[Cdecl]<nint, void>)disposer)(pointer);
    }

    /// <summary>Gives memory back with a function of another convention, which matters on 32-bit x86.</summary>
    /// <param name="disposer">The address of a function that takes the pointer alone.</param>
    /// <param name="pointer">The memory; NULL is left alone, and <paramref name="disposer"/> isn't looked at then.</param>
    /// <param name="convention">How the function is called.</param>
    public static void Free(nint disposer, nint pointer, NativeConvention convention)
    {
        if (pointer == 0)
            return;

        // One argument of a fastcall travels in ECX, as that of a thiscall does.
        switch (convention)
        {
            case NativeConvention.Stdcall:
                ((delegate* unmanaged[Stdcall]<nint, void>)disposer)(pointer);
                break;
            case NativeConvention.Fastcall or NativeConvention.Thiscall when NativeTarget.IsX86:
                ((delegate* unmanaged[Thiscall]<nint, void>)disposer)(pointer);
                break;
            default:
                Free(disposer, pointer);
                break;
        }
    }

    private static void* Allocate(NativeLibraryReference library, nuint size)
    {
        if (!OperatingSystem.IsWindows())
            return NativeMemory.Alloc(size);

        ArgumentNullException.ThrowIfNull(library);
        if (!library.TryLoad(out LoadedLibrary? loaded, out LoadFailure failure))
            throw failure.ToException("malloc");
        void* memory = ((delegate* unmanaged[Cdecl]<nuint, void*>)WindowsRuntime.FindAllocator(loaded.WindowsFree(library.FreeFrom)))(size);
        return memory is not null ? memory : throw new InsufficientMemoryException();
    }
}
