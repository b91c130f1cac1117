using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Text on its way into a <c>const wchar_t *</c>: on Windows the string itself, which is UTF-16 already; elsewhere UTF-32 in the caller's
/// buffer, or a pooled array. Valid until <see cref="Dispose"/>, while a <c>fixed</c> statement holds it; C must not keep it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct WideArgument
{
    private readonly ref byte _first;
    private Utf32Argument _utf32;

    /// <summary>Passes or converts a string; null is NULL.</summary>
    /// <param name="value">The text.</param>
    /// <param name="buffer">Memory of the caller's stack, which nothing but this argument uses; not needed on Windows.</param>
    /// <param name="parameterName">The C# parameter, for the message.</param>
    /// <exception cref="ArgumentException">There is a NUL in the text.</exception>
    public WideArgument(string? value, Span<uint> buffer, string parameterName)
    {
        if (OperatingSystem.IsWindows())
        {
            if (Utf16Argument.Validate(value, parameterName) is { } text)
                _first = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(text.AsSpan()));
        }
        else
        {
            _utf32 = new Utf32Argument(value, buffer, parameterName);
            _first = ref Unsafe.As<uint, byte>(ref _utf32.GetPinnableReference());
        }
    }

    /// <summary>The first byte; the null reference, which <c>fixed</c> makes a null pointer, for NULL.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref byte GetPinnableReference() => ref _first;

    /// <summary>Gives a pooled array back. The text is gone then.</summary>
    public void Dispose() => _utf32.Dispose();
}
