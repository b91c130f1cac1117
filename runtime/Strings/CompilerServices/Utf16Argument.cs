using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// A string as a <c>const char16_t *</c> argument. It is valid until <see cref="Dispose"/>, inside a <c>fixed</c> statement. C must not
/// keep it. Called by generated code.
/// </summary>
/// <remarks>
/// A .NET string is passed without a copy, because it has a terminating NUL. A span without one is copied to a pooled array.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Utf16Argument
{
    private readonly ref char _first;
    private char[]? _rented;

    /// <summary>
    /// Creates an argument from code units: passed without a copy if the last one is NUL, otherwise copied to a pooled array with a NUL. A
    /// default span becomes NULL, an empty one <c>u""</c>.
    /// </summary>
    /// <param name="value">The code units. If they end with a NUL, they are not checked for other NULs.</param>
    /// <param name="parameterName">The name of the C# parameter, for messages.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ArgumentException">The code units contain a NUL but do not end with one.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Utf16Argument(ReadOnlySpan<char> value, string parameterName, string function)
    {
        ref char first = ref MemoryMarshal.GetReference(value);
        if (value.Length != 0 && Unsafe.Add(ref first, value.Length - 1) == '\0')
        {
            _first = ref first;
        }
        else if (!Unsafe.IsNullRef(ref first))
        {
            _rented = Terminate(value, parameterName, function);
            _first = ref MemoryMarshal.GetArrayDataReference(_rented);
        }
    }

    /// <summary>Checks a string that a <c>fixed</c> statement then passes without a copy. Lone surrogates are passed unchanged.</summary>
    /// <param name="value">The string; null becomes NULL.</param>
    /// <param name="parameterName">The name of the C# parameter, for messages.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <returns>The same string.</returns>
    /// <exception cref="ArgumentException"><paramref name="value"/> contains a NUL.</exception>
    public static string? Validate(string? value, string parameterName, string function)
    {
        if (value is not null && value.IndexOf('\0', StringComparison.Ordinal) is var nul and >= 0)
        {
            TextArgument.ThrowNul(parameterName, function, nul);
        }

        return value;
    }

    /// <summary>
    /// Returns a reference to the first code unit. For NULL it is a null reference, which <c>fixed</c> converts to a null pointer.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref char GetPinnableReference() => ref _first;

    /// <summary>Returns the pooled array. The argument is invalid afterwards.</summary>
    public void Dispose()
    {
        if (_rented is null)
        {
            return;
        }

        ArrayPool<char>.Shared.Return(_rented);
        _rented = null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static char[] Terminate(ReadOnlySpan<char> value, string parameterName, string function)
    {
        int nul = value.IndexOf('\0');
        if (nul >= 0)
        {
            TextArgument.ThrowNul(parameterName, function, nul);
        }

        char[] rented = ArrayPool<char>.Shared.Rent(checked(value.Length + 1));
        value.CopyTo(rented);
        rented[value.Length] = '\0';
        return rented;
    }
}
