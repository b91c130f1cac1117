using System.ComponentModel;
using System.Runtime.InteropServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// A text buffer as large as C states, which C reads, writes, or both: on the caller's stack if it is small, else allocated. Generated code acquires it inside
/// a <c>try</c>, reads it after the call if C writes it, and releases it in the <c>finally</c>; C must not keep it.
/// </summary>
/// <remarks>The buffer begins with zeros and has a unit at least, whatever the size that C is told: what C doesn't write is no text.</remarks>
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

    /// <summary>A buffer that C only writes.</summary>
    /// <param name="stack">Memory of the caller's stack, which nothing but this argument uses.</param>
    /// <param name="stackLength">How many bytes of it there are.</param>
    /// <param name="size">How much C may write.</param>
    /// <param name="isByteCount">The size is one of bytes, not of characters.</param>
    /// <param name="encoding">The width of C's characters.</param>
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

    /// <summary>A buffer with text in it.</summary>
    /// <param name="stack">Memory of the caller's stack, which nothing but this argument uses.</param>
    /// <param name="stackLength">How many bytes of it there are.</param>
    /// <param name="size">How much C may write.</param>
    /// <param name="isByteCount">The size is one of bytes, not of characters.</param>
    /// <param name="encoding">The width of C's characters.</param>
    /// <param name="text">The text; null is NULL, and stays null.</param>
    /// <param name="parameterName">The C# parameter, for the message.</param>
    /// <exception cref="ArgumentException">The text doesn't fit with its NUL, or there is a NUL in it.</exception>
    public TextBufferArgument(
        byte* stack,
        int stackLength,
        int size,
        bool isByteCount,
        NativeTextEncoding encoding,
        string? text,
        string parameterName
    )
        : this(stack, stackLength, size, isByteCount, encoding)
    {
        _text = text;
        _isNull = text is null;
        if (text is null)
            return;

        int needed = _encoding switch
        {
            NativeTextEncoding.Utf8 => TextBuffer.Utf8Length(text, parameterName),
            NativeTextEncoding.Utf16 => TextBuffer.Utf16Length(text, parameterName),
            _ => TextBuffer.Utf32Length(text, parameterName),
        };
        TextBuffer.ThrowUnlessFits(needed, _capacity, _encoding == NativeTextEncoding.Utf8 ? "bytes" : "units", parameterName);
    }

    private readonly int Unit =>
        _encoding switch
        {
            NativeTextEncoding.Utf8 => sizeof(byte),
            NativeTextEncoding.Utf16 => sizeof(char),
            _ => sizeof(uint),
        };

    /// <summary>The buffer, until <see cref="Release"/>.</summary>
    /// <returns>The first character, or NULL.</returns>
    /// <exception cref="OutOfMemoryException">There is no such memory.</exception>
    public nint Acquire()
    {
        if (_isNull)
            return 0;

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
            return (nint)_address;

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

    /// <summary>What C left in the buffer: up to its first NUL, or all of it.</summary>
    /// <returns>The text; null for NULL.</returns>
    public readonly string? Read() =>
        _address is null
            ? null
            : _encoding switch
            {
                NativeTextEncoding.Utf8 => NativeString.FromUtf8((byte*)_address, _capacity),
                NativeTextEncoding.Utf16 => NativeString.FromUtf16((char*)_address, _capacity),
                _ => NativeString.FromUtf32((uint*)_address, _capacity),
            };

    /// <summary>Ends what <see cref="Acquire"/> began. Without a successful one, it does nothing.</summary>
    public void Release()
    {
        NativeMemory.Free(_allocated);
        _allocated = null;
        _address = null;
    }
}
