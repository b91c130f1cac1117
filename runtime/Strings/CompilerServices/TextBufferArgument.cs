using System.ComponentModel;
using System.Runtime.InteropServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// A string buffer of a given size that C reads, writes or both. A small buffer is on the caller's stack; a large one is allocated. C must
/// not keep it. Called by generated code.
/// </summary>
/// <remarks>
/// Generated code acquires the buffer inside a <c>try</c> block, reads it after the call if C writes it, and releases it in the
/// <c>finally</c> block. The buffer is zeroed and has at least one code unit, so a buffer that C does not write is an empty string.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe ref struct TextBufferArgument
{
    private readonly byte* _stack;
    private readonly int _stackLength;
    private readonly int _capacity;
    private readonly NativeTextEncoding _encoding;
    private readonly string? _text;
    private readonly bool _isNull;
    private void* _allocated;
    private void* _address;

    /// <summary>Creates a buffer that C only writes.</summary>
    /// <param name="stack">Memory on the caller's stack for this argument alone.</param>
    /// <param name="stackLength">The size of that memory in bytes.</param>
    /// <param name="size">The size of the buffer.</param>
    /// <param name="isByteCount">Whether <paramref name="size"/> is in bytes instead of characters.</param>
    /// <param name="encoding">The encoding of the C string.</param>
    public TextBufferArgument(byte* stack, int stackLength, int size, bool isByteCount, NativeTextEncoding encoding)
    {
        _stack = stack;
        _stackLength = stackLength;
        _encoding =
            encoding != NativeTextEncoding.Wide ? encoding
            : OperatingSystem.IsWindows() ? NativeTextEncoding.Utf16
            : NativeTextEncoding.Utf32;
        _capacity = isByteCount ? size / Unit : size;
    }

    /// <summary>Creates a buffer that contains a string.</summary>
    /// <param name="stack">Memory on the caller's stack for this argument alone.</param>
    /// <param name="stackLength">The size of that memory in bytes.</param>
    /// <param name="size">The size of the buffer.</param>
    /// <param name="isByteCount">Whether <paramref name="size"/> is in bytes instead of characters.</param>
    /// <param name="encoding">The encoding of the C string.</param>
    /// <param name="text">The string; null is passed as NULL and stays null.</param>
    /// <param name="parameterName">The name of the C# parameter, for messages.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ArgumentException">The string contains a NUL, or does not fit into the buffer with its NUL.</exception>
    public TextBufferArgument(
        byte* stack,
        int stackLength,
        int size,
        bool isByteCount,
        NativeTextEncoding encoding,
        string? text,
        string parameterName,
        string function
    )
        : this(stack, stackLength, size, isByteCount, encoding)
    {
        _text = text;
        _isNull = text is null;
        if (text is null)
        {
            return;
        }

        int needed = _encoding switch
        {
            NativeTextEncoding.Utf8 => TextBuffer.Utf8Length(text, parameterName, function),
            NativeTextEncoding.Utf16 => TextBuffer.Utf16Length(text, parameterName, function),
            _ => TextBuffer.Utf32Length(text, parameterName, function),
        };
        TextBuffer.ThrowUnlessFits(needed, _capacity, _encoding == NativeTextEncoding.Utf8 ? "bytes" : "units", parameterName, function);
    }

    private readonly int Unit =>
        _encoding switch
        {
            NativeTextEncoding.Utf8 => sizeof(byte),
            NativeTextEncoding.Utf16 => sizeof(char),
            _ => sizeof(uint),
        };

    /// <summary>Returns the address of the buffer, which is valid until <see cref="Release"/>.</summary>
    /// <returns>The address of the first character, or NULL.</returns>
    /// <exception cref="OutOfMemoryException">The memory is not available.</exception>
    public nint Acquire()
    {
        if (_isNull)
        {
            return 0;
        }

        nuint length = checked((nuint)Math.Max(_capacity, 1) * (nuint)Unit);
        if (length <= (nuint)_stackLength)
        {
            _address = _stack;
            NativeMemory.Clear(_stack, length);
        }
        else
        {
            _allocated = NativeMemory.AllocZeroed(length);
            _address = _allocated;
        }

        if (_text is null)
        {
            return (nint)_address;
        }

        switch (_encoding)
        {
            case NativeTextEncoding.Utf8:
                TextBuffer.WriteUtf8(new Span<byte>(_address, _capacity), _text);
                break;
            case NativeTextEncoding.Utf16:
                TextBuffer.WriteUtf16(new Span<char>(_address, _capacity), _text);
                break;
            default:
                TextBuffer.WriteUtf32(new Span<uint>(_address, _capacity), _text);
                break;
        }

        return (nint)_address;
    }

    /// <summary>Copies the string in the buffer: up to its first NUL, or all of it.</summary>
    /// <returns>The string, or null if NULL was passed.</returns>
    public readonly string? Read() =>
        _address is null
            ? null
            : _encoding switch
            {
                NativeTextEncoding.Utf8 => NativeString.FromUtf8((byte*)_address, _capacity),
                NativeTextEncoding.Utf16 => NativeString.FromUtf16((char*)_address, _capacity),
                _ => NativeString.FromUtf32((uint*)_address, _capacity),
            };

    /// <summary>Frees the buffer. Without <see cref="Acquire"/>, it has no effect.</summary>
    public void Release()
    {
        NativeMemory.Free(_allocated);
        _allocated = null;
        _address = null;
    }
}
