namespace KoffiGen.NativeTests;

/// <summary>Callbacks of a type that no declared function takes. They have native delegates instead of slots.</summary>
public static partial class CallbackWithoutSlotsCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("typedef int Undeclared(int value);")]
    internal static partial class Native
    {
        [KoffiImport("void Keep(void *callback)")]
        public static partial void Keep(nint callback);

        [KoffiImport("int CallKept(int value)")]
        public static partial int CallKept(int value);
    }

    [NativeCase]
    public static void The_number_of_registrations_without_slots_is_not_limited()
    {
        Registered<Native.Undeclared>[] all =
        [
            .. Enumerable.Range(0, 100).Select(static number => Native.UndeclaredPointer.Register(value => value + number)),
        ];
        Check.Equal(all.Length, all.Select(static callback => callback.Address).Distinct().Count());
        GC.Collect();
        for (int number = 0; number < all.Length; number++)
        {
            Native.Keep(all[number].Address);
            Check.Equal(1000 + number, Native.CallKept(1000));
            Check.Equal(7 + number, ((Native.UndeclaredPointer)all[number]).Invoke(7));
            all[number].Dispose();
        }
    }

    [NativeCase]
    public static void A_late_call_and_an_exception_are_reported()
    {
        using CallbackErrors errors = new();
        Registered<Native.Undeclared> callback = Native.UndeclaredPointer.Register(value =>
            value == 1 ? throw new InvalidOperationException("told") : value
        );
        Native.Keep(callback.Address);
        Check.Equal(0, Native.CallKept(1));
        errors.Expect(KoffiCallbackErrorKind.Exception, "Native.Undeclared");
        callback.Dispose();
        Check.Equal(0, Native.CallKept(2));
        errors.Expect(KoffiCallbackErrorKind.LateCall, "Native.Undeclared");
    }
}
