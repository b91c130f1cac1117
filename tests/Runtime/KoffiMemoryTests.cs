using System.Runtime.InteropServices;
using CsCheck;

namespace KoffiGen.Tests.Runtime;

public sealed unsafe class KoffiMemoryTests
{
    private static int Sum(ReadOnlySpan<int> numbers)
    {
        int sum = 0;
        foreach (int number in numbers)
        {
            sum += number;
        }

        return sum;
    }

    private static void Fill(Span<int> numbers, int value) => numbers.Fill(value);

    private static nint AddressOf(Pointer<int> pointer) => pointer.Address;

    [Test]
    public void Memory_begins_with_zeros_and_is_read_and_written_in_place()
    {
        using KoffiMemory<int> memory = Koffi.Alloc<int>(5);
        Assert.That(memory.Length, Is.EqualTo(5));
        Assert.That(memory.ByteLength, Is.EqualTo((nuint)20));
        Assert.That(memory.Span.ToArray(), Is.EqualTo(new int[5]));
        memory[4] = 7;
        memory.Value = 3;
        Assert.That(*(int*)memory.Address, Is.EqualTo(3));
        Assert.That(memory.Pointer[4], Is.EqualTo(7));
        Assert.That(memory.Pointer.Address, Is.EqualTo(memory.Address));
    }

    [Test]
    public void Without_a_length_there_is_one_element()
    {
        using KoffiMemory<Guid> memory = Koffi.Alloc<Guid>();
        Assert.That(memory.Length, Is.EqualTo(1));
        Assert.That(memory.ByteLength, Is.EqualTo((nuint)16));
        Assert.That(memory.Value, Is.EqualTo(Guid.Empty));
    }

    [Test]
    public void Elements_are_bounds_checked()
    {
        using KoffiMemory<short> memory = Koffi.Alloc<short>(2);
        Assert.That(() => memory[2], Throws.TypeOf<IndexOutOfRangeException>());
        Assert.That(() => memory[-1], Throws.TypeOf<IndexOutOfRangeException>());
    }

    [Test]
    public void It_converts_to_the_parameter_types_of_signatures()
    {
        using KoffiMemory<int> memory = Koffi.Alloc<int>(3);
        Fill(memory, 5);
        Assert.That(Sum(memory), Is.EqualTo(15));
        Assert.That(AddressOf(memory), Is.EqualTo(memory.Address));
        Assert.That(AddressOf((KoffiMemory<int>?)null) == 0, "null is NULL.");
        Fill((KoffiMemory<int>?)null, 5);
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(int.MinValue)]
    public void A_length_without_elements_is_refused(int length) =>
        Assert.That(
            () => Koffi.Alloc<int>(length),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("length").And.Message.Contains("1 or more")
        );

    [TestCase(0)]
    [TestCase(-16)]
    [TestCase(int.MinValue)]
    [TestCase(24)]
    public void An_alignment_is_a_power_of_two(int alignment) =>
        Assert.That(
            () => Koffi.Alloc<int>(1, alignment),
            Throws
                .TypeOf<ArgumentOutOfRangeException>()
                .With.Property("ParamName")
                .EqualTo("alignment")
                .And.Message.Contains("power of two")
        );

    [Test]
    public void Reused_aligned_memory_begins_with_zeros([Values(16, 32, 64, 256, 4096)] int alignment)
    {
        for (int round = 0; round < 20; round++)
        {
            using KoffiMemory<byte> memory = Koffi.Alloc<byte>(1 + (round * 33), alignment);
            Assert.That((long)memory.Address % alignment, Is.Zero);
            Assert.That(memory.Span.ContainsAnyExcept((byte)0), Is.False);
            memory.Span.Fill(0xFF);
        }
    }

    [Test]
    public void A_type_states_its_alignment()
    {
        for (int round = 1; round < 20; round++)
        {
            using KoffiMemory<Wide> memory = Koffi.Alloc<Wide>(round),
                less = Koffi.Alloc<Wide>(round, alignment: 16),
                more = Koffi.Alloc<Wide>(round, alignment: 256),
                tail = KoffiMemory<Wide>.AllocateBytes((nuint)round);
            Assert.That((long)((memory.Address % 64) + (less.Address % 64) + (more.Address % 256) + (tail.Address % 64)), Is.Zero);
        }
    }

    [Test]
    public void Aligned_memory_is_detached_only_if_free_can_free_it()
    {
        KoffiMemory<Wide> memory = Koffi.Alloc<Wide>(3);
        if (OperatingSystem.IsWindows())
        {
            Assert.That(memory.Detach, Throws.TypeOf<PlatformNotSupportedException>().With.Message.Contains("64 bytes"));
            Assert.That((long)memory.Address, Is.Not.Zero);
            memory.Dispose();
        }
        else
        {
            Koffi.Free(memory.Detach().Address);
        }

        Koffi.Free(Koffi.Alloc<int>(1, alignment: 8).Detach().Address);
    }

    [Test]
    public void Disposed_memory_is_refused()
    {
        KoffiMemory<int> memory = Koffi.Alloc<int>(3);
        memory.Dispose();
        memory.Dispose();
        Assert.That(() => memory.Address, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => memory.Pointer, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => memory.Span.Length, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => memory.Value, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => memory[0], Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => AddressOf(memory), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => Sum(memory), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(memory.Detach, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(memory.Length, Is.EqualTo(3));
    }

    [Test]
    public void C_frees_detached_memory()
    {
        KoffiMemory<int> memory = Koffi.Alloc<int>(3);
        memory[1] = 42;
        Pointer<int> pointer = memory.Detach();
        memory.Dispose();
        Assert.That(pointer[1], Is.EqualTo(42));
        Assert.That(() => memory.Address, Throws.TypeOf<ObjectDisposedException>());

        // The C runtime's own 'free' accepts the block; a foreign block would end the process.
        nint free = NativeLibrary.GetExport(
            OperatingSystem.IsWindows() ? NativeLibrary.Load("ucrtbase") : NativeLibrary.GetMainProgramHandle(),
            "free"
        );
        ((delegate* unmanaged[Cdecl]<nint, void>)free)(pointer.Address);
    }

    [Test]
    public void Memory_that_C_allocated_is_freed_and_NULL_is_ignored()
    {
        Koffi.Free(0);
        Koffi.Free((nint)NativeMemory.Alloc(16));
    }

    [TestCase(0u, 1, 16u)]
    [TestCase(7u, 1, 16u)]
    [TestCase(16u, 1, 16u)]
    [TestCase(31u, 1, 31u)]
    [TestCase(33u, 2, 33u)]
    public void Memory_of_a_struct_with_a_flexible_array_has_all_its_bytes(uint byteLength, int length, uint allocated)
    {
        using KoffiMemory<Guid> memory = KoffiMemory<Guid>.AllocateBytes(byteLength);
        Assert.That(memory.Length, Is.EqualTo(length));
        Assert.That(memory.ByteLength, Is.EqualTo((nuint)allocated));
        Assert.That(new Span<byte>((void*)memory.Address, (int)memory.ByteLength).ContainsAnyExcept((byte)0), Is.False);
    }

    [Test]
    public void Text_of_every_width_is_allocated_with_its_NUL()
    {
        using KoffiMemory<byte> utf8 = Koffi.AllocUtf8("h\u00E9\U0001F600");
        using KoffiMemory<char> utf16 = Koffi.AllocUtf16("h\u00E9\U0001F600");
        using KoffiMemory<uint> utf32 = Koffi.AllocUtf32("h\u00E9\U0001F600");
        Assert.That(utf8.Span.ToArray(), Is.EqualTo("h\u00E9\U0001F600\0"u8.ToArray()));
        Assert.That(utf16.Span.ToArray(), Is.EqualTo("h\u00E9\U0001F600\0".ToCharArray()));
        Assert.That(utf32.Span.ToArray(), Is.EqualTo(new uint[] { 'h', 0xE9, 0x1F600, 0 }));
    }

    [Test]
    public void Empty_text_is_a_NUL()
    {
        using KoffiMemory<byte> utf8 = Koffi.AllocUtf8("");
        using KoffiMemory<char> utf16 = Koffi.AllocUtf16("");
        using KoffiMemory<uint> utf32 = Koffi.AllocUtf32("");
        Assert.That(utf8.Length + utf16.Length + utf32.Length, Is.EqualTo(3));
    }

    [Test]
    public void Lone_surrogates_become_the_replacement_character_where_the_encoding_has_none()
    {
        using KoffiMemory<byte> utf8 = Koffi.AllocUtf8("a\uD800");
        using KoffiMemory<uint> utf32 = Koffi.AllocUtf32("a\uD800");
        Assert.That(utf8.Span.ToArray(), Is.EqualTo("a\uFFFD\0"u8.ToArray()));
        Assert.That(utf32.Span.ToArray(), Is.EqualTo(new uint[] { 'a', 0xFFFD, 0 }));
    }

    [Test]
    public void Text_that_contains_a_NUL_or_is_null_is_refused()
    {
        Assert.That(() => Koffi.AllocUtf8("a\0b"), Throws.ArgumentException.With.Property("ParamName").EqualTo("text"));
        Assert.That(() => Koffi.AllocUtf16("a\0b"), Throws.ArgumentException.With.Property("ParamName").EqualTo("text"));
        Assert.That(() => Koffi.AllocUtf32("a\0b"), Throws.ArgumentException.With.Property("ParamName").EqualTo("text"));
        Assert.That(() => Koffi.AllocUtf8(null!), Throws.ArgumentNullException);
        Assert.That(() => Koffi.AllocUtf16(null!), Throws.ArgumentNullException);
        Assert.That(() => Koffi.AllocUtf32(null!), Throws.ArgumentNullException);
    }

    [StructLayout(LayoutKind.Sequential, Size = 64)]
    private struct Wide : CompilerServices.IOverAligned
    {
        readonly int CompilerServices.IOverAligned.Alignment => 64;
    }

    [Test]
    public void One_of_two_threads_that_dispose_frees_the_memory() =>
        Gen.Int[1, 64]
            .Sample(
                length =>
                {
                    KoffiMemory<long> memory = Koffi.Alloc<long>(length);
                    Parallel.Invoke(memory.Dispose, memory.Dispose);
                },
                iter: 1000
            );
}
