using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>
/// Memory for C that C# owns: it begins with zeros, never moves, and is freed by <see cref="Dispose"/>. <see cref="Koffi.Alloc{T}"/> makes it.
/// </summary>
/// <remarks>
/// <para>
/// The memory comes from the C runtime, and is aligned for <typeparamref name="T"/>: a generated struct has the alignment of the C one. So C may take
/// ownership of it and free it with <c>free</c>: see <see cref="Detach"/>. On Windows, where a process can have several C runtimes, it is ucrtbase's.
/// </para>
/// <para>
/// Keep this object as long as C, a span, a pointer or a <c>ref</c> uses the memory; a <c>using</c> declaration does. They don't keep it
/// alive: once nothing refers to it, the garbage collector frees the memory. Where C# code can't tell how long C needs it, end with
/// <see cref="GC.KeepAlive"/>.
/// </para>
/// <para>Any thread may use it, but none while another disposes of it. Once disposed of, it throws <see cref="ObjectDisposedException"/>.</para>
/// </remarks>
/// <typeparam name="T">What C has there: a number, or a struct without references.</typeparam>
public sealed unsafe class KoffiMemory<T> : IDisposable, IPointerOwner
    where T : unmanaged
{
    private readonly nint _block;
    private readonly int _alignment;
    private nint _address;

    // This object itself, until it is disposed of, and the asynchronous calls that use the memory.
    private int _references = 1;

    private KoffiMemory(int length, nuint byteLength, int alignment)
    {
        Length = length;
        ByteLength = byteLength;
        _alignment = alignment;
        _block = (nint)NativeBlock.AllocateZeroed(byteLength, alignment);
        _address = _block;
        GC.AddMemoryPressure(Pressure);
    }

    /// <summary>Frees what was never disposed of.</summary>
    ~KoffiMemory() => Release();

    /// <summary>How many elements there are.</summary>
    public int Length { get; }

    /// <summary>How many bytes there are.</summary>
    public nuint ByteLength { get; }

    /// <summary>Where the memory begins.</summary>
    /// <exception cref="ObjectDisposedException">The memory was freed, or given away.</exception>
    public nint Address
    {
        get
        {
            nint address = _address;
            ObjectDisposedException.ThrowIf(address == 0, this);
            return address;
        }
    }

    /// <summary>Where the memory begins, as C's <c>T *</c>.</summary>
    /// <exception cref="ObjectDisposedException">The memory was freed, or given away.</exception>
    public Pointer<T> Pointer => new(Address);

    /// <summary>All elements, in place.</summary>
    /// <exception cref="ObjectDisposedException">The memory was freed, or given away.</exception>
    public Span<T> Span => new((void*)Address, Length);

    /// <summary>The first element, in place.</summary>
    /// <exception cref="ObjectDisposedException">The memory was freed, or given away.</exception>
    public ref T Value => ref *(T*)Address;

    /// <summary>An element, in place.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no element at this index.</exception>
    /// <exception cref="ObjectDisposedException">The memory was freed, or given away.</exception>
    public ref T this[int index] => ref Span[index];

    private long Pressure => (long)nuint.Min(ByteLength, (nuint)nint.MaxValue);

    /// <summary>Where the memory begins. It stays valid as long as <paramref name="memory"/> does; null is NULL.</summary>
    /// <exception cref="ObjectDisposedException">The memory was freed, or given away.</exception>
    public static implicit operator Pointer<T>(KoffiMemory<T>? memory) => memory is null ? default : memory.Pointer;

    /// <summary>The memory as an argument of a variadic function, which keeps it until the call is over; null is NULL.</summary>
    /// <exception cref="ObjectDisposedException">The memory was freed, or given away.</exception>
    public static implicit operator KoffiArgument(KoffiMemory<T>? memory) =>
        memory is null ? default(nint) : KoffiArgument.Memory(memory.Address, memory);

    /// <summary>All elements, in place. They stay valid as long as <paramref name="memory"/> does; null is an empty span.</summary>
    /// <exception cref="ObjectDisposedException">The memory was freed, or given away.</exception>
    public static implicit operator Span<T>(KoffiMemory<T>? memory) => memory is null ? default : memory.Span;

    /// <summary>Called by generated code: memory for a struct with a flexible array member behind it.</summary>
    /// <param name="byteLength">How many bytes are needed; there are always enough for one <typeparamref name="T"/>.</param>
    /// <returns>The memory. Its <see cref="Length"/> counts the whole elements that it has room for.</returns>
    /// <exception cref="OutOfMemoryException">There is no such memory.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [SuppressMessage("Design", "CA1000", Justification = "Nobody writes it: a generated struct has an Allocate of its own.")]
    public static KoffiMemory<T> AllocateBytes(nuint byteLength)
    {
        byteLength = nuint.Max(byteLength, (nuint)sizeof(T));
        return new KoffiMemory<T>((int)nuint.Min(byteLength / (nuint)sizeof(T), int.MaxValue), byteLength, AlignmentOf<T>.Value);
    }

    /// <summary>
    /// Frees the memory; while an asynchronous call uses it, the end of that call does. Once it is freed or given away, this does nothing.
    /// </summary>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the memory away, for C that frees it with <c>free</c>, or for <see cref="Koffi.Free"/>. This object is done then.</summary>
    /// <returns>Where the memory begins.</returns>
    /// <exception cref="ObjectDisposedException">The memory was freed, or given away.</exception>
    /// <exception cref="InvalidOperationException">An asynchronous call uses the memory.</exception>
    /// <exception cref="PlatformNotSupportedException">
    /// On Windows, the memory has a larger alignment than <c>malloc</c> gives, and <c>free</c> cannot free it. Nothing has changed: <see cref="Dispose"/> still
    /// frees it.
    /// </exception>
    public Pointer<T> Detach()
    {
        ObjectDisposedException.ThrowIf(_address == 0, this);
        if (!NativeBlock.IsFreedByC(_alignment))
            throw new PlatformNotSupportedException(
                $"On Windows, 'free' cannot free memory that is aligned to {_alignment} bytes. Allocate it with NativeMemory.AlignedAlloc, and let C call '_aligned_free'."
            );

        if (Interlocked.CompareExchange(ref _references, 0, 1) != 1)
            throw new InvalidOperationException("An asynchronous call uses the memory: it can be given away when the call has ended.");

        _address = 0;
        GC.RemoveMemoryPressure(Pressure);
        return new Pointer<T>(_block);
    }

    internal static KoffiMemory<T> Allocate(int length, int alignment, string parameterName)
    {
        if (length <= 0)
            throw new ArgumentOutOfRangeException(parameterName, length, "Memory has one element or more.");

        // Only where addresses have 32 bits.
        if ((nuint)length > nuint.MaxValue / (nuint)sizeof(T))
            throw new ArgumentOutOfRangeException(
                parameterName,
                length,
                $"So many elements of {sizeof(T)} bytes don't fit into the address space."
            );

        return new KoffiMemory<T>(length, (nuint)length * (nuint)sizeof(T), int.Max(alignment, AlignmentOf<T>.Value));
    }

    /// <summary>The address, which stays valid until <see cref="IPointerOwner.ReleasePointer"/>.</summary>
    /// <exception cref="ObjectDisposedException">The memory was freed, or given away.</exception>
    internal nint Hold()
    {
        int references;
        do
        {
            references = Volatile.Read(ref _references);
            ObjectDisposedException.ThrowIf(references == 0 || _address == 0, this);
        } while (Interlocked.CompareExchange(ref _references, references + 1, references) != references);
        return _block;
    }

    void IPointerOwner.ReleasePointer()
    {
        if (Interlocked.Decrement(ref _references) != 0)
            return;

        NativeBlock.Free((void*)_block, _alignment);
        GC.RemoveMemoryPressure(Pressure);
    }

    private void Release()
    {
        if (Interlocked.Exchange(ref _address, 0) != 0)
            ((IPointerOwner)this).ReleasePointer();
    }
}
