using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// A string as a <c>const wchar_t *</c> argument. It is valid until <see cref="Dispose"/>, inside a <c>fixed</c> statement. C must not keep
/// it. Called by generated code.
/// </summary>
/// <remarks>
/// On Windows the string is passed without a copy. Elsewhere it is converted to UTF-32 in the caller's buffer or, if it is too small, in a
/// pooled array.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct WideArgument
{
    private readonly ref byte _first;
    private Utf32Argument _utf32;

    /// <summary>Creates an argument from a string.</summary>
    /// <param name="value">The string; null becomes NULL.</param>
    /// <param name="buffer">Memory on the caller's stack for this argument alone. Not used on Windows.</param>
    /// <param name="parameterName">The name of the C# parameter, for messages.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> contains a NUL.</exception>
    public WideArgument(string? value, Span<uint> buffer, string parameterName, string function)
    {
        if (OperatingSystem.IsWindows())
        {
            if (Utf16Argument.Validate(value, parameterName, function) is { } text)
            {
                _first = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(text.AsSpan()));
            }
        }
        else
        {
            _utf32 = new Utf32Argument(value, buffer, parameterName, function);
            _first = ref Unsafe.As<uint, byte>(ref _utf32.GetPinnableReference());
        }
    }

    /// <summary>
    /// Returns a reference to the first byte. For NULL it is a null reference, which <c>fixed</c> converts to a null pointer.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref byte GetPinnableReference() => ref _first;

    /// <summary>Returns the pooled array. The argument is invalid afterwards.</summary>
    public void Dispose() => _utf32.Dispose();
}
