using System.Runtime.InteropServices;

namespace KoffiGen.NativeTests;

/// <summary>Struct members that point to strings, which another member counts.</summary>
public static partial class CountedStringCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef struct OwnedList { uint32_t count; char *!(kt_release)*!(kt_release) strings __counted_by(count); } OwnedList;
            typedef struct SharedList { uint32_t count; char **!(kt_release) strings __counted_by(count); } SharedList;
            typedef struct LentList { uint32_t count; char **strings __counted_by(count); } LentList;
            typedef struct HalfList { uint32_t count; char **strings __counted_by(count / 2); } HalfList;
            typedef struct FreedList { uint32_t count; Word *!(kt_release) strings __counted_by(count); } FreedList;
            """
    )]
    [KoffiDisposable("Word", "char *", nameof(Free))]
    internal static partial class Native
    {
        public static int FreedWords { get; set; }

        [KoffiImport("OwnedList MakeList(uint32_t count)")]
        public static partial OwnedList.Managed Make(uint count);

        [KoffiImport("OwnedList MakeList(uint32_t count)")]
        public static partial OwnedList MakeNative(uint count);

        [KoffiImport("FreedList MakeList(uint32_t count)")]
        public static partial FreedList.Managed MakeFreed(uint count);

        [KoffiImport("SharedList ShareList(void)")]
        public static partial SharedList.Managed Share();

        [KoffiImport("LentList LendList(void)")]
        public static partial LentList.Managed Lend();

        [KoffiImport("size_t MeasureList(const LentList *list)")]
        public static partial int Measure(in LentList.Managed list);

        [KoffiImport("size_t MeasureList(const HalfList *list)")]
        public static partial int MeasureHalf(in HalfList.Managed list);

        [KoffiImport("void GrowList(_Inout_ OwnedList *list, uint32_t count)")]
        public static partial void Grow(ref OwnedList.Managed list, uint count);

        [KoffiImport("void kt_release(void *memory)")]
        private static partial void Release(nint memory);

        private static void Free(nint word)
        {
            FreedWords++;
            Release(word);
        }
    }

    [NativeCase]
    public static void Strings_and_their_array_are_copied_and_freed()
    {
        int live = Allocations.Live();
        Native.OwnedList.Managed list = Native.Make(4);
        Check.Sequence(["red", null, "grün", "red"], list.strings!.AsSpan());
        Check.Equal(4U, list.count);
        Check.Equal(live, Allocations.Live());
        Check.True(Native.Make(0).strings is null);
        Check.Equal(live, Allocations.Live());
    }

    [NativeCase]
    public static void Strings_are_read_in_place()
    {
        int live = Allocations.Live();
        Native.OwnedList list = Native.MakeNative(3);
        Span<Utf8Pointer> strings = list.stringsSpan;
        Check.Equal(3, strings.Length);
        Check.Equal("grün", strings[2].ToString());
        Check.True(strings[1].IsNull);
        Check.Sequence(["red", null, "grün"], list.ToManaged().strings!.AsSpan());
        list.FreeOwned();
        Check.True(list.strings.IsNull);
        list.FreeOwned();
        Check.Equal(live, Allocations.Live());
    }

    [NativeCase]
    public static void What_the_library_owns_is_copied_and_not_freed()
    {
        int live = Allocations.Live();
        Check.Sequence(["shared", "shared"], Native.Share().strings!.AsSpan());
        Check.Sequence(["lent", null], Native.Lend().strings!.AsSpan());
        Check.Equal(live, Allocations.Live());
    }

    [NativeCase]
    public static void Strings_that_a_method_frees_are_freed_before_their_array()
    {
        int live = Allocations.Live();
        Native.FreedWords = 0;
        Check.Sequence(["red", null, "grün"], Native.MakeFreed(3).strings!.AsSpan());
        Check.Equal(2, Native.FreedWords);
        Check.Equal(live, Allocations.Live());
    }

    [NativeCase]
    public static void An_argument_is_an_array_of_strings_with_its_counter()
    {
        Check.Equal(109, Native.Measure(new() { count = 3, strings = ["grün", null, "blue"] }));
        Check.Equal(5, Native.Measure(new() { count = 1, strings = ["grün", "blue"] }));
        Check.Equal(0, Native.Measure(new() { count = 0, strings = null }));
        ArgumentException thrown = Check.Throws<ArgumentException>(static () =>
            Native.Measure(new() { count = 3, strings = ["grün", "blue"] })
        );
        Check.Equal("strings", thrown.ParamName);
        Check.Throws<ArgumentException>(static () => Native.Measure(new() { count = 1, strings = ["a\0b"] }));
    }

    [NativeCase]
    public static void A_counter_is_not_larger_than_the_array()
    {
        ArgumentException thrown = Check.Throws<ArgumentException>(static () => Native.Measure(new() { count = 3, strings = [] }));
        Check.Equal("strings", thrown.ParamName);
        Check.True(thrown.Message.Contains("is 3, but the array has 0 elements", StringComparison.Ordinal), thrown.Message);
        Check.Equal(0, Native.Measure(new() { count = 0, strings = [] }));

        // The members compute the number of elements: 4 / 2.
        thrown = Check.Throws<ArgumentException>(static () => Native.MeasureHalf(new() { count = 4, strings = ["one"] }));
        Check.Equal("strings", thrown.ParamName);
    }

    [NativeCase]
    public static void What_C_replaces_is_freed_and_what_it_was_given_is_not()
    {
        int live = Allocations.Live();
        Native.OwnedList.Managed list = new() { count = 1, strings = ["one"] };
        Native.Grow(ref list, 1);
        Check.Sequence(["one"], list.strings!.AsSpan());
        Native.Grow(ref list, 2);
        Check.Sequence(["red", null], list.strings!.AsSpan());
        Check.Equal(live, Allocations.Live());
    }
}
