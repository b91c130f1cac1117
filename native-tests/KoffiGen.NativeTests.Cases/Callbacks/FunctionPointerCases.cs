namespace KoffiGen.NativeTests;

/// <summary>Function pointers that C returns: called from C#, and passed back to C.</summary>
public static partial class FunctionPointerCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef int Comparison(const int *left, const int *right);
            typedef struct Point { double x, y; } Point;
            typedef Point (*Transformation)(Point point, double factor);
            typedef char *!(kt_release) Maker(const char *name);
            typedef void Action(void);
            typedef struct Plugin
            {
                const char *name;
                Comparison *compare;
                int (*apply)(int value);
                Transformation transformations[2];
            } Plugin;

            Comparison *GetComparison(bool isDescending);
            Transformation GetTransformation(int kind);
            Maker *GetMaker(void);
            int GetActions(_Out_ Action **out);
            void SortNumbers(_Inout_updates_(count) int *numbers, size_t count, Comparison *comparison);
            void (*SetHandler(void (*next)(int code)))(int code);
            int LastCode(void);
            void GetPlugin(_Out_ Plugin *out);
            int ApplyPlugin(const Plugin *plugin, int value);
            double TransformAll(_In_reads_(count) Transformation *transformations, size_t count, double start);
            extern Maker *kt_maker;
            long double (*GetHalf(void))(long double value);
            double CallHalf(long double (*function)(long double value), double value);
            """
    )]
    internal static partial class Native
    {
        [KoffiImport("void (*GetHandler(bool isNegated))(int code)")]
        public static partial SetHandler_nextPointer GetHandler(bool isNegated);

        [KoffiImport("void SortNumbers(_Inout_updates_(count) int *numbers, size_t count, Comparison *comparison)")]
        public static unsafe partial void Sort(Span<int> numbers, delegate* unmanaged[Cdecl]<int*, int*, int> comparison);

        [KoffiImport("Comparison *GetComparison(bool isDescending)")]
        public static partial nint GetComparisonAddress(bool isDescending);
    }

    [KoffiLibrary("c")]
    internal static partial class Libc
    {
        [KoffiImport("void qsort(void *base, size_t count, size_t size, int (*compare)(const void *left, const void *right))")]
        public static partial void QuickSort(Span<short> values, nuint count, nuint size, qsort_comparePointer compare);
    }

    [NativeCase]
    public static void A_function_pointer_that_C_returns_is_invoked_and_passed_back()
    {
        Native.ComparisonPointer descending = Native.GetComparison(true);
        Check.True(!descending.IsNull);
        Check.Equal(1, descending.Invoke([1], [2]));
        Check.Equal(-1, Native.GetComparison(false).Invoke([1], [2]));

        int[] numbers = [3, 1, 4, 1, 5];
        Native.SortNumbers(numbers, descending);
        Check.Sequence<int>([5, 4, 3, 1, 1], numbers);
    }

    [NativeCase]
    public static void Structs_are_passed_by_value_through_a_function_pointer()
    {
        Native.Point scaled = Native.GetTransformation(0).Invoke(new Native.Point { x = 1.5, y = -2 }, 4);
        Check.Equal((6.0, -8.0), (scaled.x, scaled.y));
    }

    [NativeCase]
    public static void An_owned_result_of_a_function_pointer_is_freed_as_its_type_declares()
    {
        long live = Allocations.Live();
        Native.MakerPointer maker = Native.GetMaker();
        Check.Equal("Hello Kyoto!", maker.Invoke("Kyoto"));
        Check.Equal<string?>(null, maker.Invoke(null));
        Check.Equal(live, Allocations.Live());
        Check.Throws<ArgumentException>(() => maker.Invoke("a\0b"));
        Check.Equal(live, Allocations.Live());
    }

    [NativeCase]
    public static void Invoking_a_null_function_pointer_throws_with_its_name()
    {
        Native.TransformationPointer none = Native.GetTransformation(2);
        Check.True(none.IsNull);
        Check.True(none == default);
        InvalidOperationException exception = Check.Throws<InvalidOperationException>(() => none.Invoke(default, 1));
        Check.True(exception.Message.Contains("TransformationPointer.Invoke", StringComparison.Ordinal));
    }

    [NativeCase]
    public static void An_output_is_a_pointer_to_a_function()
    {
        int before = Native.GetActions(out Native.ActionPointer action);
        action.Invoke();
        action.Invoke();
        Check.Equal(before + 2, Native.GetActions(out Native.ActionPointer same));
        Check.True(action == same);
        Check.Equal(action.GetHashCode(), same.GetHashCode());
    }

    [NativeCase]
    public static void Parameters_and_results_of_one_function_type_have_one_pointer_type()
    {
        Native.SetHandler_nextPointer negated = Native.GetHandler(true);
        Native.SetHandler_nextPointer before = Native.SetHandler(negated);
        Check.True(Native.SetHandler(before) == negated);
        negated.Invoke(7);
        Check.Equal(-7, Native.LastCode());
    }

    [NativeCase]
    public static void Members_elements_and_variables_are_invoked()
    {
        Native.GetPlugin(out Native.Plugin plugin);
        Check.Equal("plug", plugin.name.ToString());
        Check.Equal(-1, plugin.compare.Invoke([2], [1]));
        Check.Equal(42, plugin.apply.Invoke(21));
        Check.Equal(6.0, plugin.transformations[1].Invoke(new Native.Point { x = 4, y = 5 }, 2).x);
        Check.Equal(10, Native.ApplyPlugin([plugin], 5));
        plugin.apply = default;
        Check.Equal(0, Native.ApplyPlugin([plugin], 5));
        Check.Equal(8.0, Native.TransformAll([Native.GetTransformation(0), Native.GetTransformation(1)], 3));
        Check.Equal("Hello variable!", Native.kt_maker.Invoke("variable"));
    }

    [NativeCase]
    public static unsafe void A_CSharp_function_pointer_is_passed_as_a_callback()
    {
        int[] numbers = [3, 1, 2];
        Native.Sort(numbers, (delegate* unmanaged[Cdecl]<int*, int*, int>)Native.GetComparison(false).Address);
        Check.Sequence<int>([1, 2, 3], numbers);

        short[] values = [30, 10, 20];
        Libc.QuickSort(values, 3, sizeof(short), (Libc.qsort_comparePointer)(nint)(delegate* unmanaged[Cdecl]<void*, void*, int>)&Compare);
        Check.Sequence<short>([10, 20, 30], values);

        [System.Runtime.InteropServices.UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
        static int Compare(void* left, void* right) => *(short*)left - *(short*)right;
    }

    [NativeCase]
    public static void A_function_pointer_that_CSharp_cannot_invoke_is_passed_to_C() =>
        Check.Equal(10.5, Native.CallHalf((Native.CallHalf_functionPointer)(nint)Native.GetHalf(), 21));

    [NativeCase]
    public static void An_address_is_a_pointer_and_back()
    {
        nint address = Native.GetComparisonAddress(true);
        Check.True(address == (nint)Native.GetComparison(true));
        Check.Equal(1, ((Native.ComparisonPointer)address).Invoke([1], [2]));
    }

    [NativeCase]
    public static void An_invocation_allocates_nothing()
    {
        Native.ComparisonPointer ascending = Native.GetComparison(false);
        int[] left = [1],
            right = [2];
        Check.DoesNotAllocate(() => ascending.Invoke(left, right));
    }
}
