namespace KoffiGen.NativeTests;

/// <summary>Callbacks that are found by a context pointer: their number is not limited.</summary>
public static partial class CallbackContextCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef int Visit(_Context_ void *user, int item);
            typedef struct Holder { Visit *visit; void *user; } Holder;
            int Each(Visit *visit, _Context_ void *user, int count);
            int EachOfTwo(Visit *first, Visit *second, _Context_(second) void *second_user, _Context_(first) void *first_user);
            """
    )]
    internal static partial class Native
    {
        [KoffiImport("int CallHolder(const Holder *holder, int item)")]
        public static partial int CallHolder(in Holder holder, int item);

        [KoffiImport("int Each(Visit *visit, _Context_ void *user, int count)")]
        public static partial int EachByFunc(Func<int, int> visit, int count);

        [KoffiImport("int Each(Visit *visit, _Context_ void *user, int count)")]
        public static partial int EachByAddress(nint visit, nint user, int count);
    }

    [NativeCase]
    public static void The_context_pointer_identifies_the_closure()
    {
        int sum = 0;
        Check.Equal(20, Native.Each(item => (sum += item) * 2, 4));
        Check.Equal(6, sum);
        Check.Equal(18, Native.EachByFunc(item => item * 3, 4));
    }

    [NativeCase]
    public static void Each_callback_has_its_own_context_pointer() =>
        Check.Equal(1120, Native.EachOfTwo(item => item + 10, item => item + 18));

    [NativeCase]
    public static void The_number_of_registrations_with_context_is_not_limited()
    {
        Registered<Native.Visit>[] all =
        [
            .. Enumerable.Range(0, 5000).Select(static number => Native.VisitPointer.Register(item => number)),
        ];
        Check.Equal(1, all.Select(static callback => callback.Address).Distinct().Count());
        for (int number = 0; number < all.Length; number++)
        {
            Native.Holder holder = new() { visit = all[number], user = all[number].Context };
            Check.Equal(number, Native.CallHolder(in holder, 0));
            Check.Equal(2 * number, Native.Each(all[number], 2));
            Check.Equal(number, Native.EachByAddress(all[number].Address, all[number].Context, 1));
        }

        foreach (Registered<Native.Visit> callback in all)
        {
            callback.Dispose();
        }
    }

    [NativeCase]
    public static void A_stale_context_is_not_mistaken_for_the_next_context_of_its_slot()
    {
        using CallbackErrors errors = new();
        Registered<Native.Visit> first = Native.VisitPointer.Register(item => 1);
        Native.Holder stale = new() { visit = first, user = first.Context };
        first.Dispose();
        for (int round = 0; round < 100; round++)
        {
            using Registered<Native.Visit> next = Native.VisitPointer.Register(item => 2);
            Check.Equal(0, Native.CallHolder(in stale, 0));
            errors.Expect(KoffiCallbackErrorKind.LateCall, "Native.Visit");
        }
    }

    [NativeCase]
    public static void A_call_ends_a_single_use_registration()
    {
        using CallbackErrors errors = new();
        Registered<Native.Visit> once = Native.VisitPointer.RegisterOnce(item => item + 1);
        Native.Holder holder = new() { visit = once, user = once.Context };
        Check.Equal(6, Native.CallHolder(in holder, 5));
        Check.True(once.IsDisposed);
        Check.Equal(0, Native.CallHolder(in holder, 5));
        errors.Expect(KoffiCallbackErrorKind.LateCall, "Native.Visit");
    }

    [NativeCase]
    public static void A_call_by_context_allocates_nothing() => Check.DoesNotAllocate(static () => Native.Each(static item => item, 3));
}
