using System.Text;

namespace KoffiGen.NativeTests;

/// <summary>Pointers behind pointers, arrays of strings, rows of numbers.</summary>
public static partial class IndirectCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("struct Pair { int first; double second; };")]
    [KoffiImport("int GetNumbers(_Out_ int **out)")]
    [KoffiImport("void SkipNumber(_Inout_ const int **cursor)")]
    [KoffiImport("int NewNumber(int value, _Out_ int *!(kt_free) *out)")]
    [KoffiImport("char **Words(void)")]
    [KoffiImport("int64_t SumPointers(_In_reads_(n) int **values, int n)")]
    [KoffiImport("int JoinAll(char *const words[], _Out_ char *buffer)")]
    [KoffiImport("int JoinCounted(_In_reads_(n) const char **words, int n, _Out_ char *buffer)")]
    [KoffiImport("int CountUnits16(const char16_t *const *words)")]
    [KoffiImport("int64_t SumUnits32(const char32_t *const *words)")]
    [KoffiImport("int CountWide(const wchar_t *const *words)")]
    [KoffiImport("int64_t SumRows(_In_reads_(n) const int (*rows)[3], size_t n)")]
    internal static partial class Native
    {
        [KoffiImport("int JoinAll(char *const words[], _Out_ char *buffer)")]
        public static partial int JoinArray(string?[]? words, byte[] buffer);

        [KoffiImport("int JoinCounted(_In_reads_(n) const char **words, int n, _Out_ char *buffer)")]
        public static partial int JoinFirst(string?[] words, int n, Span<byte> buffer);

        [KoffiImport("int NewNumber(int value, _Out_ int *!(kt_free) *out)", ThrowOn = KoffiThrowOn.NonZero)]
        public static partial void NewNumberOrThrow(int value, out int number);

        [KoffiImport("int NewPair(int first, double second, _Out_ struct Pair *!(kt_free) *out)")]
        public static partial int NewPair(int first, double second, out Pair pair);

        [KoffiImport("int NewPair(int first, double second, _Out_ struct Pair **out)")]
        public static partial int NewPairPointer(int first, double second, out Pointer<Pair> pair);

        [KoffiImport("void kt_free(void *block)")]
        public static partial void Free(nint block);
    }

    [NativeCase]
    public static void C_writes_a_pointer_into_an_output()
    {
        Check.Equal(3, Native.GetNumbers(out Pointer<int> numbers));
        Check.Sequence<int>([3, 1, 4], numbers.Span(3));
        Pointer<int> cursor = numbers;
        Native.SkipNumber(ref cursor);
        Check.Equal(1, cursor.Value);
        Check.Equal(numbers.Address + sizeof(int), cursor.Address);
    }

    [NativeCase]
    public static void An_owned_output_is_copied_and_freed()
    {
        int frees = Allocations.CustomFrees(),
            live = Allocations.Live();
        Check.Equal(7, Native.NewNumber(7, out int number));
        Check.Equal(7, number);
        Check.Equal(5, Native.NewPair(5, 2.5, out Native.Pair pair));
        Check.Equal(5, pair.first);
        Check.Equal(2.5, pair.second);
        Check.Equal(frees + 2, Allocations.CustomFrees());
        Check.Equal(-1, Native.NewNumber(-1, out number));
        Check.Equal(0, number);
        Check.Throws<KoffiErrorException>(static () => Native.NewNumberOrThrow(7, out _));
        Check.Equal(frees + 3, Allocations.CustomFrees());
        Check.Equal(live, Allocations.Live());

        Native.NewPairPointer(6, 3.5, out Pointer<Native.Pair> kept);
        Check.Equal(3.5, kept.Value.second);
        Native.Free(kept.Address);
        Check.Equal(live, Allocations.Live());
    }

    [NativeCase]
    public static void A_returned_array_of_text_is_read_in_place()
    {
        Pointer<Utf8Pointer> words = Native.Words();
        Check.Equal("alpha", words[0].ToString());
        Check.Equal("beta", words[1].ToString());
        Check.True(words[2].IsNull);
    }

    [NativeCase]
    public static void Pointers_are_memory_too()
    {
        Native.GetNumbers(out Pointer<int> numbers);
        Check.Equal(1007L, Native.SumPointers([numbers, default, new Pointer<int>(numbers.Address + (2 * sizeof(int)))]));
    }

    [NativeCase]
    public static void Strings_end_with_NULL()
    {
        byte[] buffer = new byte[20000];
        Check.Equal(3, Native.JoinAll(["one", "Grüße \U0001F600", ""], buffer));
        Check.Equal("one;Grüße \U0001F600;;", Text(buffer));
        Check.Equal(1, Native.JoinArray(["one", null, "three"], buffer));
        Check.Equal("one;", Text(buffer));
        string big = new('ä', 5000);
        Check.Equal(2, Native.JoinArray([big, "x"], buffer));
        Check.Equal(big + ";x;", Text(buffer));
        Check.Equal(0, Native.JoinArray([], buffer));
        Check.Equal("", Text(buffer));
        Native.JoinArray(null, buffer);
        Check.Equal("", Text(buffer));
    }

    [NativeCase]
    public static void The_length_of_an_array_of_strings_is_its_count()
    {
        byte[] buffer = new byte[100];
        Check.Equal(3, Native.JoinCounted(["one", null, "three"], buffer));
        Check.Equal("one;(null);three;", Text(buffer));
        Check.Equal(-1, Native.JoinCounted(default, buffer));
        Check.Equal(1, Native.JoinFirst(["one", "two"], 1, buffer));
        Check.Equal("one;", Text(buffer));
    }

    [NativeCase]
    public static void Strings_have_the_width_that_C_reads()
    {
        Check.Equal(6, Native.CountUnits16(["aé", "", "\U0001F600", "xy"]));
        Check.Equal(0x1F600L + 'a' + 0xFFFD, Native.SumUnits32(["\U0001F600a", "\uD800"]));
        Check.Equal(5, Native.CountWide(["abc", "de"]));
    }

    [NativeCase]
    public static void A_NUL_in_one_of_the_strings_throws_and_nothing_leaks()
    {
        long before = Allocations.HeapBytes();
        for (int round = 0; round < 100; round++)
        {
            Check.Throws<ArgumentException>(static () => Native.CountUnits16([new string('x', 1000), "a\0b"]));
        }

        for (int round = 0; round < 100; round++)
        {
            Native.CountUnits16([new string('x', 1000), "b"]);
        }

        Check.True(Allocations.HeapBytes() - before < 100000);
    }

    [NativeCase]
    public static void The_length_of_rows_is_a_multiple_of_the_row_length()
    {
        Check.Equal(6L + (2 * 15), Native.SumRows([1, 2, 3, 4, 5, 6]));
        Check.Equal(0L, Native.SumRows(default));
        Check.Throws<ArgumentException>(static () => Native.SumRows([1, 2, 3, 4]));
    }

    private static string Text(ReadOnlySpan<byte> buffer) => Encoding.UTF8.GetString(buffer[..buffer.IndexOf((byte)0)]);
}
