namespace KoffiGen.NativeTests;

/// <summary>Memory whose ownership C transfers with <c>!</c>: it is freed exactly once.</summary>
public static partial class OwnershipCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiImport("str!(kt_free) ReturnBigString(const char *text)")]
    [KoffiImport("char16_t *!(kt_free) DuplicateText16(const char16_t *text)")]
    [KoffiImport("char32_t *!(kt_free) DuplicateText32(const char32_t *text)")]
    [KoffiImport("wchar_t *!(kt_free) DuplicateTextWide(const wchar_t *text)")]
    [KoffiImport("Concat16", "str16!(kt_free)", "str16", "str16")]
    [KoffiImport("str! ReturnBigString(const char *text)", MethodName = "ReturnBigStringOfTheRuntime")]
    [KoffiImport("int *!(kt_free) MakeInt(int value)")]
    internal static partial class Native
    {
        [KoffiImport("int DuplicateInto(const char *text, _Out_ char *!(kt_free) *copy)")]
        public static partial int DuplicateInto(string? text, out string? copy);

        [KoffiImport("const char *!(kt_free) ReturnBigString(const char *text)")]
        public static partial void Drop(string text);

        [KoffiImport("char *ReturnBigString(const char *text)")]
        public static partial nint Keep(string text);

        [KoffiImport("void kt_free(void *block)")]
        public static partial void Free(nint block);

        [KoffiImport("str!(kt_free) ReturnBigString(const char *text)", ThrowOn = KoffiThrowOn.Null)]
        public static partial string? ThrowingCopy(string? text);
    }

    [NativeCase]
    public static void A_big_string_round_trips()
    {
        string text = string.Concat(Enumerable.Repeat("fooBAR!", 1048576));
        Once(() => Check.Equal(text, Native.ReturnBigString(text)));
    }

    [NativeCase]
    public static void Owned_text_of_every_width_is_freed_once()
    {
        string text = "fooBAR_é\U0001F600+";
        Once(() => Check.Equal(text, Native.ReturnBigString(text)));
        Once(() => Check.Equal(text, Native.DuplicateText16(text)));
        Once(() => Check.Equal(text, Native.DuplicateText32(text)));
        Once(() => Check.Equal(text, Native.DuplicateTextWide(text)));
        Once(() => Check.Equal("Hello World!", Native.Concat16("Hello ", "World!")));
    }

    [NativeCase]
    public static void Ten_results_are_freed_ten_times()
    {
        int frees = Allocations.CustomFrees(),
            live = Allocations.Live();
        for (int round = 0; round < 10; round++)
        {
            Check.Equal("foo", Native.ReturnBigString("foo"));
        }

        Check.Equal(frees + 10, Allocations.CustomFrees());
        Check.Equal(live, Allocations.Live());
    }

    [NativeCase]
    public static void Nothing_is_freed_for_NULL()
    {
        int frees = Allocations.CustomFrees();
        Check.Equal(null, Native.ReturnBigString(null));
        Check.Equal(-1, Native.DuplicateInto(null, out string? copy));
        Check.Equal(null, copy);
        Check.Equal(frees, Allocations.CustomFrees());
    }

    [NativeCase]
    public static void An_owned_output_is_freed_once() =>
        Once(static () =>
        {
            Check.Equal(0, Native.DuplicateInto("out", out string? copy));
            Check.Equal("out", copy);
        });

    [NativeCase]
    public static void A_discarded_result_is_freed() => Once(static () => Native.Drop("dropped"));

    [NativeCase]
    public static void An_owned_number_is_copied_and_freed() => Once(static () => Check.Equal(42, Native.MakeInt(42)));

    [NativeCase]
    public static void A_result_that_throws_is_not_freed_for_NULL()
    {
        int frees = Allocations.CustomFrees();
        Check.Throws<KoffiErrorException>(static () => Native.ThrowingCopy(null));
        Check.Equal(frees, Allocations.CustomFrees());
        Once(static () => Check.Equal("fine", Native.ThrowingCopy("fine")));
    }

    [NativeCase]
    public static void Without_ownership_nothing_is_freed()
    {
        int frees = Allocations.CustomFrees(),
            live = Allocations.Live();
        nint text = Native.Keep("kept");
        Check.Equal(live + 1, Allocations.Live());
        Check.Equal(frees, Allocations.CustomFrees());
        Native.Free(text);
        Check.Equal(live, Allocations.Live());
    }

    [NativeCase]
    public static void Memory_is_freed_with_the_free_of_the_C_runtime()
    {
        string text = new('x', 1 << 20);
        Check.Equal(text, Native.ReturnBigStringOfTheRuntime(text));
        long before = Allocations.HeapBytes();
        for (int round = 0; round < 64; round++)
        {
            Native.ReturnBigStringOfTheRuntime(text);
        }

        Check.True(Allocations.HeapBytes() - before < 16 << 20);
    }

    // Checks that one block is allocated, and freed by the disposer that the declaration names.
    private static void Once(Action action)
    {
        int frees = Allocations.CustomFrees(),
            live = Allocations.Live();
        action();
        Check.Equal(frees + 1, Allocations.CustomFrees());
        Check.Equal(live, Allocations.Live());
    }
}
