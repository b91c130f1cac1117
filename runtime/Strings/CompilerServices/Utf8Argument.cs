using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Text on its way into a <c>const char *</c>: UTF-8 with a NUL at its end, in the caller's buffer if it fits, else in a pooled array. Valid
/// until <see cref="Dispose"/>, while a <c>fixed</c> statement holds it; C must not keep it.
/// </summary>
/// <remarks>
/// An exception between the constructor and <see cref="Dispose"/> leaks nothing: a pooled array that isn't returned is garbage like any
/// other. So callers need no <c>try</c>.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Utf8Argument
{
    /// <summary>Up to here the worst case is rented; beyond, it is worth counting how many bytes the text takes.</summary>
    private const int CountingThreshold = 1 << 18;

    /// <summary>How many bytes of UTF-8 one UTF-16 unit can take.</summary>
    private const int MaxBytesPerChar = 3;

    private readonly ref byte _first;
    private byte[]? _rented;

    /// <summary>Converts a string; null is NULL, lone surrogates become U+FFFD.</summary>
    /// <param name="value">The text.</param>
    /// <param name="buffer">Memory of the caller's stack, which nothing but this argument uses.</param>
    /// <param name="parameterName">The C# parameter, for the message.</param>
    /// <exception cref="ArgumentException">There is a NUL in the text.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Utf8Argument(string? value, Span<byte> buffer, string parameterName)
    {
        if (value is null)
            return;

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

        _rented = Transcode(value, (int)narrowed, buffer, parameterName);
        _first = ref _rented is null ? ref destination : ref MemoryMarshal.GetArrayDataReference(_rented);
    }

    /// <summary>
    /// Passes bytes as they are if the last one is a NUL, else a copy with a NUL in a pooled array. A default span is NULL, an empty one <c>""</c>.
    /// </summary>
    /// <param name="value">The text. What ends with a NUL is C's text already, and is not looked through.</param>
    /// <param name="parameterName">The C# parameter, for the message.</param>
    /// <exception cref="ArgumentException">Text without a NUL at its end has one inside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Utf8Argument(ReadOnlySpan<byte> value, string parameterName)
    {
        ref byte first = ref MemoryMarshal.GetReference(value);
        if (value.Length != 0 && Unsafe.Add(ref first, value.Length - 1) == 0)
        {
            _first = ref first;
        }
        else if (!Unsafe.IsNullRef(ref first))
        {
            _rented = Terminate(value, parameterName);
            _first = ref MemoryMarshal.GetArrayDataReference(_rented);
        }
    }

    /// <summary>The first byte; the null reference, which <c>fixed</c> makes a null pointer, for NULL.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref byte GetPinnableReference() => ref _first;

    /// <summary>Gives a pooled array back. The text is gone then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose()
    {
        byte[]? rented = _rented;
        if (rented is null)
            return;

        _rented = null;
        Return(rented);
    }

    // Static: a method that takes this struct's address would keep it out of the registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Return(byte[] rented) => ArrayPool<byte>.Shared.Return(rented);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte[] Terminate(ReadOnlySpan<byte> value, string parameterName)
    {
        int nul = value.IndexOf((byte)0);
        if (nul >= 0)
            TextArgument.ThrowNul(parameterName, nul);

        byte[] rented = ArrayPool<byte>.Shared.Rent(checked(value.Length + 1));
        value.CopyTo(rented);
        rented[value.Length] = 0;
        return rented;
    }

    /// <summary>Text that isn't all ASCII, has a NUL, or outgrows the buffer.</summary>
    /// <param name="value">The text.</param>
    /// <param name="written">How many units are ASCII and in the buffer already.</param>
    /// <param name="buffer">The caller's memory.</param>
    /// <param name="parameterName">The C# parameter, for the message.</param>
    /// <returns>The pooled array that has the text, or null if the buffer has it.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte[]? Transcode(string value, int written, Span<byte> buffer, string parameterName)
    {
        ReadOnlySpan<char> rest = value.AsSpan(written);
        int nul = rest.IndexOf('\0');
        if (nul >= 0)
            TextArgument.ThrowNul(parameterName, written + nul);

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
