using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using KoffiGen.Strings;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Text on its way into a <c>const char *</c>: UTF-8 with a NUL at its end, in the caller's buffer if it fits, else in a pooled array. Valid
/// until <see cref="Dispose"/>, while a <c>fixed</c> statement holds it.
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
        int length = value.Length;
        if (length < buffer.Length && AsciiText.TryNarrow(ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(value.AsSpan())), ref destination, (nuint)length))
        {
            Unsafe.Add(ref destination, length) = 0;
            _first = ref destination;
        }
        else
        {
            _first = ref Transcode(value, buffer, parameterName, out _rented);
        }
    }

    /// <summary>
    /// Passes bytes as they are if the last one is a NUL, else a copy with a NUL. A default span is NULL, an empty one <c>""</c>.
    /// </summary>
    /// <param name="value">The text.</param>
    /// <param name="buffer">Memory of the caller's stack, which nothing but this argument uses.</param>
    /// <param name="parameterName">The C# parameter, for the message.</param>
    /// <exception cref="ArgumentException">There is a NUL before the last byte.</exception>
    public Utf8Argument(ReadOnlySpan<byte> value, Span<byte> buffer, string parameterName)
    {
        ref byte first = ref MemoryMarshal.GetReference(value);
        if (Unsafe.IsNullRef(ref first))
            return;

        int nul = value.IndexOf((byte)0);
        if (nul >= 0)
        {
            if (nul != value.Length - 1)
                TextArgument.ThrowNul(parameterName, nul);
            _first = ref first;
            return;
        }

        Span<byte> destination = value.Length < buffer.Length ? buffer : _rented = ArrayPool<byte>.Shared.Rent(checked(value.Length + 1));
        value.CopyTo(destination);
        destination[value.Length] = 0;
        _first = ref MemoryMarshal.GetReference(destination);
    }

    /// <summary>The first byte; the null reference, which <c>fixed</c> makes a null pointer, for NULL.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref byte GetPinnableReference() => ref _first;

    /// <summary>Gives a pooled array back. The text is gone then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose()
    {
        if (_rented is not null)
            Return();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Return()
    {
        ArrayPool<byte>.Shared.Return(_rented!);
        _rented = null;
    }

    /// <summary>Text that isn't all ASCII, has a NUL, or outgrows the buffer.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref byte Transcode(string value, Span<byte> buffer, string parameterName, out byte[]? rented)
    {
        rented = null;
        int nul = value.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
            TextArgument.ThrowNul(parameterName, nul);

        // What doesn't fit into the buffer stays there unused: the text is converted anew, into an array that surely has room.
        if (value.Length < buffer.Length && TryWrite(value, buffer))
            return ref MemoryMarshal.GetReference(buffer);

        int size = checked((value.Length <= CountingThreshold ? value.Length * MaxBytesPerChar : Encoding.UTF8.GetByteCount(value)) + 1);
        rented = ArrayPool<byte>.Shared.Rent(size);
        if (!TryWrite(value, rented))
            TextArgument.ThrowTooLong(parameterName);
        return ref MemoryMarshal.GetArrayDataReference(rented);
    }

    private static bool TryWrite(string value, Span<byte> destination)
    {
        OperationStatus status = Utf8.FromUtf16(value, destination[..^1], out _, out int written);
        if (status != OperationStatus.Done)
            return false;

        destination[written] = 0;
        return true;
    }
}
