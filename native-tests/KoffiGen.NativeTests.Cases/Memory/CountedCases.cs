namespace KoffiGen.NativeTests;

/// <summary>Counted buffers, whose count is not in the C# signature.</summary>
public static partial class CountedCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiImport("int64_t SumCounted(_In_reads_(n) const int *values, size_t n)")]
    [KoffiImport("int CountNarrow(int8_t n, _In_reads_(n) const uint8_t *values)")]
    [KoffiImport(
        "void AddCounted(_In_reads_(n) const int *left, _In_reads_(n) const int *right, _Out_writes_(n) int *sum, _Out_writes_opt_(n) int *carry, int n)"
    )]
    [KoffiImport("uint64_t CheckBytes(_In_reads_bytes_(size) const void *memory, uint32_t size)")]
    [KoffiImport("void FillBytes(_Out_writes_bytes_(size) void *memory, size_t size, int value)")]
    [KoffiImport("int WhichIsThere(_In_reads_opt_(n) const short *first, _In_reads_opt_(n) const double *second, int n)")]
    [KoffiImport("int Fibonacci(_Out_writes_to_(*n, *n) int *values, _Inout_ size_t *n)")]
    [KoffiImport("size_t WriteName(_Out_writes_z_(size) char *buffer, size_t size)")]
    internal static partial class Native
    {
        [KoffiImport("int64_t SumCounted(_In_reads_(n) const int *values, size_t n)")]
        public static partial long SumArray(int[]? values);

        [KoffiImport("int64_t SumCounted(_In_reads_(n) const int *values, size_t n)")]
        public static partial long SumFirst(ReadOnlySpan<int> values, int n);

        [KoffiImport("int64_t SumCounted(const int *__counted_by(n) values, size_t n)")]
        public static partial long SumAttributed(params ReadOnlySpan<int> numbers);

        [KoffiImport("int64_t SumCounted(_In_reads_(n) const int *values, size_t n)")]
        public static partial long SumOne(in int value);

        [KoffiImport("void FillBytes(_Out_writes_bytes_(size) void *memory, size_t size, int value)")]
        public static partial void FillOne<T>(out T memory, int value)
            where T : unmanaged;
    }

    [NativeCase]
    public static void The_length_of_a_span_is_its_count()
    {
        Check.Equal(24L, Native.SumCounted([5, 7, 8, 4]));
        Check.Equal(0L, Native.SumCounted(default));
        Check.Equal(24L, Native.SumArray([5, 7, 8, 4]));
        Check.Equal(0L, Native.SumArray(null));
        Check.Equal(12L, Native.SumFirst([5, 7, 8, 4], 2));
        Check.Equal(6L, Native.SumAttributed(1, 2, 3));
        int nine = 9;
        Check.Equal(9L, Native.SumOne(in nine));
    }

    [NativeCase]
    public static void A_count_that_does_not_fit_throws_before_the_call()
    {
        Check.Equal(127, Native.CountNarrow(new byte[127]));
        Check.Equal(-1, Native.CountNarrow(default));
        OverflowException thrown = Check.Throws<OverflowException>(static () => Native.CountNarrow(new byte[128]));
        Check.True(
            thrown.Message.Contains("'values.Length'", StringComparison.Ordinal)
                && thrown.Message.Contains("int8_t", StringComparison.Ordinal)
        );
    }

    [NativeCase]
    public static void Buffers_that_share_a_count_have_the_same_length()
    {
        int[] sum = new int[2],
            carry = new int[2];
        Native.AddCounted([int.MaxValue, 1], [1, 2], sum, carry);
        Check.Sequence<int>([int.MinValue, 3], sum);
        Check.Sequence<int>([1, 0], carry);
        Native.AddCounted([5, 6], [7, 8], sum, default);
        Check.Sequence<int>([12, 14], sum);

        ArgumentException thrown = Check.Throws<ArgumentException>(static () => Native.AddCounted([1, 2], [1, 2], new int[1], default));
        Check.Equal("sum", thrown.ParamName);
        Check.True(thrown.Message.Contains("'left' and 'sum', but their lengths are 2 and 1", StringComparison.Ordinal));
        Check.Throws<ArgumentException>(static () => Native.AddCounted([1, 2], [1, 2], new int[2], new int[3]));
        Check.Throws<ArgumentException>(static () => Native.AddCounted([1, 2], default, new int[2], default));
    }

    [NativeCase]
    public static void An_optional_buffer_may_be_empty()
    {
        Check.Equal(21, Native.WhichIsThere([1, 2], default));
        Check.Equal(32, Native.WhichIsThere(default, [1, 2, 3]));
        Check.Equal(33, Native.WhichIsThere([1, 2, 3], [1, 2, 3]));
        Check.Equal(0, Native.WhichIsThere(default, default));
        Check.Throws<ArgumentException>(static () => Native.WhichIsThere([1], [1, 2]));
    }

    [NativeCase]
    public static void Bytes_are_counted_whatever_the_elements()
    {
        Check.Equal((3UL << 32) + 6, Native.CheckBytes("\u0001\u0002\u0003"u8));
        Check.Equal((8UL << 32) + 3, Native.CheckBytes<int>([1, 2]));
        Check.Equal((3UL << 32) + 6, Native.CheckBytes(new byte[] { 1, 2, 3 }));
        Check.Equal(0UL, Native.CheckBytes(default));
        Span<short> filled = stackalloc short[3];
        Native.FillBytes(filled, 1);
        Check.Sequence<short>([257, 257, 257], filled);
        Native.FillOne(out long one, 2);
        Check.Equal(0x0202020202020202, one);
    }

    [NativeCase]
    public static void A_count_that_C_writes_stays()
    {
        int[] values = new int[20];
        nuint n = 20;
        Check.Equal(9, Native.Fibonacci(values, ref n));
        Check.Equal((nuint)9, n);
        Check.Sequence<int>([1, 1, 2, 3, 5, 8, 13, 21, 34, 0], values.AsSpan(0, 10));
    }

    [NativeCase]
    public static void Text_is_written_into_counted_memory()
    {
        Span<byte> buffer = stackalloc byte[4];
        Check.Equal((nuint)7, Native.WriteName(buffer));
        Check.Sequence("Gr\u00fc"u8[..3], buffer[..3]);
        Check.Equal((byte)0, buffer[3]);
        Check.Equal((nuint)7, Native.WriteName(default));
    }

    [NativeCase]
    public static void Counted_calls_allocate_nothing() =>
        Check.DoesNotAllocate(static () =>
        {
            Span<int> sum = stackalloc int[2];
            Native.AddCounted(sum, sum, sum, default);
            Native.SumCounted(sum);
            Native.CheckBytes<int>(sum);
        });
}
