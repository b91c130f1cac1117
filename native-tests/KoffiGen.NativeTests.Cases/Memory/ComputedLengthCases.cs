namespace KoffiGen.NativeTests;

/// <summary>Memory whose length is an expression: the expression is computed and compared before the call.</summary>
public static partial class ComputedLengthCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        "#define TAG 16\n"
            + "typedef int64_t (*pixel_callback)(_In_reads_(w * h * 4) const uint8_t *pixels, int w, int h);\n"
            + "typedef double (*vector_callback)(int n, const double v[n]);\n"
            + "struct image { int w, h; uint8_t *pixels __counted_by(w * h * 4); };\n"
            + "struct pairs { uint64_t n; uint16_t values[] __counted_by(n * 2); };"
    )]
    [KoffiImport("int CountLengthCalls(void)")]
    [KoffiImport("void Seal(_Out_writes_(mlen + TAG) uint8_t *c, _In_reads_(mlen) const uint8_t *m, unsigned long long mlen)")]
    [KoffiImport("int64_t SumPixels(_In_reads_opt_(w * h * 4) const uint8_t *pixels, int w, int h)")]
    [KoffiImport("int CountBits(const uint8_t *__counted_by((n + 7) / 8) bits, size_t n)")]
    [KoffiImport("int64_t SumWords(_In_reads_bytes_(n * sizeof(int32_t)) const int32_t *words, uint32_t n)")]
    [KoffiImport("void FillWords(_Out_writes_bytes_(n * 4) void *words, uint32_t n)")]
    [KoffiImport("void FillMore(_Out_writes_(*n + 1) int *values, _Inout_ int *n)")]
    [KoffiImport("double SumVector(int n, const double v[n])")]
    [KoffiImport("void FillGrid(int rows, int columns, _Out_ float grid[rows][columns])")]
    [KoffiImport("int64_t DrawPixels(pixel_callback draw, int w, int h)")]
    [KoffiImport("double PassVector(vector_callback sum, int n)")]
    internal static partial class Native
    {
        [KoffiImport("double SumVector(int n, const double v[static n])")]
        public static partial double SumFirst(int n, ReadOnlySpan<double> v);

        [KoffiImport("int64_t SumPixels(_In_reads_opt_(w * (h < 0 ? -h : h) * 4) const uint8_t *pixels, int w, int h)")]
        public static partial long SumBitmap(ReadOnlySpan<byte> pixels, int w, int h);

        [KoffiImport("int CountBits(_In_reads_((n + 7 & ~(size_t)7) >> 3) const uint8_t *bits, size_t n)")]
        public static partial int CountRoundedBits(ReadOnlySpan<byte> bits, nuint n);

        [KoffiImport("int CountBits(_In_reads_((uint8_t)n / 8 + (n % 8 != 0)) const uint8_t *bits, size_t n)")]
        public static partial int CountFewBits(ReadOnlySpan<byte> bits, nuint n);

        [KoffiImport("void FillMore(int values[*n + 1], int *n)")]
        public static partial void FillCounted(Span<int> values, Span<int> n);

        [KoffiImport("int64_t SumNames(_In_reads_(n) const char **names, int n)")]
        public static partial long SumNames(string?[] names, int n);

        [KoffiImport("void Seal(_Out_writes_(mlen + 16) uint8_t *c, _In_reads_(mlen) const uint8_t *m, unsigned long long mlen)")]
        public static partial Task SealLater(Memory<byte> c, ReadOnlyMemory<byte> m, ulong mlen);
    }

    [NativeCase]
    public static void A_sum_is_the_least_length()
    {
        Span<byte> sealedText = GuardedMemory.Get<byte>(19);
        Native.Seal(sealedText, GuardedMemory.Get("abc"u8), 3);
        Check.Sequence("abc"u8, sealedText[..3]);
        Check.True(sealedText[3..].IndexOfAnyExcept((byte)3) < 0);
        Native.Seal(new byte[100], "abc"u8, 3);
        Native.Seal(new byte[16], default, 0);
        Refused("c", 19, 18, "elements", static () => Native.Seal(new byte[18], "abc"u8, 3));
        Refused("m", 3, 2, "elements", static () => Native.Seal(new byte[19], "ab"u8, 3));
        Refused("c", 19, 0, "elements", static () => Native.Seal(default, "abc"u8, 3));
    }

    [NativeCase]
    public static void A_product_is_the_least_length_unless_the_memory_is_NULL()
    {
        Check.Equal(24L, Native.SumPixels(GuardedMemory.Get(Enumerable.Repeat((byte)1, 24).ToArray().AsSpan()), 3, 2));
        Check.Equal(0L, Native.SumPixels(default, 3, 2));
        Check.Equal(0L, Native.SumPixels(new byte[1], 0, 2));
        Refused("pixels", 24, 23, "elements", static () => Native.SumPixels(new byte[23], 3, 2));
        Refused("pixels", 17179869184, 4, "elements", static () => Native.SumPixels(new byte[4], 1 << 16, 1 << 16));
    }

    [NativeCase]
    public static void A_quotient_is_the_least_length()
    {
        Check.Equal(9, Native.CountBits(GuardedMemory.Get<byte>([0xFF, 0x01]), 9));
        Check.Equal(0, Native.CountBits(default, 0));
        Refused("bits", 2, 1, "elements", static () => Native.CountBits([0xFF], 9));
    }

    [NativeCase]
    public static void A_number_that_overflows_throws_before_the_call()
    {
        Overflows("mlen", static () => Native.Seal(new byte[16], default, ulong.MaxValue));
        Overflows("", static () => Native.Seal(new byte[16], default, (ulong)long.MaxValue - 3));
        Overflows("", static () => Native.SumPixels(new byte[4], int.MaxValue, int.MaxValue));
        Overflows("w", static () => Native.SumPixels(new byte[4], -1, 2));
        Overflows("n", static () => Native.CountBits([1], nuint.MaxValue));
        int negative = -2;
        Overflows("n", () => Native.FillMore(new int[4], ref negative));
    }

    [NativeCase]
    public static void A_number_that_overflows_is_reported_with_its_function()
    {
        OverflowException thrown = Check.Throws<OverflowException>(static () => Native.SumBitmap(new byte[4], int.MaxValue, int.MaxValue));
        Check.Equal(
            "In 'SumPixels' (Native.SumBitmap), the length 'w * (h < 0 ? -h : h) * 4' of 'pixels' needs more than 64 bits.",
            thrown.Message
        );
    }

    [NativeCase]
    public static void Conditions_bit_operators_and_casts_are_computed()
    {
        Check.Equal(0L, Native.SumBitmap(new byte[24], 3, -2));
        Check.Equal(24L, Native.SumBitmap(GuardedMemory.Get(Enumerable.Repeat((byte)1, 24).ToArray().AsSpan()), 3, 2));
        Refused("pixels", 24, 23, "elements", static () => Native.SumBitmap(new byte[23], 3, -2));

        Check.Equal(9, Native.CountRoundedBits(GuardedMemory.Get<byte>([0xFF, 0x01]), 9));
        Refused("bits", 2, 1, "elements", static () => Native.CountRoundedBits([0xFF], 9));

        Check.Equal(9, Native.CountFewBits(GuardedMemory.Get<byte>([0xFF, 0x01]), 9));
        Refused("bits", 2, 1, "elements", static () => Native.CountFewBits([0xFF], 9));
        Overflows("(uint8_t)n", static () => Native.CountFewBits([0xFF], 256));
    }

    [NativeCase]
    public static void A_number_in_a_span_is_read_before_the_call()
    {
        Span<int> n = [2];
        Span<int> values = GuardedMemory.Get<int>(3);
        Native.FillCounted(values, n);
        Check.Sequence([0, 1, 2], values);
        Check.Equal(3, n[0]);
        Refused("values", 4, 3, "elements", static () => Native.FillCounted(new int[3], [.. Enumerable.Repeat(3, 1)]));
    }

    [NativeCase]
    public static void Members_compute_the_length_of_another_member()
    {
        using KoffiMemory<byte> pixels = Koffi.Alloc<byte>(24);
        Native.image image = new()
        {
            w = 3,
            h = 2,
            pixels = pixels.Pointer,
        };
        Check.Equal(24, image.pixelsSpan.Length);
        image.h = -1;
        Check.True(Check.Throws<OverflowException>(() => image.pixelsSpan.Clear()).Message.Contains("'h'", StringComparison.Ordinal));
        image.h = int.MaxValue;
        image.w = int.MaxValue;
        string message = Check.Throws<OverflowException>(() => image.pixelsSpan.Clear()).Message;
        Check.True(
            message.EndsWith("image.pixelsSpan', the length 'w * h * 4' needs more than 64 bits.", StringComparison.Ordinal),
            message
        );

        using KoffiMemory<Native.pairs> pairs = Native.pairs.Allocate(4);
        Check.Equal(0, pairs.values.Length);
        pairs.Pointer.Value.n = 2;
        Check.Equal(4, pairs.values.Length);
        Check.Equal(4, pairs.Pointer.values.Length);
        pairs.Pointer.Value.n = 3;
        Check.Throws<InvalidOperationException>(() => pairs.values.Clear());
        pairs.Pointer.Value.n = ulong.MaxValue;
        Check.Throws<OverflowException>(() => pairs.values.Clear());
    }

    [NativeCase]
    public static void Bytes_are_compared_with_bytes()
    {
        Check.Equal(6L, Native.SumWords(GuardedMemory.Get([1, 2, 3]), 3));
        Refused("words", 16, 12, "bytes", static () => Native.SumWords([1, 2, 3], 4));
        Span<short> filled = GuardedMemory.Get<short>(4);
        Native.FillWords(filled, 2);
        Check.Sequence<short>([0x1111, 0x1111, 0x1111, 0x1111], filled);
        Refused("words", 8, 6, "bytes", static () => Native.FillWords(new short[3], 2));
        Refused("words", 8, 7, "bytes", static () => Native.FillWords(new byte[7], 2));
    }

    [NativeCase]
    public static void A_number_behind_a_pointer_is_read_before_the_call()
    {
        int n = 3;
        Span<int> values = GuardedMemory.Get<int>(4);
        Native.FillMore(values, ref n);
        Check.Sequence([0, 1, 2, 3], values);
        Check.Equal(4, n);
        Refused("values", 5, 4, "elements", () => Native.FillMore(new int[4], ref n));
    }

    [NativeCase]
    public static void A_variable_length_array_is_as_long_as_its_parameters_state()
    {
        Check.Equal(4.5, Native.SumVector(GuardedMemory.Get([0.5, 1.5, 2.5])));
        Check.Equal(0.0, Native.SumVector(default));
        Check.Equal(2.0, Native.SumFirst(2, [0.5, 1.5, 2.5]));
        Refused("v", 4, 3, "elements", static () => Native.SumFirst(4, [0.5, 1.5, 2.5]));
        Refused("v", 1, 0, "elements", static () => Native.SumFirst(1, default));
        Span<float> grid = GuardedMemory.Get<float>(6);
        Native.FillGrid(2, 3, grid);
        Check.Sequence([0f, 1f, 2f, 3f, 4f, 5f], grid);
        Refused("grid", 6, 5, "elements", static () => Native.FillGrid(2, 3, new float[5]));
    }

    [NativeCase]
    public static void A_count_that_the_signature_keeps_is_compared()
    {
        Check.Equal(1003L, Native.SumNames(["abc", null], 2));
        Check.Equal(3L, Native.SumNames(["abc", null], 1));
        Refused("names", 3, 2, "elements", static () => Native.SumNames(["abc", null], 3));
    }

    [NativeCase]
    public static async Task An_asynchronous_call_is_refused_as_well()
    {
        byte[] sealedText = new byte[17];
        await Native.SealLater(sealedText, new byte[] { 7 }, 1);
        Check.Equal((byte)7, sealedText[0]);
        ArgumentException thrown = await Check.ThrowsAsync<ArgumentException>(static () =>
            Native.SealLater(new byte[16], new byte[] { 7 }, 1)
        );
        Check.Equal("c", thrown.ParamName);
    }

    [NativeCase]
    public static void A_callback_receives_as_many_elements_as_the_expression_states()
    {
        Check.Equal(300L, Native.DrawPixels(static (pixels, w, h) => Sum(pixels) * w / w * h / h, 3, 2));
        Check.Equal(36L, Native.DrawPixels(static (pixels, _, _) => Sum(pixels), 2, 1));
        Check.Equal(4.5, Native.PassVector(static values => values[0] + values[1] + values[^1], 3));

        static long Sum(ReadOnlySpan<byte> values)
        {
            long sum = 0;
            foreach (byte value in values)
            {
                sum += value;
            }

            return sum;
        }
    }

    [NativeCase]
    public static void Checks_allocate_nothing() =>
        Check.DoesNotAllocate(static () =>
        {
            Span<byte> memory = stackalloc byte[24];
            Native.Seal(memory, memory[..8], 8);
            Native.SumPixels(memory, 3, 2);
        });

    private static void Refused(string name, long needed, long given, string unit, Action call)
    {
        int calls = Native.CountLengthCalls();
        ArgumentException thrown = Check.Throws<ArgumentException>(call);
        Check.Equal(name, thrown.ParamName);
        Check.True(
            thrown.Message.Contains($"at least {needed} {unit} of memory for '{name}', but there are {given}", StringComparison.Ordinal),
            thrown.Message
        );
        Check.Equal(calls, Native.CountLengthCalls());
    }

    private static void Overflows(string name, Action call)
    {
        int calls = Native.CountLengthCalls();
        OverflowException thrown = Check.Throws<OverflowException>(call);
        Check.True(name.Length == 0 || thrown.Message.Contains($"'{name}'", StringComparison.Ordinal), thrown.Message);
        Check.Equal(calls, Native.CountLengthCalls());
    }
}
