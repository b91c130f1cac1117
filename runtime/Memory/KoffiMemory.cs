using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>
/// Memory for C that is owned by C#: it is zeroed, has a fixed address and is freed by <see cref="Dispose"/>. <see cref="Koffi.Alloc{T}"/>
/// allocates it.
/// </summary>
/// <remarks>
/// <para>
/// The memory comes from the C runtime and is aligned for <typeparamref name="T"/>; a generated struct has the alignment of the C
/// struct. So <see cref="Detach"/> can transfer ownership to C code that calls <c>free</c>. On Windows, where a process can have several C
/// runtimes, it is memory of ucrtbase.
/// </para>
/// <para>
/// Keep this object as long as C, a span, a pointer or a <c>ref</c> uses the memory, for example with a <c>using</c> declaration.
/// They do not keep it alive: when nothing refers to this object, the garbage collector frees the memory. If the last use is in C code,
/// call <see cref="GC.KeepAlive"/> after it.
/// </para>
/// <para>
/// Any thread may use this object, but not while another thread disposes it. After that it throws
/// <see cref="ObjectDisposedException"/>.
/// </para>
/// </remarks>
/// <typeparam name="T">The element type: a number, or a struct without references.</typeparam>
public sealed unsafe class KoffiMemory<T> : IDisposable, IPointerOwner
    where T : unmanaged
{
    private readonly nint _block;
    private readonly int _alignment;
    private nint _address;

    // This object until it is disposed, and the asynchronous calls that use the memory.
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

    /// <summary>Frees the memory if it was not disposed.</summary>
    ~KoffiMemory() => Release();

    /// <summary>Gets the number of elements.</summary>
    public int Length { get; }

    /// <summary>Gets the size in bytes.</summary>
    public nuint ByteLength { get; }

    /// <summary>Gets the address of the first element.</summary>
    /// <exception cref="ObjectDisposedException">The memory was freed or its ownership was transferred.</exception>
    public nint Address
    {
        get
        {
            nint address = _address;
            ObjectDisposedException.ThrowIf(address == 0, this);
            return address;
        }
    }

    /// <summary>Gets a pointer to the first element, C's <c>T *</c>.</summary>
    /// <exception cref="ObjectDisposedException">The memory was freed or its ownership was transferred.</exception>
    public Pointer<T> Pointer => new(Address);

    /// <summary>Gets a span over all elements.</summary>
    /// <exception cref="ObjectDisposedException">The memory was freed or its ownership was transferred.</exception>
    public Span<T> Span => new((void*)Address, Length);

    /// <summary>Gets a reference to the first element.</summary>
    /// <exception cref="ObjectDisposedException">The memory was freed or its ownership was transferred.</exception>
    public ref T Value => ref *(T*)Address;

    /// <summary>Gets a reference to an element.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no element at this index.</exception>
    /// <exception cref="ObjectDisposedException">The memory was freed or its ownership was transferred.</exception>
    public ref T this[int index] => ref Span[index];

    private long Pressure => (long)nuint.Min(ByteLength, (nuint)nint.MaxValue);

    /// <summary>Returns a pointer to the first element, which is valid as long as <paramref name="memory"/>; null becomes NULL.</summary>
    /// <exception cref="ObjectDisposedException">The memory was freed or its ownership was transferred.</exception>
    public static implicit operator Pointer<T>(KoffiMemory<T>? memory) => memory is null ? default : memory.Pointer;

    /// <summary>Converts the memory to an argument of a variadic function. The call keeps the memory alive; null becomes NULL.</summary>
    /// <exception cref="ObjectDisposedException">The memory was freed or its ownership was transferred.</exception>
    public static implicit operator KoffiArgument(KoffiMemory<T>? memory) =>
        memory is null ? default(nint) : KoffiArgument.Memory(memory.Address, memory);

    /// <summary>
    /// Returns a span over all elements, which is valid as long as <paramref name="memory"/>; null becomes an empty span.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The memory was freed or its ownership was transferred.</exception>
    public static implicit operator Span<T>(KoffiMemory<T>? memory) => memory is null ? default : memory.Span;

    /// <summary>Allocates memory for a struct with a flexible array member. Called by generated code.</summary>
    /// <param name="byteLength">The size in bytes. At least one <typeparamref name="T"/> is allocated.</param>
    /// <returns>The memory. Its <see cref="Length"/> is the number of whole elements that fit.</returns>
    /// <exception cref="OutOfMemoryException">The memory is not available.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [SuppressMessage("Design", "CA1000", Justification = "Users call the Allocate method of a generated struct instead.")]
    public static KoffiMemory<T> AllocateBytes(nuint byteLength)
    {
        byteLength = nuint.Max(byteLength, (nuint)sizeof(T));
        return new KoffiMemory<T>((int)nuint.Min(byteLength / (nuint)sizeof(T), int.MaxValue), byteLength, AlignmentOf<T>.Value);
    }

    /// <summary>
    /// Frees the memory, or makes the end of the last asynchronous call that uses it free it. Further calls have no effect.
    /// </summary>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Transfers ownership of the memory to C code that calls <c>free</c>, or to a caller of <see cref="Koffi.Free"/>. Later members throw.
    /// </summary>
    /// <returns>A pointer to the first element.</returns>
    /// <exception cref="ObjectDisposedException">The memory was freed or its ownership was transferred.</exception>
    /// <exception cref="InvalidOperationException">An asynchronous call uses the memory.</exception>
    /// <exception cref="PlatformNotSupportedException">
    /// On Windows, the alignment is larger than that of <c>malloc</c>, so <c>free</c> cannot free the memory. This object still owns it.
    /// </exception>
    public Pointer<T> Detach()
    {
        ObjectDisposedException.ThrowIf(_address == 0, this);
        if (!NativeBlock.IsFreedByC(_alignment))
        {
            throw new PlatformNotSupportedException(
                $"On Windows, 'free' cannot free memory that is aligned to {_alignment} bytes. "
                    + "Allocate it with NativeMemory.AlignedAlloc, and free it in C with '_aligned_free'."
            );
        }

        if (Interlocked.CompareExchange(ref _references, 0, 1) != 1)
        {
            throw new InvalidOperationException("An asynchronous call uses the memory. Transfer its ownership after the call has ended.");
        }

        _address = 0;
        GC.RemoveMemoryPressure(Pressure);
        return new Pointer<T>(_block);
    }

    internal static KoffiMemory<T> Allocate(int length, int alignment, string parameterName)
    {
        if (length <= 0)
        {
            throw new ArgumentOutOfRangeException(parameterName, length, "The number of elements must be 1 or more.");
        }

        // Only possible if addresses have 32 bits.
        if ((nuint)length > nuint.MaxValue / (nuint)sizeof(T))
        {
            throw new ArgumentOutOfRangeException(
                parameterName,
                length,
                $"{length} elements of {sizeof(T)} bytes are larger than the address space."
            );
        }

        return new KoffiMemory<T>(length, (nuint)length * (nuint)sizeof(T), int.Max(alignment, AlignmentOf<T>.Value));
    }

    /// <summary>Returns the address of the first element for a C function.</summary>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ObjectDisposedException">The memory was freed or its ownership was transferred.</exception>
    internal nint GetAddress(string function)
    {
        nint address = _address;
        if (address == 0)
        {
            ThrowFreed(function);
        }

        return address;
    }

    /// <summary>Holds the memory until <see cref="IPointerOwner.ReleasePointer"/>, and returns its address.</summary>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ObjectDisposedException">The memory was freed or its ownership was transferred.</exception>
    internal nint Hold(string function)
    {
        int references;
        do
        {
            references = Volatile.Read(ref _references);
            if (references == 0 || _address == 0)
            {
                ThrowFreed(function);
            }
        } while (Interlocked.CompareExchange(ref _references, references + 1, references) != references);
        return _block;
    }

    void IPointerOwner.ReleasePointer()
    {
        if (Interlocked.Decrement(ref _references) != 0)
        {
            return;
        }

        NativeBlock.Free((void*)_block, _alignment);
        GC.RemoveMemoryPressure(Pressure);
    }

    [DoesNotReturn]
    private static void ThrowFreed(string function) =>
        throw new ObjectDisposedException(
            typeof(KoffiMemory<T>).ToString(),
            $"The memory passed to {function} was freed, or its ownership was transferred."
        );

    private void Release()
    {
        if (Interlocked.Exchange(ref _address, 0) != 0)
        {
            ((IPointerOwner)this).ReleasePointer();
        }
    }
}
