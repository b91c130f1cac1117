using System.Runtime.CompilerServices;

namespace KoffiGen.NativeTests;

/// <summary>Memory of <see cref="Koffi.Alloc{T}"/> as an argument: C reads and writes it in place.</summary>
public static partial class OwnedMemoryCases
{
    [KoffiLibrary("koffigen_test")]
    internal static partial class Native
    {
        [KoffiImport("int64_t SumInts(const int *values, int count)")]
        public static partial long Sum(KoffiMemory<int>? values, int count);

        [KoffiImport("int64_t SumCounted(_In_reads_(n) const int *values, size_t n)")]
        public static partial long SumCounted(KoffiMemory<int>? values);

        [KoffiImport("void FillRange(int init, int step, _Out_ int *out, int len)")]
        public static partial void Fill(int init, int step, KoffiMemory<int> values, int len);

        [KoffiImport("void MultiplyIntegers(int multiplier, _Inout_ int *values, int len)")]
        public static partial void Multiply(int multiplier, KoffiMemory<int> values, int len);

        [KoffiImport(
            "void AddCounted(_In_reads_(n) const int *left, _In_reads_(n) const int *right, _Out_writes_(n) int *sum, _Out_writes_opt_(n) int *carry, int n)"
        )]
        public static partial void Add(KoffiMemory<int> left, ReadOnlySpan<int> right, KoffiMemory<int> sum, KoffiMemory<int>? carry);

        [KoffiImport("uint64_t CheckBytes(_In_reads_bytes_(size) const void *memory, uint32_t size)")]
        public static partial ulong CheckBytes(KoffiMemory<short> memory);

        [KoffiImport("void ReverseBytes(_Inout_ void *array, int)")]
        public static partial void Reverse(KoffiMemory<uint> array, int length);

        [KoffiImport("int IsNull(const void *pointer)")]
        public static partial int IsNull(KoffiMemory<double>? memory);

        [KoffiImport("int ComputeLengthUntilNul(const char *text)")]
        public static partial int Length(KoffiMemory<byte> text);

        [KoffiImport("const char *ThroughText(const char *text)")]
        public static partial string? Through(KoffiMemory<byte> text);

        [KoffiImport("const char *ThroughText(const char *text)")]
        public static partial string? Through(string text);

        [KoffiImport("const char16_t *ThroughText16(const char16_t *text)")]
        public static partial string? Through16(ReadOnlySpan<char> text);
    }

    [NativeCase]
    public static void C_reads_and_writes_owned_memory_in_place()
    {
        using KoffiMemory<int> values = Koffi.Alloc<int>(4);
        Native.Fill(5, 2, values, 4);
        Check.Sequence<int>([5, 7, 9, 11], values.Span);
        Native.Multiply(2, values, 3);
        Check.Sequence<int>([10, 14, 18, 11], values.Span);
        Check.Equal(24L, Native.Sum(values, 2));
    }

    [NativeCase]
    public static void Owned_memory_has_its_length()
    {
        using KoffiMemory<int> left = Koffi.Alloc<int>(2),
            sum = Koffi.Alloc<int>(2),
            carry = Koffi.Alloc<int>(3);
        (left[0], left[1]) = (5, 7);
        Check.Equal(12L, Native.SumCounted(left));
        Check.Equal(0L, Native.SumCounted(null));
        Native.Add(left, [1, 2], sum, null);
        Check.Sequence<int>([6, 9], sum.Span);
        Check.Equal("right", Check.Throws<ArgumentException>(() => Native.Add(left, [1], sum, null)).ParamName);
        Check.Equal("carry", Check.Throws<ArgumentException>(() => Native.Add(left, [1, 2], sum, carry)).ParamName);
        using KoffiMemory<short> shorts = Koffi.Alloc<short>(2);
        (shorts[0], shorts[1]) = (0x0101, 0x0102);
        Check.Equal((4UL << 32) + 5, Native.CheckBytes(shorts));
    }

    [NativeCase]
    public static void Owned_memory_of_any_type_is_passed_as_a_void_pointer()
    {
        using KoffiMemory<uint> number = Koffi.Alloc<uint>();
        number.Value = 0x12345678;
        Native.Reverse(number, 4);
        Check.Equal(0x78563412u, number.Value);
        using KoffiMemory<double> memory = Koffi.Alloc<double>();
        Check.Equal(0, Native.IsNull(memory));
        Check.Equal(1, Native.IsNull(null));
    }

    [NativeCase]
    public static void Allocated_text_is_passed_as_text()
    {
        using KoffiMemory<byte> text = Koffi.AllocUtf8("Grüße");
        Check.Equal(7, Native.Length(text));
        Check.Equal("Grüße", Native.Through(text));
    }

    [NativeCase]
    public static void Disposed_memory_throws_before_the_call()
    {
        KoffiMemory<int> values = Koffi.Alloc<int>(4);
        values.Dispose();
        Check.Throws<ObjectDisposedException>(() => Native.Sum(values, 4));
        Check.Throws<ObjectDisposedException>(() => Native.Fill(1, 1, values, 4));
        Check.Throws<ObjectDisposedException>(() => Native.SumCounted(values));
    }

    [NativeCase]
    public static void A_call_keeps_owned_memory_alive()
    {
        for (int round = 0; round < 20; round++)
        {
            Check.Equal("kept", ThroughForgotten());
        }
    }

    // C returns the pointer that it was given, so the text must be read before the memory is released.
    [NativeCase]
    public static void A_result_that_points_into_an_argument_is_read_before_the_argument_is_freed()
    {
        string text = string.Concat(Enumerable.Repeat("fooBAR_é", 500));
        Check.Equal(text, Native.Through(text));
        Check.Equal(text, Native.Through16(text + "\0"));
        Check.Equal(text, Native.Through16(text));
    }

    [NativeCase]
    public static void Calls_with_owned_memory_allocate_nothing()
    {
        using KoffiMemory<int> values = Koffi.Alloc<int>(4);
        Check.DoesNotAllocate(() => Native.SumCounted(values));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string? ThroughForgotten() => Native.Through(Koffi.AllocUtf8("kept"));
}
