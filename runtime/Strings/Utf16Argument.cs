using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KoffiGen.Strings;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Text on its way into a <c>const char16_t *</c>. A string is passed as it is, since .NET ends it with a NUL; a span that doesn't end with
/// one is copied into the caller's buffer, or a pooled array. Valid until <see cref="Dispose"/>, while a <c>fixed</c> statement holds it;
/// C must not keep it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Utf16Argument
{
    private readonly ref char _first;
    private char[]? _rented;

    /// <summary>Passes text as it is if its last unit is a NUL, else a copy with a NUL. A default span is NULL, an empty one <c>""</c>.</summary>
    /// <param name="value">The text.</param>
    /// <param name="buffer">Memory of the caller's stack, which nothing but this argument uses.</param>
    /// <param name="parameterName">The C# parameter, for the message.</param>
    /// <exception cref="ArgumentException">There is a NUL before the last unit.</exception>
    public Utf16Argument(ReadOnlySpan<char> value, Span<char> buffer, string parameterName)
    {
        ref char first = ref MemoryMarshal.GetReference(value);
        if (Unsafe.IsNullRef(ref first))
            return;

        int nul = value.IndexOf('\0');
        if (nul >= 0)
        {
            if (nul != value.Length - 1)
                TextArgument.ThrowNul(parameterName, nul);
            _first = ref first;
            return;
        }

        if (value.Length >= buffer.Length)
            buffer = _rented = ArrayPool<char>.Shared.Rent(checked(value.Length + 1));
        value.CopyTo(buffer);
        buffer[value.Length] = '\0';
        _first = ref MemoryMarshal.GetReference(buffer);
    }

    /// <summary>Checks a string, which <c>fixed</c> then passes without a copy. Lone surrogates are passed as they are.</summary>
    /// <param name="value">The text; null is NULL.</param>
    /// <param name="parameterName">The C# parameter, for the message.</param>
    /// <returns>The string itself.</returns>
    /// <exception cref="ArgumentException">There is a NUL in the text.</exception>
    public static string? Validate(string? value, string parameterName)
    {
        if (value is not null && value.IndexOf('\0', StringComparison.Ordinal) is var nul and >= 0)
            TextArgument.ThrowNul(parameterName, nul);
        return value;
    }

    /// <summary>The first unit; the null reference, which <c>fixed</c> makes a null pointer, for NULL.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref char GetPinnableReference() => ref _first;

    /// <summary>Gives a pooled array back. The text is gone then.</summary>
    public void Dispose()
    {
        if (_rented is null)
            return;

        ArrayPool<char>.Shared.Return(_rented);
        _rented = null;
    }
}
