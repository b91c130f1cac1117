using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// A string as a <c>const char32_t *</c> argument: UTF-32 with a terminating NUL, in the caller's buffer or, if it is too small, in a
/// pooled array. It is valid until <see cref="Dispose"/>, inside a <c>fixed</c> statement. C must not keep it. Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Utf32Argument
{
    private readonly ref uint _first;
    private uint[]? _rented;

    /// <summary>Converts a string. A lone surrogate becomes U+FFFD.</summary>
    /// <param name="value">The string; null becomes NULL.</param>
    /// <param name="buffer">Memory on the caller's stack for this argument alone.</param>
    /// <param name="parameterName">The name of the C# parameter, for messages.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> contains a NUL.</exception>
    public Utf32Argument(string? value, Span<uint> buffer, string parameterName, string function)
    {
        if (value is null)
        {
            return;
        }

        int nul = value.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
        {
            TextArgument.ThrowNul(parameterName, function, nul);
        }

        // UTF-32 never has more code units than UTF-16.
        Span<uint> destination = value.Length < buffer.Length ? buffer : _rented = ArrayPool<uint>.Shared.Rent(value.Length + 1);
        TextBuffer.WriteUtf32(destination, value);
        _first = ref MemoryMarshal.GetReference(destination);
    }

    /// <summary>
    /// Returns a reference to the first character. For NULL it is a null reference, which <c>fixed</c> converts to a null pointer.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref uint GetPinnableReference() => ref _first;

    /// <summary>Returns the pooled array. The argument is invalid afterwards.</summary>
    public void Dispose()
    {
        if (_rented is null)
        {
            return;
        }

        ArrayPool<uint>.Shared.Return(_rented);
        _rented = null;
    }
}
