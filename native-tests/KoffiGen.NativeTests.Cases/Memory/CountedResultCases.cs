using System.Runtime.InteropServices;

namespace KoffiGen.NativeTests;

/// <summary>Counted memory that C returns: copied and freed if owned, otherwise copied or viewed.</summary>
public static partial class CountedResultCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("struct Sample { short id; double value; };")]
    [KoffiImport("int *!(kt_free)__counted_by(*n) MakeNumbers(int init, _Out_ size_t *n)")]
    [KoffiImport("int MakeSamples(_Out_ struct Sample *!(kt_free)__counted_by(*n) *out, _Out_ uint32_t *n)")]
    [KoffiImport("long MakeSquares(long count, _Out_ int64_t *!(kt_free)__counted_by(return) *out)")]
    [KoffiImport(
        "uint8_t *!(kt_free)__counted_by(*width * *height * channels) MakeImage(_Out_ int *width, _Out_ int *height, int channels)"
    )]
    [KoffiImport("const char **!(kt_free)__counted_by(*n) MakeColours(_Out_ int *n)")]
    [KoffiImport("int *!(kt_free)__counted_by(n) DoubleNumbers(_In_reads_(n) const int *values, int n)")]
    [KoffiImport("char *!(kt_free)__counted_by(8) MakeCode(int length)")]
    [KoffiImport("void *!(kt_free)__counted_by(*n) MakeMiscounted(int64_t count, int isNull, _Out_ int64_t *n)")]
    [KoffiImport("int *__counted_by(*n) GetTable(_Out_ size_t *n)")]
    internal static partial class Native
    {
        [KoffiImport("int *!(kt_free)__counted_by(*n) MakeNumbers(int init, _Out_ size_t *n)")]
        public static partial int[] Numbers(int init, out int n);

        [KoffiImport(
            "int MakeSamples(_Out_ struct Sample *!(kt_free)__counted_by(*n) *out, _Out_ uint32_t *n)",
            ThrowOn = KoffiThrowOn.Negative
        )]
        public static partial int Samples(out MySample[]? samples, out uint n);

        [KoffiImport("char *!(kt_free)__counted_by(8) MakeCode(int length)")]
        public static partial string? Code(int length);

        [KoffiImport("int *__counted_by(*n) GetTable(_Out_ size_t *n)")]
        public static partial ReadOnlySpan<int> View(out nuint n);

        [KoffiImport("int *__counted_by(*n) GetTable(_Out_ size_t *n)")]
        public static partial Span<int> Table(out int n);

        [KoffiImport("int *__counted_by(*n) GetTable(_Out_ size_t *n)")]
        public static partial int[]? TableCopy(out nuint n);

        [KoffiImport("int *__counted_by(*n) GetTable(_Out_ size_t *n)")]
        public static unsafe partial int[]? TableOfPointer(nuint* n);

        [KoffiImport("int *__counted_by(*n) GetTable(_Out_ size_t *n)")]
        public static partial int[]? TableOfSpan(Span<nuint> n);

        [KoffiImport("void PutTable(_Out_ const int *__counted_by(*n) *out, _Out_ size_t *n)")]
        public static partial void PutView(out ReadOnlySpan<int> table, out nuint n);

        [KoffiImport("void PutTable(_Out_ const int *__counted_by(*n) *out, _Out_ size_t *n)")]
        public static partial void PutCopy(out int[]? table, out int n);

        [KoffiImport("const char *const *__counted_by(*n) GetColours(_Out_ int *n)")]
        public static partial string?[]? Colours(out int n);
    }

    public struct MySample
    {
        public short Id;
        public double Value;
    }

    [NativeCase]
    public static void An_owned_result_is_copied_and_freed() =>
        Once(static () =>
        {
            int[]? numbers = Native.MakeNumbers(4, out nuint n);
            Check.Equal((nuint)4, n);
            Check.Sequence<int>([4, 5, 6, 7], numbers);
        });

    [NativeCase]
    public static void An_empty_result_is_freed_too() => Once(static () => Check.Equal(0, Native.Numbers(0, out _).Length));

    [NativeCase]
    public static void Outputs_are_counted_by_a_later_output_or_the_result()
    {
        Once(static () =>
        {
            Check.Equal(3, Native.MakeSamples(out Native.Sample[]? samples, out uint n));
            Check.Equal(3u, n);
            Check.Equal((short)2, samples![2].id);
            Check.Equal(2.5, samples[2].value);
        });
        Once(static () =>
        {
            Native.Samples(out MySample[]? samples, out _);
            Check.Equal(1.5, samples![1].Value);
        });
        Once(static () =>
        {
            Native.MakeSquares(new CLong(4), out long[]? squares);
            Check.Sequence<long>([0, 1, 4, 9], squares);
        });
    }

    [NativeCase]
    public static void NULL_is_null_whatever_the_count()
    {
        int frees = Allocations.CustomFrees();
        Check.Equal(new CLong(-1), Native.MakeSquares(new CLong(-1), out long[]? squares));
        Check.True(squares is null);
        Check.True(Native.MakeMiscounted(-5, 1, out long count) is null);
        Check.Equal(-5L, count);
        Check.Equal(frees, Allocations.CustomFrees());
    }

    [NativeCase]
    public static void A_negative_count_throws_and_the_memory_is_freed()
    {
        foreach (long count in (ReadOnlySpan<long>)[-1, long.MinValue, (long)int.MaxValue + 1, long.MaxValue])
        {
            Once(() =>
            {
                OverflowException thrown = Check.Throws<OverflowException>(() => Native.MakeMiscounted(count, 0, out _));
                Check.True(thrown.Message.Contains("'n'", StringComparison.Ordinal));
            });
        }
    }

    [NativeCase]
    public static void A_count_may_be_computed_or_constant()
    {
        Once(static () =>
        {
            byte[]? pixels = Native.MakeImage(out int width, out int height, 4);
            Check.Equal((3, 2), (width, height));
            Check.Equal(24, pixels!.Length);
            Check.Equal((byte)23, pixels[23]);
        });
        Once(static () => Check.Sequence("abcxxxxx"u8[3..], Native.MakeCode(8).AsSpan(3)));
        Once(static () => Check.Sequence<int>([2, 6], Native.DoubleNumbers([1, 3])));
    }

    [NativeCase]
    public static void Counted_text_ends_at_its_NUL_or_with_the_count()
    {
        Once(static () => Check.Equal("xxx", Native.Code(3)));
        Once(static () => Check.Equal("xxxxxxxx", Native.Code(8)));
    }

    [NativeCase]
    public static void Counted_pointers_to_text_are_strings()
    {
        Once(static () => Check.Sequence<string?>(["red", null, "grün"], Native.MakeColours(out _)));
        Check.Sequence<string?>(["red", null, "grün"], Native.Colours(out int n));
        Check.Equal(3, n);
    }

    [NativeCase]
    public static unsafe void Memory_that_C_owns_is_viewed_or_copied()
    {
        Check.Sequence<int>([2, 3, 5, 7], Native.View(out nuint n));
        Check.Equal((nuint)4, n);
        Native.Table(out _)[1] = 30;
        Check.Sequence<int>([2, 30, 5, 7], Native.TableCopy(out _));
        Native.Table(out _)[1] = 3;
        Check.Equal(3, Native.GetTable(out _)[1]);
        Check.Sequence<int>([2, 3, 5, 7], Native.TableOfPointer(&n));
        Check.Sequence<int>([2, 3, 5, 7], Native.TableOfSpan(new nuint[1]));
        Native.PutView(out ReadOnlySpan<int> view, out _);
        Check.Sequence<int>([5, 7], view);
        Native.PutCopy(out int[]? copy, out int count);
        Check.Equal(2, count);
        Check.Sequence<int>([5, 7], copy);
    }

    [NativeCase]
    public static void A_view_allocates_nothing() => Check.DoesNotAllocate(static () => Native.View(out _));

    private static void Once(Action action)
    {
        int frees = Allocations.CustomFrees(),
            live = Allocations.Live();
        action();
        Check.Equal(frees + 1, Allocations.CustomFrees());
        Check.Equal(live, Allocations.Live());
    }
}
