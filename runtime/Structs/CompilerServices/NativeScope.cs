using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace KoffiGen.CompilerServices;

/// <summary>
/// The native memory for the strings and arrays of a struct while C uses the struct. <see cref="Dispose"/> frees all of it. Called by
/// generated code.
/// </summary>
/// <remarks>The default value is an empty scope. A scope must not be copied, and only the thread of the call may use it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe struct NativeScope : IDisposable
{
    private nint _last;

    /// <summary>Copies a <c>char *</c>; NULL becomes null.</summary>
    public static string? FromUtf8(nint text) => NativeString.FromUtf8((byte*)text);

    /// <summary>Copies a <c>char16_t *</c>; NULL becomes null.</summary>
    public static string? FromUtf16(nint text) => NativeString.FromUtf16((char*)text);

    /// <summary>Copies a <c>char32_t *</c>; NULL becomes null.</summary>
    public static string? FromUtf32(nint text) => NativeString.FromUtf32((uint*)text);

    /// <summary>Copies a <c>wchar_t *</c>; NULL becomes null.</summary>
    public static string? FromWide(nint text) => NativeString.FromWide((void*)text);

    /// <summary>Allocates a string as UTF-8 with a NUL, and returns its address. A lone surrogate becomes U+FFFD.</summary>
    /// <param name="text">The string; null becomes NULL.</param>
    /// <param name="member">The name of the member, for messages.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ArgumentException"><paramref name="text"/> contains a NUL.</exception>
    public nint Utf8(string? text, string member, string function)
    {
        if (!Check(text, member, function))
        {
            return 0;
        }

        int length = Encoding.UTF8.GetByteCount(text!);
        Span<byte> bytes = AllocateText<byte>(length);
        Encoding.UTF8.GetBytes(text!, bytes);
        return Address(bytes);
    }

    /// <summary>Allocates a string as UTF-16 with a NUL, and returns its address. Lone surrogates are copied unchanged.</summary>
    /// <inheritdoc cref="Utf8"/>
    public nint Utf16(string? text, string member, string function)
    {
        if (!Check(text, member, function))
        {
            return 0;
        }

        Span<char> units = AllocateText<char>(text!.Length);
        text.CopyTo(units);
        return Address(units);
    }

    /// <summary>Allocates a string as UTF-32 with a NUL, and returns its address. A lone surrogate becomes U+FFFD.</summary>
    /// <inheritdoc cref="Utf8"/>
    public nint Utf32(string? text, string member, string function)
    {
        if (!Check(text, member, function))
        {
            return 0;
        }

        // UTF-32 never has more code units than UTF-16.
        Span<uint> units = AllocateText<uint>(text!.Length);
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            units[length++] = (uint)rune.Value;
        }

        units[length] = 0;
        return Address(units);
    }

    /// <summary>
    /// Allocates a string as <c>wchar_t</c> values with a NUL, and returns its address: UTF-16 on Windows, UTF-32 elsewhere.
    /// </summary>
    /// <inheritdoc cref="Utf8"/>
    public nint Wide(string? text, string member, string function) =>
        OperatingSystem.IsWindows() ? Utf16(text, member, function) : Utf32(text, member, function);

    /// <summary>Allocates a copy of a value, and returns its address; null becomes NULL.</summary>
    public nint Copy<T>(T? value)
        where T : unmanaged
    {
        if (value is null)
        {
            return 0;
        }

        T* copy = Allocate<T>(1);
        *copy = value.GetValueOrDefault();
        return (nint)copy;
    }

    /// <summary>Allocates a copy of an array, and returns its address; a null or empty array becomes NULL.</summary>
    public nint Copy<T>(T[]? values)
        where T : unmanaged
    {
        if (values is null)
        {
            return 0;
        }

        T* copy = Allocate<T>(values.Length);
        values.CopyTo(new Span<T>(copy, values.Length));
        return (nint)copy;
    }

    /// <summary>Allocates zeroed memory for structs, aligned as in C. Returns null for a length of 0.</summary>
    /// <param name="length">The number of structs.</param>
    /// <param name="alignment">The alignment in bytes, a power of two, if it is larger than that of the type.</param>
    public T* Allocate<T>(int length, int alignment = 1)
        where T : unmanaged =>
        length == 0 ? null : (T*)AllocateBytes(checked((nuint)length * (nuint)sizeof(T)), int.Max(alignment, AlignmentOf<T>.Value));

    /// <summary>Frees all memory of the scope. Further calls have no effect.</summary>
    public void Dispose()
    {
        while (_last != 0)
        {
            nint before = *(nint*)_last;
            NativeMemory.Free((void*)_last);
            _last = before;
        }
    }

    private static bool Check(string? text, string member, string function)
    {
        if (text is not null && text.IndexOf('\0', StringComparison.Ordinal) is var nul and >= 0)
        {
            TextArgument.ThrowNul(member, function, nul);
        }

        return text is not null;
    }

    private static nint Address<T>(Span<T> span)
        where T : unmanaged => (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(span));

    /// <summary>Allocates code units and a NUL.</summary>
    private Span<T> AllocateText<T>(int length)
        where T : unmanaged => new(AllocateBytes(((nuint)length + 1) * (nuint)sizeof(T)), length + 1);

    // Each block begins with the address of the previous one. The memory begins at the first aligned address after that.
    private void* AllocateBytes(nuint size, int alignment = 1)
    {
        alignment = int.Max(alignment, NativeBlock.DefaultAlignment);
        byte* block = (byte*)NativeMemory.AllocZeroed(checked((nuint)sizeof(nint) + (nuint)(alignment - 1) + size));
        *(nint*)block = _last;
        _last = (nint)block;
        return NativeAlignment.AlignUp<byte>(block + sizeof(nint), alignment);
    }
}
