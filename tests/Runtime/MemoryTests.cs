using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

public sealed unsafe class MemoryTests
{
    private static int _disposed;
    private static nint _lastDisposed;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Count(nint pointer)
    {
        _disposed++;
        _lastDisposed = pointer;
    }

    [Test]
    public void A_disposer_is_called_once_and_not_for_NULL()
    {
        nint disposer = (nint)(delegate* unmanaged[Cdecl]<nint, void>)&Count;
        _disposed = 0;
        NativeMemoryOwner.Free(disposer, 0);
        NativeMemoryOwner.Free((nint)0, 0);
        Assert.That(_disposed, Is.Zero);
        NativeMemoryOwner.Free(disposer, 42);
        Assert.That(_disposed, Is.EqualTo(1));
        Assert.That(_lastDisposed, Is.EqualTo((nint)42));
    }

    [Test]
    public void Memory_of_malloc_is_freed_and_NULL_loads_no_library()
    {
        NativeLibraryReference missing = new(typeof(MemoryTests).Assembly, "koffi-none");
        Assert.That(() => NativeMemoryOwner.Free(missing, 0), Throws.Nothing);
        NativeMemoryOwner.Free(new NativeLibraryReference(typeof(MemoryTests).Assembly, "c"), (nint)NativeMemory.Alloc(16));
    }

    [Test]
    public void A_pointer_reads_and_writes_in_place()
    {
        int* memory = stackalloc int[] { 1, 2, 3 };
        Pointer<int> pointer = memory;
        pointer.Value = 10;
        pointer[2] = 30;
        Assert.That(pointer.Span(3).ToArray(), Is.EqualTo([10, 2, 30]));
        Assert.That(new Pointer<int>(memory + 1)[-1], Is.EqualTo(10));
        Assert.That(pointer.Address, Is.EqualTo((nint)memory));
        Assert.That((Pointer<int>)(nint)memory == pointer);
        Assert.That(pointer.ToString(), Is.EqualTo($"0x{(nint)memory:x}"));
        Assert.That(sizeof(Pointer<int>), Is.EqualTo(sizeof(nint)));
    }

    [Test]
    public void A_null_pointer_throws_where_C_would_crash()
    {
        Assert.That(default(Pointer<int>).IsNull);
        Assert.That(() => default(Pointer<int>).Value, Throws.TypeOf<NullReferenceException>().With.Message.Contains("Int32"));
        Assert.That(() => default(Pointer<int>)[3], Throws.TypeOf<NullReferenceException>());
        Assert.That(() => default(Pointer<int>).Span(1).Length, Throws.TypeOf<NullReferenceException>());
        Assert.That(default(Pointer<int>).Span(0).IsEmpty);
    }

    [Test]
    public void A_pointer_to_text_reads_in_place_and_copies_on_demand()
    {
        fixed (byte* text = "h\u00E9\0"u8)
        {
            Utf8Pointer pointer = new(text);
            Assert.That(pointer.ToString(), Is.EqualTo("h\u00E9"));
            Assert.That(pointer.Span.Length, Is.EqualTo(3));
            Assert.That((byte*)pointer == text);
            Assert.That((Utf8Pointer)(nint)text == pointer);
            Assert.That(pointer.Equals(new Utf8Pointer(text + 1)), Is.False);
        }

        fixed (byte* invalid = (ReadOnlySpan<byte>)[0x61, 0xFF, 0])
        {
            Assert.That(new Utf8Pointer(invalid).ToString(), Is.EqualTo("a\uFFFD"));
        }

        Assert.That(default(Utf8Pointer).IsNull);
        Assert.That(default(Utf8Pointer).ToString(), Is.Null);
        Assert.That(default(Utf8Pointer).Span.IsEmpty);
    }

    [Test]
    public void An_error_states_the_function_and_the_reason()
    {
        KoffiErrorException exception = NativeError.Create("open", "'open' (Libc.Open)", -1, 2);
        Assert.That(exception.Function, Is.EqualTo("open"));
        Assert.That(exception.Code, Is.EqualTo(-1));
        Assert.That(exception.Errno, Is.EqualTo(2));
        Assert.That(exception.Message, Is.EqualTo($"'open' (Libc.Open) returned -1: {Marshal.GetPInvokeErrorMessage(2)} (error 2)."));
        Assert.That(new KoffiErrorException("f", 3, 0).Message, Is.EqualTo("'f' returned 3."));
    }
}
