using System.ComponentModel;
using System.Runtime.InteropServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Frees memory whose ownership C transferred (<c>!</c> in a declaration), and allocates memory that C will free. Called by generated code
/// on any thread.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class NativeMemoryOwner
{
    /// <summary>Throws if C# passes memory of .NET for an argument that C frees.</summary>
    /// <param name="length">The number of elements in the memory; 0 for a pointer or a handle.</param>
    /// <param name="name">The name of the C# parameter.</param>
    /// <exception cref="ArgumentException">The argument is memory of .NET.</exception>
    public static void CheckTransfer(int length, string name)
    {
        if (length != 0)
        {
            throw new ArgumentException(
                $"The C function takes ownership of '{name}', and cannot free memory of .NET. Pass a handle or a pointer.",
                name
            );
        }
    }

    /// <summary>Frees memory with the <c>free</c> function of the C runtime that the library uses.</summary>
    /// <remarks>
    /// Systems other than Windows have only one. On Windows, the import table of the library determines it, and
    /// <see cref="KoffiLibraryAttribute.FreeFrom"/> overrides it.
    /// </remarks>
    /// <param name="library">The library that allocated the memory.</param>
    /// <param name="pointer">The memory. NULL has no effect.</param>
    /// <exception cref="DllNotFoundException">The library or its C runtime cannot be loaded.</exception>
    public static void Free(NativeLibraryReference library, nint pointer)
    {
        if (pointer == 0)
        {
            return;
        }

        if (!OperatingSystem.IsWindows())
        {
            NativeMemory.Free((void*)pointer);
            return;
        }

        ArgumentNullException.ThrowIfNull(library);
        if (!library.TryLoad(out LoadedLibrary? loaded, out LoadFailure failure))
        {
            throw failure.ToException("symbol 'free'");
        }

        ((delegate* unmanaged[Cdecl]<nint, void>)loaded.WindowsFree(library.FreeFrom))(pointer);
    }

    /// <summary>Copies a string that a callback returns as <c>str!</c> to memory that C frees with the C runtime of the library.</summary>
    /// <param name="library">The library that frees the memory.</param>
    /// <param name="text">The string; null becomes NULL.</param>
    /// <param name="encoding">The encoding of the C string.</param>
    /// <param name="callback">The callback, for messages.</param>
    /// <exception cref="ArgumentException"><paramref name="text"/> contains a NUL.</exception>
    /// <exception cref="DllNotFoundException">The library or its C runtime cannot be loaded.</exception>
    public static nint AllocateText(NativeLibraryReference library, string? text, NativeTextEncoding encoding, string callback)
    {
        if (text is null)
        {
            return 0;
        }

        nuint size = CallbackText.Measure(text, encoding, callback);
        void* memory = Allocate(library, size);
        CallbackText.Write(text, encoding, memory, size);
        return (nint)memory;
    }

    /// <summary>Frees memory with the function that its declaration names, as in <c>str!(g_free)</c>.</summary>
    /// <param name="disposer">
    /// The address of a <c>void disposer(void *)</c> with the platform's default calling convention. It is not used for NULL.
    /// </param>
    /// <param name="pointer">The memory. NULL has no effect.</param>
    public static void Free(nint disposer, nint pointer)
    {
        if (pointer != 0)
        {
            ((delegate* unmanaged[Cdecl]<nint, void>)disposer)(pointer);
        }
    }

    /// <summary>Frees memory with a function of another calling convention, which matters on 32-bit x86.</summary>
    /// <param name="disposer">The address of a function with the pointer as its only parameter. It is not used for NULL.</param>
    /// <param name="pointer">The memory. NULL has no effect.</param>
    /// <param name="convention">The calling convention of the function.</param>
    public static void Free(nint disposer, nint pointer, NativeConvention convention)
    {
        if (pointer == 0)
        {
            return;
        }

        // The single argument of a fastcall function is passed in ECX, like that of a thiscall function.
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
        {
            return NativeMemory.Alloc(size);
        }

        ArgumentNullException.ThrowIfNull(library);
        if (!library.TryLoad(out LoadedLibrary? loaded, out LoadFailure failure))
        {
            throw failure.ToException("symbol 'malloc'");
        }

        void* memory = ((delegate* unmanaged[Cdecl]<nuint, void*>)WindowsRuntime.FindAllocator(loaded.WindowsFree(library.FreeFrom)))(size);
        return memory is not null ? memory : throw new InsufficientMemoryException();
    }
}
