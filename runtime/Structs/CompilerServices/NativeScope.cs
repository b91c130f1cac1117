using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Called by generated code: the memory that the text of a struct takes while C has the struct. All of it is freed by <see cref="Dispose"/>. The default value is an
/// empty scope. It belongs to one call, and is no more to be copied than used by two threads.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe struct NativeScope : IDisposable
{
    private nint _last;

    /// <summary>Copies a <c>char *</c>; null for NULL.</summary>
    public static string? FromUtf8(nint text) => NativeString.FromUtf8((byte*)text);

    /// <summary>Copies a <c>char16_t *</c>; null for NULL.</summary>
    public static string? FromUtf16(nint text) => NativeString.FromUtf16((char*)text);

    /// <summary>Copies a <c>char32_t *</c>; null for NULL.</summary>
    public static string? FromUtf32(nint text) => NativeString.FromUtf32((uint*)text);

    /// <summary>Copies a <c>wchar_t *</c>; null for NULL.</summary>
    public static string? FromWide(nint text) => NativeString.FromWide((void*)text);

    /// <summary>The text as UTF-8 with a NUL behind it.</summary>
    /// <param name="text">The text; null is NULL.</param>
    /// <param name="member">The member, for the message.</param>
    /// <exception cref="ArgumentException">There is a NUL in the text.</exception>
    public nint Utf8(string? text, string member)
    {
        if (!Check(text, member))
            return 0;

        int length = Encoding.UTF8.GetByteCount(text!);
        Span<byte> bytes = AllocateText<byte>(length);
        Encoding.UTF8.GetBytes(text!, bytes);
        return Address(bytes);
    }

    /// <summary>The text as UTF-16 with a NUL behind it.</summary>
    /// <inheritdoc cref="Utf8"/>
    public nint Utf16(string? text, string member)
    {
        if (!Check(text, member))
            return 0;

        Span<char> units = AllocateText<char>(text!.Length);
        text.CopyTo(units);
        return Address(units);
    }

    /// <summary>The text as UTF-32 with a NUL behind it.</summary>
    /// <inheritdoc cref="Utf8"/>
    public nint Utf32(string? text, string member)
    {
        if (!Check(text, member))
            return 0;

        // UTF-32 never has more units than UTF-16.
        Span<uint> units = AllocateText<uint>(text!.Length);
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
            units[length++] = (uint)rune.Value;
        units[length] = 0;
        return Address(units);
    }

    /// <summary>The text as <c>wchar_t</c>: UTF-16 on Windows, UTF-32 elsewhere.</summary>
    /// <inheritdoc cref="Utf8"/>
    public nint Wide(string? text, string member) => OperatingSystem.IsWindows() ? Utf16(text, member) : Utf32(text, member);

    /// <summary>A copy of the value; 0 for none.</summary>
    public nint Copy<T>(T? value)
        where T : unmanaged
    {
        if (value is null)
            return 0;

        T* copy = Allocate<T>(1);
        *copy = value.GetValueOrDefault();
        return (nint)copy;
    }

    /// <summary>A copy of the values; 0 for null, and for none.</summary>
    public nint Copy<T>(T[]? values)
        where T : unmanaged
    {
        if (values is null)
            return 0;

        T* copy = Allocate<T>(values.Length);
        values.CopyTo(new Span<T>(copy, values.Length));
        return (nint)copy;
    }

    /// <summary>Memory for so many structs, all zero and aligned as C aligns them; null for none.</summary>
    /// <param name="length">How many structs.</param>
    /// <param name="alignment">A power of two that the type itself does not tell, as that of a <c>typedef</c>.</param>
    public T* Allocate<T>(int length, int alignment = 1)
        where T : unmanaged =>
        length == 0 ? null : (T*)AllocateBytes(checked((nuint)length * (nuint)sizeof(T)), int.Max(alignment, AlignmentOf<T>.Value));

    /// <summary>Frees everything. Once that is done, it does nothing.</summary>
    public void Dispose()
    {
        while (_last != 0)
        {
            nint before = *(nint*)_last;
            NativeMemory.Free((void*)_last);
            _last = before;
        }
    }

    private static bool Check(string? text, string member)
    {
        if (text is not null && text.IndexOf('\0', StringComparison.Ordinal) is var nul and >= 0)
            TextArgument.ThrowNul(member, nul);
        return text is not null;
    }

    private static nint Address<T>(Span<T> span)
        where T : unmanaged => (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(span));

    /// <summary>As many units, and a NUL behind them.</summary>
    private Span<T> AllocateText<T>(int length)
        where T : unmanaged => new(AllocateBytes(((nuint)length + 1) * (nuint)sizeof(T)), length + 1);

    // Each block begins with the address of the one before it. Behind that, the memory begins at the first aligned address.
    private void* AllocateBytes(nuint size, int alignment = 1)
    {
        alignment = int.Max(alignment, NativeBlock.DefaultAlignment);
        byte* block = (byte*)NativeMemory.AllocZeroed(checked((nuint)sizeof(nint) + (nuint)(alignment - 1) + size));
        *(nint*)block = _last;
        _last = (nint)block;
        return NativeAlignment.AlignUp<byte>(block + sizeof(nint), alignment);
    }
}
