namespace KoffiGen.NativeTests;

/// <summary>Koffi's own tests of callbacks, and the example of its documentation.</summary>
public static partial class KoffiCallbackCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef int CharCallback(int index, char letter);
            typedef int SimpleCallback(const char *text);
            typedef float RecursiveCallback(int number, const char *text, double value);
            typedef int (__stdcall *ApplyCallback)(int a, int b, int c);
            typedef int IntCallback(int x);
            typedef int TransferCallback(const char *str, int age);
            typedef const char *GetCallback(const char *name);
            typedef void PrintCallback(const char *str);
            """
    )]
    [KoffiImport("int CallMeChar(CharCallback *callback)")]
    [KoffiImport("int CallJS(str text, SimpleCallback *callback)")]
    [KoffiImport("float CallRecursiveJS(int number, RecursiveCallback *callback)")]
    [KoffiImport("int ApplyStd(int a, int b, int c, ApplyCallback callback)")]
    [KoffiImport("void SetIndirect(IntCallback *callback)")]
    [KoffiImport("int CallIndirect(int x)")]
    [KoffiImport("int CallThreaded(IntCallback *callback, int x)")]
    [KoffiImport("void SetIdle(void (*callback)(void))")]
    [KoffiImport("void TriggerIdle(void)")]
    [KoffiImport("int TransferToJS(const char *name, int age, TransferCallback *cb)")]
    [KoffiImport("void RegisterFunctions(GetCallback *cb1, PrintCallback *cb2)")]
    [KoffiImport("void SayIt(const char *name)")]
    internal static partial class Native;

    [NativeCase]
    public static void The_example_of_the_documentation()
    {
        List<string> lines = [];
        int answer = Native.TransferToJS(
            "Niels",
            27,
            (str, age) =>
            {
                lines.Add(str!);
                lines.Add($"Your age is: {age}");
                return 42;
            }
        );
        Check.Equal(42, answer);
        using var cb1 = Native.GetCallbackPointer.Register(name => $"Hello {name}!");
        using var cb2 = Native.PrintCallbackPointer.Register(lines.Add!);
        Native.RegisterFunctions(cb1, cb2);
        Native.SayIt("Kyoto");
        Check.Sequence<string>(["Hello Niels!", "Your age is: 27", "Hello Kyoto!"], lines.ToArray());
    }

    [NativeCase]
    public static void A_registration_is_called_with_characters()
    {
        using Registered<Native.CharCallback> callback = Native.CharCallbackPointer.Register((index, letter) => (index + 1) * letter);
        Check.Equal('a' + (2 * 'b'), Native.CallMeChar(callback));
    }

    [NativeCase]
    public static void A_callback_receives_a_string()
    {
        Check.Equal(
            42,
            Native.CallJS(
                "Niels",
                text =>
                {
                    Check.Equal("Hello Niels!", text);
                    return 42;
                }
            )
        );
    }

    [NativeCase]
    public static void Callbacks_call_functions_that_call_back()
    {
        Check.Equal(45f, Native.CallRecursiveJS(9, Recurse));

        static float Recurse(int number, string? text, double value)
        {
            Check.Equal("Hello!", text);
            Check.Equal(42.0, value);
            return number > 0 ? number + Native.CallRecursiveJS(number - 1, Recurse) : 0;
        }
    }

    [NativeCase]
    public static void Stdcall_calls_back() => Check.Equal(46, Native.ApplyStd(1, 5, 9, (a, b, c) => a + (b * c)));

    [NativeCase]
    public static void A_callback_that_C_keeps_is_registered()
    {
        using CallbackErrors errors = new();
        Native.SetIndirect(x => -x);
        Check.Equal(0, Native.CallIndirect(27));
        errors.Expect(KoffiCallbackErrorKind.LateCall, "Native.IntCallback");

        Registered<Native.IntCallback> callback = Native.IntCallbackPointer.Register(x => -x);
        Native.SetIndirect(callback);
        Check.Equal(-27, Native.CallIndirect(27));
        callback.Dispose();
        callback.Dispose();
        Check.True(callback.IsDisposed);
        Check.Throws<ObjectDisposedException>(() => Native.SetIndirect(callback));
    }

    [NativeCase]
    public static void A_method_is_bound_to_its_object()
    {
        Multiplier multiplier = new(5);
        using Registered<Native.IntCallback> callback = Native.IntCallbackPointer.Register(multiplier.Multiply);
        Native.SetIndirect(callback);
        Check.Equal(210, Native.CallIndirect(42));
    }

    [NativeCase]
    public static void Leaving_the_block_ends_the_registration()
    {
        using CallbackErrors errors = new();
        using (Registered<Native.IntCallback> callback = Native.IntCallbackPointer.Register(x => x * 2))
        {
            Native.SetIndirect(callback);
            Check.Equal(8, Native.CallIndirect(4));
        }

        Check.Equal(0, Native.CallIndirect(4));
        errors.Expect(KoffiCallbackErrorKind.LateCall, "Native.IntCallback");
    }

    [NativeCase]
    public static void A_callback_calls_C()
    {
        Check.Equal('a' + 'b', Native.CallMeChar((_, letter) => Native.CallJS("x", _ => letter)));
    }

    [NativeCase]
    public static void A_thousand_and_twenty_four_native_threads_call_back()
    {
        using Registered<Native.IntCallback> callback = Native.IntCallbackPointer.Register(x => -x - 2);
        Native.SetIndirect(callback);
        for (int round = 0; round < 1024; round++)
        {
            Check.Equal(-31, Native.CallThreaded(x => -x - 4, 27));
            Check.Equal(-29, Native.CallThreaded(null, 27));
        }
    }

    [NativeCase]
    public static void A_custom_loop_calls_the_callback_that_was_set()
    {
        int calls = 0;
        using Registered<Native.SetIdle_callback> callback = Native.SetIdle_callbackPointer.Register(() => calls++);
        Native.SetIdle(callback);
        Native.TriggerIdle();
        Native.TriggerIdle();
        Check.Equal(2, calls);
    }

    private sealed class Multiplier(int factor)
    {
        public int Multiply(int x) => x * factor;
    }
}
