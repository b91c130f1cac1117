using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    /// <summary>
    /// Passes units as they are if the last one is a NUL, else a copy with a NUL in a pooled array. A default span is NULL, an empty one <c>u""</c>.
    /// </summary>
    /// <param name="value">The text. What ends with a NUL is C's text already, and is not looked through.</param>
    /// <param name="parameterName">The C# parameter, for the message.</param>
    /// <exception cref="ArgumentException">Text without a NUL at its end has one inside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Utf16Argument(ReadOnlySpan<char> value, string parameterName)
    {
        ref char first = ref MemoryMarshal.GetReference(value);
        if (value.Length != 0 && Unsafe.Add(ref first, value.Length - 1) == '\0')
        {
            _first = ref first;
        }
        else if (!Unsafe.IsNullRef(ref first))
        {
            _rented = Terminate(value, parameterName);
            _first = ref MemoryMarshal.GetArrayDataReference(_rented);
        }
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static char[] Terminate(ReadOnlySpan<char> value, string parameterName)
    {
        int nul = value.IndexOf('\0');
        if (nul >= 0)
            TextArgument.ThrowNul(parameterName, nul);

        char[] rented = ArrayPool<char>.Shared.Rent(checked(value.Length + 1));
        value.CopyTo(rented);
        rented[value.Length] = '\0';
        return rented;
    }
}
