namespace KoffiGen.NativeTests;

/// <summary>Exceptions of callbacks: through nested calls, to subscribers, and to standard error.</summary>
public static partial class CallbackErrorCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef int Inner(int value);
            typedef int Visit(_Context_ void *user, int item);
            typedef struct Holder { Visit *visit; void *user; } Holder;
            int Call(Inner *inner, int value);
            int Each(Visit *visit, _Context_ void *user, int count);
            """
    )]
    internal static partial class Native
    {
        [KoffiImport("int CallHolder(const Holder *holder, int item)")]
        public static partial int CallHolder(in Holder holder, int item);
    }

    [NativeCase]
    public static void An_exception_is_thrown_through_a_hundred_nested_calls()
    {
        FormatException exception = Check.Throws<FormatException>(static () => Recurse(100));
        Check.Equal("deepest", exception.Message);
        Check.Equal(7, Native.Call(static value => value, 7));

        static int Recurse(int depth) => depth == 0 ? throw new FormatException("deepest") : Native.Call(Recurse, depth - 1);
    }

    [NativeCase]
    public static void An_exception_that_an_outer_callback_catches_is_not_thrown_again()
    {
        Check.Equal(
            3,
            Native.Call(
                static value =>
                {
                    try
                    {
                        return Native.Call(static _ => throw new FormatException(), value);
                    }
                    catch (FormatException)
                    {
                        return value + 2;
                    }
                },
                1
            )
        );
    }

    [NativeCase]
    public static void A_callback_with_a_context_pointer_throws_its_exception()
    {
        int calls = 0;
        Check.Throws<FormatException>(() =>
            Native.Each(
                item =>
                {
                    calls++;
                    return item == 1 ? throw new FormatException() : item;
                },
                10
            )
        );
        Check.Equal(2, calls);
    }

    [NativeCase]
    public static void A_single_use_registration_ends_when_its_callback_throws()
    {
        using CallbackErrors errors = new();
        Registered<Native.Visit> once = Native.VisitPointer.RegisterOnce(static _ => throw new FormatException("once"));
        Native.Holder holder = new() { visit = once, user = once.Context };
        Check.Equal(0, Native.CallHolder(in holder, 5));
        Check.Equal("once", errors.Expect(KoffiCallbackErrorKind.Exception, "Native.Visit").Exception!.Message);
        Check.True(once.IsDisposed);
        errors.ExpectNone();
    }

    [NativeCase]
    public static void Without_a_subscriber_the_error_is_written_to_standard_error()
    {
        string told = StandardError(static () =>
        {
            using Registered<Native.Inner> registered = Native.InnerPointer.Register(static _ =>
                throw new FormatException("nobody listens")
            );
            Check.Equal(0, Native.Call(registered, 1));
        });
        Check.True(
            told.Contains("Native.Inner", StringComparison.Ordinal) && told.Contains("nobody listens", StringComparison.Ordinal),
            told
        );
    }

    [NativeCase]
    public static void An_exception_of_a_subscriber_does_not_cross_C()
    {
        using CallbackErrors errors = new();
        string told = StandardError(static () =>
        {
            Koffi.CallbackError += Throw;
            try
            {
                using Registered<Native.Inner> registered = Native.InnerPointer.Register(static _ => throw new FormatException("first"));
                Check.Equal(0, Native.Call(registered, 1));
            }
            finally
            {
                Koffi.CallbackError -= Throw;
            }
        });
        errors.Expect(KoffiCallbackErrorKind.Exception, "Native.Inner");
        Check.True(told.Contains("first", StringComparison.Ordinal) && told.Contains("second", StringComparison.Ordinal), told);

        static void Throw(KoffiCallbackError error) => throw new InvalidOperationException("second");
    }

    private static string StandardError(Action action)
    {
        TextWriter before = Console.Error;
        using StringWriter written = new();
        Console.SetError(written);
        try
        {
            action();
        }
        finally
        {
            Console.SetError(before);
        }

        return written.ToString();
    }
}
