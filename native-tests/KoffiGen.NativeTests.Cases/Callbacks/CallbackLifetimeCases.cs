namespace KoffiGen.NativeTests;

/// <summary>The lifetime of callbacks, and their exceptions.</summary>
public static partial class CallbackLifetimeCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef int Inner(int value);
            typedef int Many(int value);
            typedef int Few(int value);
            typedef int Tolerant(int value);
            #pragma koffi slots(Many, 300) slots(Few, 2) onexception(default, Tolerant)
            void Keep(Inner *inner);
            int CallKept(int value);
            int CallThrice(Inner *inner);
            char *!(kt_release) CallAndMake(Inner *inner);
            int CallTitle(const char *(*title)(int number, _Out_ const char **subtitle));
            """
    )]
    [KoffiImport("int Call(Inner *inner, int value)", MethodName = "Call")]
    [KoffiImport("int Call(Many *inner, int value)", MethodName = "CallMany")]
    [KoffiImport("int Call(Few *inner, int value)", MethodName = "CallFew")]
    [KoffiImport("int Call(Tolerant *inner, int value)", MethodName = "CallTolerant")]
    [KoffiImport("int Call(_In_ Inner *inner, int value)", MethodName = "CallNeeded")]
    internal static partial class Native;

    [NativeCase]
    public static void A_null_delegate_is_NULL_unless_C_requires_a_callback()
    {
        Check.Equal(-1, Native.Call(null, 1));
        Check.Equal("inner", Check.Throws<ArgumentNullException>(() => Native.CallNeeded(null!, 1)).ParamName);
    }

    [NativeCase]
    public static void An_exception_is_thrown_when_C_returns_and_no_callback_runs_until_then()
    {
        int calls = 0;
        InvalidOperationException exception = Check.Throws<InvalidOperationException>(() =>
            Native.CallThrice(value =>
            {
                calls++;
                return value < 2 ? value : Fail();
            })
        );
        Check.Equal("from a callback", exception.Message);
        Check.Equal(2, calls);
        Check.True(exception.StackTrace!.Contains(nameof(Fail), StringComparison.Ordinal));
        Check.Equal(6, Native.CallThrice(value => value));

        static int Fail() => throw new InvalidOperationException("from a callback");
    }

    [NativeCase]
    public static void Memory_that_C_allocated_is_freed_when_a_callback_throws()
    {
        long live = Allocations.Live();
        Check.Equal("made", Native.CallAndMake(value => value));
        Check.Throws<InvalidOperationException>(() => Native.CallAndMake(_ => throw new InvalidOperationException()));
        Check.Equal(live, Allocations.Live());
    }

    [NativeCase]
    public static void Exceptions_of_a_registration_are_reported()
    {
        using CallbackErrors errors = new();
        using Registered<Native.Inner> callback = Native.InnerPointer.Register(value =>
            value == 1 ? throw new InvalidOperationException("told") : value
        );
        Native.Keep(callback);
        Check.Equal(0, Native.CallKept(1));
        Check.Equal(2, Native.CallKept(2));
        Check.Equal("told", errors.Expect(KoffiCallbackErrorKind.Exception, "Native.Inner").Exception!.Message);
        Check.Equal(0, Native.Call(callback, 1));
        errors.Expect(KoffiCallbackErrorKind.Exception, "Native.Inner");
        errors.ExpectNone();
    }

    [NativeCase]
    public static void A_callback_type_may_report_all_exceptions()
    {
        using CallbackErrors errors = new();
        Check.Equal(0, Native.CallTolerant(_ => throw new InvalidOperationException(), 1));
        errors.Expect(KoffiCallbackErrorKind.Exception, "Native.Tolerant");
    }

    [NativeCase]
    public static void A_string_with_a_NUL_is_an_exception_of_the_callback()
    {
        Check.Throws<ArgumentException>(() =>
            Native.CallTitle(
                (int number, out string? subtitle) =>
                {
                    subtitle = null;
                    return "a\0b";
                }
            )
        );
    }

    [NativeCase]
    public static void A_late_call_is_reported_and_returns_zero()
    {
        using CallbackErrors errors = new();
        Native.Keep(value => value);
        Check.Equal(0, Native.CallKept(5));
        errors.Expect(KoffiCallbackErrorKind.LateCall, "Native.Inner");

        Registered<Native.Inner> callback = Native.InnerPointer.Register(value => value);
        Native.Keep(callback);
        Check.Equal(5, Native.CallKept(5));
        callback.Dispose();
        callback.Dispose();
        Check.Equal(0, Native.CallKept(5));
        errors.Expect(KoffiCallbackErrorKind.LateCall, "Native.Inner");
        errors.ExpectNone();
    }

    [NativeCase]
    public static void A_disposed_registration_is_not_passed_to_C()
    {
        Registered<Native.Inner> callback = Native.InnerPointer.Register(value => value);
        callback.Dispose();
        ObjectDisposedException exception = Check.Throws<ObjectDisposedException>(() => Native.Call(callback, 1));
        Check.True(exception.Message.Contains("Native.Inner", StringComparison.Ordinal));
        Check.Throws<ObjectDisposedException>(() => _ = (Native.InnerPointer)callback);
        Check.Equal(3, callback.Callback(3));
    }

    [NativeCase]
    public static void The_error_of_exhausted_slots_names_the_callback_type()
    {
        using Registered<Native.Few> first = Native.FewPointer.Register(value => value + 1);
        Registered<Native.Few> second = Native.FewPointer.Register(value => value + 2);
        InvalidOperationException exception = Check.Throws<InvalidOperationException>(() => Native.FewPointer.Register(value => value));
        Check.True(
            exception.Message.Contains("Native.Few'", StringComparison.Ordinal)
                && exception.Message.Contains("All 2 slots", StringComparison.Ordinal),
            exception.Message
        );
        second.Dispose();
        using Registered<Native.Few> third = Native.FewPointer.Register(value => value + 3);
        Check.Equal(11, Native.CallFew(first, 10));
        Check.Equal(13, Native.CallFew(third, 10));
        Check.Equal(20, Native.CallFew(value => value * 2, 10));
    }

    [NativeCase]
    public static void A_callback_type_has_as_many_slots_as_requested()
    {
        Registered<Native.Many>[] all =
        [
            .. Enumerable.Range(0, 300).Select(static number => Native.ManyPointer.Register(value => value + number)),
        ];
        Check.Throws<InvalidOperationException>(() => Native.ManyPointer.Register(value => value));
        for (int number = 0; number < all.Length; number++)
        {
            Check.Equal(1000 + number, Native.CallMany(all[number], 1000));
        }

        foreach (Registered<Native.Many> callback in all)
        {
            callback.Dispose();
        }
    }

    [NativeCase]
    public static void A_registration_lives_without_references()
    {
        Forget();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Check.Equal(12, Native.CallKept(5));

        static void Forget()
        {
            int seven = 7;
            Native.Keep(Native.InnerPointer.Register(value => value + seven));
        }
    }

    [NativeCase]
    public static void A_call_with_a_callback_allocates_nothing() =>
        Check.DoesNotAllocate(static () => Native.Call(static value => value + 1, 1));
}
