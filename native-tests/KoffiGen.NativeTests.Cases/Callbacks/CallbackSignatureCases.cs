namespace KoffiGen.NativeTests;

/// <summary>A delegate with more slots than the default.</summary>
[KoffiCallback("int Roomy(int value)", Slots = 40)]
internal delegate int Roomy(int value);

/// <summary>A delegate whose exceptions are reported and do not end the call.</summary>
[KoffiCallback("Forgiving", "int", "int", OnException = KoffiCallbackPolicy.Default)]
internal delegate int Forgiving(int value);

/// <summary>A delegate whose prototype is a typedef, as in C headers.</summary>
[KoffiCallback("typedef int Written(int value)")]
internal delegate int Written(int value);

/// <summary>The C# types that a program may use for a C function type: its own delegates, those of .NET, and pointers.</summary>
public static partial class CallbackSignatureCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef int Inner(int value);
            typedef int (*InnerPtr)(int value);
            """
    )]
    internal static partial class Native
    {
        [KoffiImport("int Call(Roomy *inner, int value)")]
        public static partial int CallRoomy(Roomy? inner, int value);

        [KoffiImport("int Call(Forgiving *inner, int value)")]
        public static partial int CallForgiving(Forgiving? inner, int value);

        [KoffiImport("int Call(Written *inner, int value)")]
        public static partial int CallWritten(Written inner, int value);

        [KoffiImport("int Call(InnerPtr inner, int value)")]
        public static partial int CallByPointerType(InnerPtr? inner, int value);

        [KoffiImport("int Call(Inner *inner, int value)")]
        public static partial int CallByFunc(Func<int, int>? inner, int value);

        [KoffiImport("int Call(int (*)(int value), int value)")]
        public static partial int CallUnnamed(Func<int, int>? inner, int value);

        [KoffiImport("int Call(Inner *inner, int value)")]
        public static partial int CallByRegistration(Inner? inner, int value);

        [KoffiImport("int Call(Inner *inner, int value)")]
        public static partial int CallByValue(InnerPointer inner, int value);

        [KoffiImport("int Call(Inner *inner, int value)")]
        public static partial int CallByEnum(Func<DayOfWeek, DayOfWeek> inner, int value);

        [KoffiImport("int CallErrno(void (*act)(void), _Out_ int *after)")]
        public static partial int CallAction(Action act, out int after);

        [KoffiImport("int CallJS(str text, int (*take)(const char *text))")]
        public static partial int CallText(string text, Func<string?, int> take);
    }

    [NativeCase]
    public static void Delegate_types_of_the_program_are_callbacks()
    {
        Check.Equal(8, Native.CallRoomy(value => value + 1, 7));
        Check.Equal(-1, Native.CallRoomy(null, 7));
        Registered<Roomy>[] all = [.. Enumerable.Range(0, 40).Select(static number => RoomyPointer.Register(value => value + number))];
        Check.True(
            Check
                .Throws<InvalidOperationException>(static () => RoomyPointer.Register(static value => value))
                .Message.Contains("Roomy", StringComparison.Ordinal)
        );
        for (int number = 0; number < all.Length; number++)
        {
            Check.Equal(100 + number, Native.CallRoomy(all[number], 100));
        }

        foreach (Registered<Roomy> registered in all)
        {
            registered.Dispose();
        }
    }

    [NativeCase]
    public static void A_delegate_type_states_the_policy_for_its_exceptions()
    {
        using CallbackErrors errors = new();
        Check.Equal(0, Native.CallForgiving(static _ => throw new FormatException("forgiven"), 7));
        Check.Equal("forgiven", errors.Expect(KoffiCallbackErrorKind.Exception, "Forgiving").Exception!.Message);
        errors.ExpectNone();
    }

    [NativeCase]
    public static void A_typedef_declares_a_delegate() => Check.Equal(35, Native.CallWritten(static value => value * 5, 7));

    [NativeCase]
    public static void A_typedef_of_a_function_pointer_declares_a_delegate() =>
        Check.Equal(9, Native.CallByPointerType(value => value + 2, 7));

    [NativeCase]
    public static void Delegate_types_of_NET_are_callbacks()
    {
        Check.Equal(10, Native.CallByFunc(value => value + 3, 7));
        Check.Equal(11, Native.CallUnnamed(value => value + 4, 7));
        Check.Equal(-1, Native.CallByFunc(null, 7));
        Check.Equal((int)DayOfWeek.Friday, Native.CallByEnum(day => day + 2, (int)DayOfWeek.Wednesday));
        int calls = 0;
        Check.Equal(0, Native.CallAction(() => calls++, out int after));
        Check.Equal(7, after);
        Check.Equal(1, calls);
        Check.Equal("Hello Func!".Length, Native.CallText("Func", text => text!.Length));
        Check.Throws<FormatException>(() => Native.CallByFunc(_ => throw new FormatException(), 7));
    }

    [NativeCase]
    public static void A_registration_is_passed_as_a_function_pointer()
    {
        using Registered<Native.Inner> registered = Native.InnerPointer.Register(value => value * 6);
        Check.Equal(42, Native.CallByValue(registered, 7));
        Check.Equal(-1, Native.CallByValue(default, 7));
    }

    [NativeCase]
    public static void A_call_with_a_registration_allocates_nothing()
    {
        using Registered<Native.Inner> registered = Native.InnerPointer.Register(static value => value * 6);
        Native.Inner inner = registered!;
        Check.DoesNotAllocate(() => Native.CallByRegistration(inner, 7));
    }

    [NativeCase]
    public static void A_private_delegate_type_is_a_callback() => Check.Equal(21, Hidden.Run());

    private static partial class Hidden
    {
        [KoffiCallback("int Secret(int value)")]
        private delegate int Secret(int value);

        [KoffiLibrary("koffigen_test")]
        private static partial class Imports
        {
            [KoffiImport("int Call(Secret *inner, int value)")]
            public static partial int Call(Secret inner, int value);
        }

        public static int Run() => Imports.Call(static value => value * 3, 7);
    }
}
