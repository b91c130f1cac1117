using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Strings on their way into a <c>const char **</c>: pointers with a NULL behind the last one, and the text, in one block of C memory. Generated
/// code acquires it inside a <c>try</c>, and releases it in its <c>finally</c>; C must not keep it.
/// </summary>
/// <remarks>A copy doesn't know what the original acquired: generated code keeps each argument in one local variable.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe ref struct TextArrayArgument
{
    private readonly ReadOnlySpan<string?> _values;
    private readonly NativeTextEncoding _encoding;
    private readonly string _parameterName;
    private void* _block;

    /// <summary>Takes the strings; nothing is converted yet.</summary>
    /// <param name="values">The strings, of which null is NULL. A default span, or a null array, is NULL as a whole.</param>
    /// <param name="encoding">What C's characters are.</param>
    /// <param name="parameterName">The C# parameter, for the message.</param>
    public TextArrayArgument(ReadOnlySpan<string?> values, NativeTextEncoding encoding, string parameterName)
    {
        _values = values;
        _encoding =
            encoding != NativeTextEncoding.Wide ? encoding
            : OperatingSystem.IsWindows() ? NativeTextEncoding.Utf16
            : NativeTextEncoding.Utf32;
        _parameterName = parameterName;
    }

    /// <summary>Converts the strings: lone surrogates become U+FFFD in UTF-8 and UTF-32.</summary>
    /// <returns>The address of the first pointer, or NULL. It is valid until <see cref="Release"/>.</returns>
    /// <exception cref="ArgumentException">There is a NUL in one of the strings.</exception>
    /// <exception cref="OutOfMemoryException">There is no such memory.</exception>
    public nint Acquire()
    {
        if (Unsafe.IsNullRef(ref MemoryMarshal.GetReference(_values)))
            return 0;

        nuint pointers = ((nuint)_values.Length + 1) * (nuint)sizeof(nint);
        nuint size = pointers;
        foreach (string? value in _values)
            size = checked(size + Measure(value));

        _block = NativeMemory.Alloc(size);
        nint* pointer = (nint*)_block;
        byte* text = (byte*)_block + pointers;
        byte* end = (byte*)_block + size;
        foreach (string? value in _values)
        {
            // The array may change under way: what was measured is what there is room for.
            *pointer++ = value is null ? 0 : (nint)text;
            if (value is not null)
                text += Write(value, new Span<byte>(text, (int)nuint.Min((nuint)(end - text), int.MaxValue)));
        }

        *pointer = 0;
        return (nint)_block;
    }

    /// <summary>Frees what <see cref="Acquire"/> made. Without it, this does nothing.</summary>
    public void Release()
    {
        NativeMemory.Free(_block);
        _block = null;
    }

    /// <summary>How many bytes a string takes, with its NUL, and rounded up to whole characters of any width.</summary>
    private readonly nuint Measure(string? value)
    {
        if (value is null)
            return 0;

        int nul = value.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
            TextArgument.ThrowNul(_parameterName, nul);

        return _encoding switch
        {
            NativeTextEncoding.Utf8 => ((nuint)(uint)Encoding.UTF8.GetByteCount(value) + 1 + 3) & ~(nuint)3,
            NativeTextEncoding.Utf16 => (((nuint)(uint)value.Length + 1) * sizeof(char) + 3) & ~(nuint)3,

            // UTF-32 never has more units than UTF-16.
            _ => ((nuint)(uint)value.Length + 1) * sizeof(uint),
        };
    }

    private readonly nuint Write(string value, Span<byte> destination)
    {
        switch (_encoding)
        {
            case NativeTextEncoding.Utf8:
                int length = Encoding.UTF8.GetBytes(value, destination[..^1]);
                destination[length] = 0;
                break;

            case NativeTextEncoding.Utf16:
                Span<char> units = MemoryMarshal.Cast<byte, char>(destination);
                value.CopyTo(units);
                units[value.Length] = '\0';
                break;

            default:
                Span<uint> characters = MemoryMarshal.Cast<byte, uint>(destination);
                int count = 0;
                foreach (Rune rune in value.EnumerateRunes())
                    characters[count++] = (uint)rune.Value;
                characters[count] = 0;
                break;
        }

        return Measure(value);
    }
}
