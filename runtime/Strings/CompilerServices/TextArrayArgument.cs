using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace KoffiGen.CompilerServices;

/// <summary>
/// An array of strings as a <c>const char **</c> argument: pointers with a terminating NULL, and the strings, in one block of native
/// memory. C must not keep it. Called by generated code.
/// </summary>
/// <remarks>
/// Generated code acquires the argument inside a <c>try</c> block and releases it in the <c>finally</c> block. It keeps each argument in
/// one local variable, because a copy does not know what the original has acquired.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe ref struct TextArrayArgument
{
    private readonly ReadOnlySpan<string?> _values;
    private readonly NativeTextEncoding _encoding;
    private readonly string _parameterName;
    private readonly string _function;
    private void* _block;

    /// <summary>Stores the strings. They are converted later.</summary>
    /// <param name="values">The strings; a null element becomes NULL. A default span or a null array is passed as NULL.</param>
    /// <param name="encoding">The encoding of the C strings.</param>
    /// <param name="parameterName">The name of the C# parameter, for messages.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    public TextArrayArgument(ReadOnlySpan<string?> values, NativeTextEncoding encoding, string parameterName, string function)
    {
        _values = values;
        _encoding =
            encoding != NativeTextEncoding.Wide ? encoding
            : OperatingSystem.IsWindows() ? NativeTextEncoding.Utf16
            : NativeTextEncoding.Utf32;
        _parameterName = parameterName;
        _function = function;
    }

    /// <summary>Converts the strings. A lone surrogate becomes U+FFFD in UTF-8 and UTF-32.</summary>
    /// <returns>The address of the first pointer, or NULL. It is valid until <see cref="Release"/>.</returns>
    /// <exception cref="ArgumentException">A string contains a NUL.</exception>
    /// <exception cref="OutOfMemoryException">The memory is not available.</exception>
    public nint Acquire()
    {
        if (Unsafe.IsNullRef(ref MemoryMarshal.GetReference(_values)))
        {
            return 0;
        }

        nuint pointers = ((nuint)_values.Length + 1) * (nuint)sizeof(nint);
        nuint size = pointers;
        foreach (string? value in _values)
        {
            size = checked(size + Measure(value));
        }

        _block = NativeMemory.Alloc(size);
        nint* pointer = (nint*)_block;
        byte* text = (byte*)_block + pointers;
        byte* end = (byte*)_block + size;
        foreach (string? value in _values)
        {
            // Another thread may change the array meanwhile. The spans never exceed the measured size.
            *pointer++ = value is null ? 0 : (nint)text;
            if (value is not null)
            {
                text += Write(value, new Span<byte>(text, (int)nuint.Min((nuint)(end - text), int.MaxValue)));
            }
        }

        *pointer = 0;
        return (nint)_block;
    }

    /// <summary>Frees the block. Without <see cref="Acquire"/>, it has no effect.</summary>
    public void Release()
    {
        NativeMemory.Free(_block);
        _block = null;
    }

    /// <summary>Returns the size of a string in bytes with its NUL, rounded up to a multiple of four.</summary>
    private readonly nuint Measure(string? value)
    {
        if (value is null)
        {
            return 0;
        }

        int nul = value.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
        {
            TextArgument.ThrowNul(_parameterName, _function, nul);
        }

        return _encoding switch
        {
            NativeTextEncoding.Utf8 => ((nuint)(uint)Encoding.UTF8.GetByteCount(value) + 1 + 3) & ~(nuint)3,
            NativeTextEncoding.Utf16 => (((nuint)(uint)value.Length + 1) * sizeof(char) + 3) & ~(nuint)3,

            // UTF-32 never has more code units than UTF-16.
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
                {
                    characters[count++] = (uint)rune.Value;
                }

                characters[count] = 0;
                break;
        }

        return Measure(value);
    }
}
