using System.Runtime.InteropServices;

namespace KoffiGen.NativeTests;

/// <summary>A struct with members that the runtime would convert, so it is passed as a blittable stand-in.</summary>
[KoffiType("struct CallbackFlag")]
public struct CallbackFlag
{
    public bool On;
    public char Letter;
    public int Number;
}

[KoffiCallback("int IncrementInPlace(int *value)")]
internal delegate int IncrementInPlace(ref int value);

[KoffiCallback("int (*)(int *value)")]
internal delegate int LookAtInput(in int value);

[KoffiCallback("use_address", "int", "int *")]
internal unsafe delegate int UseAddress(int* value);

/// <summary>Parameters and results of callbacks.</summary>
public static partial class CallbackValueCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef struct Pair { double x, y; } Pair;
            typedef enum Color { RED, GREEN = 7 } Color;
            typedef int Inner(int value);
            typedef int Outer(Inner *inner, int value);
            typedef Inner *Finder(int kind);
            int CallFlag(struct CallbackFlag (*change)(struct CallbackFlag value));
            double CallPair(Pair (*turn)(Pair value, float by));
            int CallPointer(int (*visit)(int *value));
            int CallOutput(int (*give)(_Out_ int *value));
            int CallOutputNull(int (*give)(_Out_ int *value));
            int CallTexts(int (*take)(const char *text, const char16_t *text16, const char32_t *text32, const wchar_t *wide));
            int CallTitle(const char *(*title)(int number, _Out_ const char **subtitle));
            int CallMaker(str! (*make)(const char *text));
            int CallGiven(int (*take)(char *!(kt_release) given));
            int CallGivenNumbers(int (*take)(_In_reads_(count) int *!(kt_release) numbers, int count));
            int CallGrid(int (*sum)(_In_reads_(rows) const int (*grid)[3], int rows));
            int CallCounted(int (*take)(_In_reads_(*count) const int *numbers, const long *count));
            int CallSwap(void (*swap)(_Inout_ int **place));
            int CallFill(int (*fill)(_Out_writes_(size) unsigned char *buffer, int size));
            long CallLong(long (*add)(long value));
            int CallBool(bool (*negate)(bool value));
            int CallColor(Color (*other)(Color color));
            Inner *GetTwice(void);
            int CallOuter(Outer *outer, Inner *inner);
            int CallFound(Finder *find);
            int CallAll(Inner **all, int count);
            """
    )]
    internal static partial class Native
    {
        [KoffiImport("int CallPointer(IncrementInPlace *visit)")]
        public static partial int CallReference(IncrementInPlace visit);

        [KoffiImport("int CallPointer(LookAtInput *visit)")]
        public static partial int CallInput(LookAtInput visit);

        [KoffiImport("int CallPointer(use_address *visit)")]
        public static unsafe partial int CallAddress(UseAddress visit);

        [KoffiImport("size_t CallSize(size_t (*size)(void))")]
        public static partial int CallSize(Func<int> size);

        [KoffiImport("int CallOuter(Outer *outer, Inner *inner)")]
        public static unsafe partial int CallStatic(nint outer, delegate* unmanaged[Cdecl]<int, int> inner);
    }

    [NativeCase]
    public static void Structs_are_passed_and_returned_by_value()
    {
        Check.Equal(
            121006,
            Native.CallFlag(value => new CallbackFlag
            {
                On = !value.On,
                Letter = (char)(value.Letter + 1),
                Number = value.Number + 1,
            })
        );
        Check.Equal(2010.0, Native.CallPair((value, by) => new Native.Pair { x = value.y * by, y = value.x * by }));
    }

    [NativeCase]
    public static void A_pointer_is_written_through()
    {
        Check.Equal(606, Native.CallPointer(value => ++value.Value));
        Check.Equal(707, Native.CallReference((ref int value) => value += 2));
        Check.Equal(605, Native.CallInput((in int value) => value + 1));
    }

    [NativeCase]
    public static unsafe void A_callback_with_a_CSharp_pointer_receives_the_address() =>
        Check.Equal(606, Native.CallAddress(static value => ++*value));

    [NativeCase]
    public static void An_output_is_written_and_zero_without_one()
    {
        Check.Equal(203, Native.CallOutput((out int value) => (value = 3) - 1));
        Check.Equal(2, Native.CallOutputNull((out int value) => (value = 3) - 1));
        Check.Throws<DivideByZeroException>(() => Native.CallOutput((out int value) => throw new DivideByZeroException()));
    }

    [NativeCase]
    public static void A_callback_receives_strings_of_every_width()
    {
        Check.Equal(
            10,
            Native.CallTexts(
                (text, text16, text32, wide) =>
                {
                    if (text is null)
                    {
                        return text16 is null && text32 is null && wide is null ? 0 : 5;
                    }

                    Check.Equal("grüß", text);
                    Check.Equal("16é", text16);
                    Check.Equal("32😀", text32);
                    Check.Equal("wide", wide);
                    return 1;
                }
            )
        );
    }

    [NativeCase]
    public static void A_string_in_an_output_stays_valid()
    {
        Check.Equal(
            12513,
            Native.CallTitle(
                (int number, out string? subtitle) =>
                {
                    subtitle = "some subtitle";
                    return "title of a book " + new string('x', 9);
                }
            )
        );
        Check.Equal(
            0,
            Native.CallTitle(
                (int number, out string? subtitle) =>
                {
                    subtitle = null;
                    return null;
                }
            )
        );
    }

    [NativeCase]
    public static void A_string_that_C_frees_is_allocated_with_malloc()
    {
        Check.Equal(6, Native.CallMaker(text => text + "def"));
        Check.Equal(-1, Native.CallMaker(_ => null));
    }

    [NativeCase]
    public static void A_string_that_C_transfers_to_a_callback_is_freed_once()
    {
        long live = Allocations.Live();
        Check.Equal(5, Native.CallGiven(given => given!.Length));
        Check.Equal(live, Allocations.Live());
        Check.Throws<InvalidOperationException>(() => Native.CallGiven(_ => throw new InvalidOperationException()));
        Check.Equal(live, Allocations.Live());
    }

    [NativeCase]
    public static void A_string_that_C_transfers_is_freed_if_no_callback_receives_it()
    {
        long live = Allocations.Live();
        using CallbackErrors errors = new();
        using (
            Registered<Native.CallGiven_take> refused = Native.CallGiven_takePointer.Register(static given => given!.Length, new Refusing())
        )
        {
            Check.Equal(0, Native.CallGiven(refused));
        }

        errors.Expect(KoffiCallbackErrorKind.Delivery, "CallGiven_take");
        Check.Equal(live, Allocations.Live());
    }

    private sealed class Refusing : SynchronizationContext
    {
        public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("nobody is here");
    }

    [NativeCase]
    public static void Numbers_that_C_transfers_to_a_callback_are_an_array()
    {
        long live = Allocations.Live();
        Check.Equal(567, Native.CallGivenNumbers(static numbers => (numbers![0] * 100) + (numbers[1] * 10) + numbers[^1]));
        Check.Equal(live, Allocations.Live());
    }

    [NativeCase]
    public static void Rows_are_counted_with_all_their_elements() =>
        Check.Equal(621, Native.CallGrid(static grid => (grid.Length * 100) + grid[0] + (grid[4] * 4)));

    [NativeCase]
    public static void A_count_may_be_behind_a_pointer_or_NULL() =>
        Check.Equal(150, Native.CallCounted(static (numbers, count) => numbers.Length == 0 ? 0 : numbers[0] + numbers[1]));

    [NativeCase]
    public static void A_pointer_is_replaced()
    {
        using KoffiMemory<int> other = Koffi.Alloc<int>(1);
        Check.Equal(
            49,
            Native.CallSwap(
                (ref Pointer<int> place) =>
                {
                    other[0] = (place.Value * 10) + 9;
                    place = other;
                }
            )
        );
    }

    [NativeCase]
    public static void A_buffer_that_C_counts_is_a_span()
    {
        Check.Equal(
            8066,
            Native.CallFill(buffer =>
            {
                buffer[0] = 65;
                buffer[^1] = 1;
                return buffer.Length;
            })
        );
    }

    [NativeCase]
    public static void Numbers_booleans_and_enums_have_the_values_of_C()
    {
        Check.Equal(42, (int)Native.CallLong(value => new CLong(value.Value + 2)).Value);
        Check.Equal(1, Native.CallBool(value => !value));
        Check.Equal(0, Native.CallColor(color => color == Native.Color.GREEN ? Native.Color.RED : Native.Color.GREEN));
    }

    [NativeCase]
    public static void A_result_that_does_not_fit_is_an_exception()
    {
        Check.Equal(5, Native.CallSize(() => 5));
        Check.Throws<OverflowException>(() => Native.CallSize(() => -5));
    }

    [NativeCase]
    public static void Callbacks_receive_and_return_function_pointers()
    {
        Check.Equal(41, Native.CallOuter((inner, value) => inner.Invoke(value) + 1, value => value * 10));
        Check.Equal(42, Native.CallFound(_ => Native.GetTwice()));
        Check.Equal(-1, Native.CallFound(_ => default));
        using Registered<Native.Inner> registered = Native.InnerPointer.Register(value => value + 3);
        Check.Equal(24, Native.CallFound(_ => registered));
        Check.Equal(0 + (1 + 3) + (2 + 3), Native.CallAll([Native.GetTwice(), registered, registered], 3));
    }

    [NativeCase]
    public static void A_C_function_is_a_delegate_and_is_passed_unchanged()
    {
        Native.Inner? twice = Native.GetTwice();
        Check.Equal(14, twice!(7));
        Check.Equal(8, Native.CallOuter((inner, value) => inner == Native.GetTwice() ? inner.Invoke(value) : -1, twice));
        Native.Inner? none = default(Native.InnerPointer);
        Check.True(none is null);
    }

    [NativeCase]
    public static unsafe void A_static_method_is_passed_without_a_delegate()
    {
        using Registered<Native.Outer> outer = Native.OuterPointer.Register((inner, value) => inner.Invoke(value));
        Check.Equal(12, Native.CallStatic(outer.Address, &Triple));

        [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
        static int Triple(int value) => 3 * value;
    }
}
