using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Text on its way into a <c>const char32_t *</c>: UTF-32 with a NUL at its end, in the caller's buffer if it fits, else in a pooled array.
/// Valid until <see cref="Dispose"/>, while a <c>fixed</c> statement holds it; C must not keep it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Utf32Argument
{
    private readonly ref uint _first;
    private uint[]? _rented;

    /// <summary>Converts a string; null is NULL, lone surrogates become U+FFFD.</summary>
    /// <param name="value">The text.</param>
    /// <param name="buffer">Memory of the caller's stack, which nothing but this argument uses.</param>
    /// <param name="parameterName">The C# parameter, for the message.</param>
    /// <exception cref="ArgumentException">There is a NUL in the text.</exception>
    public Utf32Argument(string? value, Span<uint> buffer, string parameterName)
    {
        if (value is null)
            return;

        int nul = value.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
            TextArgument.ThrowNul(parameterName, nul);

        // UTF-32 never has more units than UTF-16.
        Span<uint> destination = value.Length < buffer.Length ? buffer : _rented = ArrayPool<uint>.Shared.Rent(value.Length + 1);
        TextBuffer.WriteUtf32(destination, value);
        _first = ref MemoryMarshal.GetReference(destination);
    }

    /// <summary>The first character; the null reference, which <c>fixed</c> makes a null pointer, for NULL.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref uint GetPinnableReference() => ref _first;

    /// <summary>Gives a pooled array back. The text is gone then.</summary>
    public void Dispose()
    {
        if (_rented is null)
            return;

        ArrayPool<uint>.Shared.Return(_rented);
        _rented = null;
    }
}
