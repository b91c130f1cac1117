using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace KoffiGen.CompilerServices;

/// <summary>
/// A string as a <c>const char *</c> argument: UTF-8 with a terminating NUL, in the caller's buffer or, if it is too small, in a pooled
/// array. It is valid until <see cref="Dispose"/>, inside a <c>fixed</c> statement. C must not keep it. Called by generated code.
/// </summary>
/// <remarks>
/// Generated code needs no <c>try</c> block: if an exception prevents <see cref="Dispose"/>, the garbage collector reclaims the pooled
/// array.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Utf8Argument
{
    /// <summary>The largest string for which the worst case is rented. For a longer one, the bytes are counted first.</summary>
    private const int CountingThreshold = 1 << 18;

    /// <summary>The largest number of UTF-8 bytes for one UTF-16 code unit.</summary>
    private const int MaxBytesPerChar = 3;

    private readonly ref byte _first;
    private byte[]? _rented;

    /// <summary>Converts a string. A lone surrogate becomes U+FFFD.</summary>
    /// <param name="value">The string; null becomes NULL.</param>
    /// <param name="buffer">Memory on the caller's stack for this argument alone.</param>
    /// <param name="parameterName">The name of the C# parameter, for messages.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> contains a NUL.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Utf8Argument(string? value, Span<byte> buffer, string parameterName, string function)
    {
        if (value is null)
        {
            return;
        }

        ref byte destination = ref MemoryMarshal.GetReference(buffer);
        nuint length = (uint)value.Length;
        nuint narrowed = 0;
        if (value.Length < buffer.Length && buffer.Length >= AsciiText.SmallestDestination)
        {
            narrowed = AsciiText.Narrow(ref AsciiText.FirstUnit(value), ref destination, length);
            if (narrowed == length)
            {
                _first = ref destination;
                return;
            }
        }

        _rented = Transcode(value, (int)narrowed, buffer, parameterName, function);
        _first = ref _rented is null ? ref destination : ref MemoryMarshal.GetArrayDataReference(_rented);
    }

    /// <summary>
    /// Creates an argument from bytes: passed without a copy if the last one is NUL, otherwise copied to a pooled array with a NUL. A
    /// default span becomes NULL, an empty one <c>""</c>.
    /// </summary>
    /// <param name="value">The bytes. If they end with a NUL, they are not checked for other NULs.</param>
    /// <param name="parameterName">The name of the C# parameter, for messages.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ArgumentException">The bytes contain a NUL but do not end with one.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Utf8Argument(ReadOnlySpan<byte> value, string parameterName, string function)
    {
        ref byte first = ref MemoryMarshal.GetReference(value);
        if (value.Length != 0 && Unsafe.Add(ref first, value.Length - 1) == 0)
        {
            _first = ref first;
        }
        else if (!Unsafe.IsNullRef(ref first))
        {
            _rented = Terminate(value, parameterName, function);
            _first = ref MemoryMarshal.GetArrayDataReference(_rented);
        }
    }

    /// <summary>
    /// Returns a reference to the first byte. For NULL it is a null reference, which <c>fixed</c> converts to a null pointer.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref byte GetPinnableReference() => ref _first;

    /// <summary>Returns the pooled array. The argument is invalid afterwards.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose()
    {
        byte[]? rented = _rented;
        if (rented is null)
        {
            return;
        }

        _rented = null;
        Return(rented);
    }

    // Static, because passing the address of this struct would keep it out of registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Return(byte[] rented) => ArrayPool<byte>.Shared.Return(rented);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte[] Terminate(ReadOnlySpan<byte> value, string parameterName, string function)
    {
        int nul = value.IndexOf((byte)0);
        if (nul >= 0)
        {
            TextArgument.ThrowNul(parameterName, function, nul);
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(checked(value.Length + 1));
        value.CopyTo(rented);
        rented[value.Length] = 0;
        return rented;
    }

    /// <summary>Converts a string that is not all ASCII, contains a NUL, or does not fit into the buffer.</summary>
    /// <param name="value">The string.</param>
    /// <param name="written">The number of code units that are already converted in the buffer.</param>
    /// <param name="buffer">The memory on the caller's stack.</param>
    /// <param name="parameterName">The name of the C# parameter, for messages.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <returns>The pooled array with the result, or null if the buffer contains it.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte[]? Transcode(string value, int written, Span<byte> buffer, string parameterName, string function)
    {
        ReadOnlySpan<char> rest = value.AsSpan(written);
        int nul = rest.IndexOf('\0');
        if (nul >= 0)
        {
            TextArgument.ThrowNul(parameterName, function, written + nul);
        }

        if (value.Length < buffer.Length)
        {
            OperationStatus status = Utf8.FromUtf16(rest, buffer[written..^1], out int read, out int added);
            written += added;
            if (status == OperationStatus.Done)
            {
                buffer[written] = 0;
                return null;
            }

            rest = rest[read..];
        }

        int room = rest.Length <= CountingThreshold ? rest.Length * MaxBytesPerChar : Encoding.UTF8.GetByteCount(rest);
        byte[] rented = ArrayPool<byte>.Shared.Rent(checked(written + room + 1));
        buffer[..written].CopyTo(rented);
        written += Encoding.UTF8.GetBytes(rest, rented.AsSpan(written));
        rented[written] = 0;
        return rented;
    }
}
