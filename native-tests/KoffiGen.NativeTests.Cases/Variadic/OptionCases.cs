using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen.NativeTests;

/// <summary>Variadic functions that keep callbacks and return strings and handles, like those of libcurl.</summary>
public static partial class OptionCases
{
    private const int WriteFunction = 1,
        VisitFunction = 2,
        VisitData = 3,
        Url = 4,
        Limit = 5,
        Scale = 6,
        Child = 7,
        BrokenChild = 8;

    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            opaque Easy !(CloseEasy);
            typedef int EasyWrite(str text, int length);
            typedef int EasyVisit(_Context_ void *user, int value);
            """
    )]
    [KoffiImport("int EasiesOpen(void)")]
    [KoffiImport("Easy *!OpenEasy(void)")]
    [KoffiImport("int SetOption(Easy *easy, int option, ...)")]
    [KoffiImport("int Perform(Easy *easy, int value)")]
    internal static unsafe partial class Native
    {
        [KoffiImport("int SetOption(Easy *easy, int option, ...)")]
        public static partial int Set(EasyHandle easy, int option, Registered<EasyWrite>? write);

        [KoffiImport("int SetOption(Easy *easy, int option, ...)")]
        public static partial int Set(EasyHandle easy, int option, Registered<EasyVisit> visit);

        [KoffiImport("int SetOption(Easy *easy, int option, ...)")]
        public static partial int Set(EasyHandle easy, int option, Registered<OwnWrite> write);

        [KoffiImport("int SetOption(Easy *easy, int option, ...)")]
        public static partial int Set(EasyHandle easy, int option, EasyWritePointer write);

        [KoffiImport("int SetOption(Easy *easy, int option, ...)")]
        public static partial int Set(EasyHandle easy, int option, delegate* unmanaged[Cdecl]<byte*, int, int> write);

        [KoffiImport("int SetOption(Easy *easy, int option, ...)")]
        public static partial int Set(EasyHandle easy, int option, nint address);

        [KoffiImport("int SetOption(Easy *easy, int option, ...)")]
        public static partial int Set(EasyHandle easy, int option, string url);

        [KoffiImport("int SetOption(Easy *easy, int option, ...)")]
        public static partial int Set(EasyHandle easy, int option, CLong limit);

        [KoffiImport("int SetOption(Easy *easy, int option, ...)")]
        public static partial int Set(EasyHandle easy, int option, double scale);

        [KoffiImport("int GetInfo(Easy *easy, int info, ...)")]
        public static partial int Get(EasyHandle easy, int info, out string? text);

        [KoffiImport("int GetInfo(Easy *easy, int info, ...)")]
        public static partial int Get(EasyHandle easy, int info, out CLong limit);

        [KoffiImport("int GetInfo(Easy *easy, int info, ...)")]
        public static partial int Get(EasyHandle easy, int info, out double scale);

        [KoffiImport("int GetInfo(Easy *easy, int info, ...)")]
        public static partial int Get(EasyHandle easy, int info, out EasyHandle child);

        [KoffiImport("int GetInfo(Easy *easy, int info, ...)")]
        public static partial int GetBorrowed(EasyHandle easy, int info, out Easy child);

        [KoffiImport("int GetInfo(Easy *easy, int info, ...)")]
        public static partial int Get(EasyHandle easy, int info, out EasyWritePointer write);

        [KoffiImport("int GetInfo(Easy *easy, int info, ...)", ThrowOn = KoffiThrowOn.Negative)]
        public static partial int GetOrThrow(EasyHandle easy, int info, out EasyHandle child);

        [KoffiImport("void CloseEasy(Easy *easy)")]
        public static partial void Close(Easy easy);

        [KoffiImport("int CallWrite(EasyWrite *write, const char *text)")]
        public static partial int Call(Registered<EasyWrite>? write, string text);

        [KoffiImport("int CallWrite(void *write, const char *text)")]
        public static partial int CallAny(Registered<OwnWrite> write, string text);

        [KoffiImport("int CallVisit(EasyVisit *visit, _Context_ void *user, int value)")]
        public static partial int Call(Registered<EasyVisit> visit, nint user, int value);

        [KoffiImport("int Perform(Easy *easy, int value)")]
        public static partial int Run(EasyHandle easy, int value);
    }

    [KoffiCallback("int OwnWrite(str text, int length)")]
    internal delegate int OwnWrite(string? text, int length);

    [NativeCase]
    public static void Registrations_are_kept_and_called_later()
    {
        using Native.EasyHandle easy = Native.OpenEasy();
        List<string?> written = [];
        using Registered<Native.EasyWrite> write = Native.EasyWritePointer.Register(
            (text, length) =>
            {
                written.Add(text);
                return length;
            }
        );
        Check.Equal(0, Native.Set(easy, WriteFunction, write));
        Check.Equal(0, Native.Set(easy, Url, "http://a"));
        Collect();
        Check.Equal(8, Native.Run(easy, 0));
        Check.Equal(0, Native.Set(easy, Url, "b"));
        Check.Equal(1, Native.Run(easy, 0));
        Check.Equal("http://a,b", string.Join(',', written));
        Check.Equal(0, Native.Set(easy, WriteFunction, (Registered<Native.EasyWrite>?)null));
        Check.Equal(0, Native.Run(easy, 0));
    }

    [NativeCase]
    public static void Registrations_of_a_context_pass_their_context_themselves()
    {
        using Native.EasyHandle easy = Native.OpenEasy();
        int factor = 3;
        using Registered<Native.EasyVisit> visit = Native.EasyVisitPointer.Register(value => value * factor);
        Check.Equal(0, Native.Set(easy, VisitFunction, visit));
        Check.Equal(0, Native.Set(easy, VisitData, visit.Context));
        Check.Equal(15, Native.Run(easy, 5));
        factor = 4;
        Check.Equal(20, Native.Perform(easy, 5));
    }

    [NativeCase]
    public static void Registrations_of_a_delegate_type_of_the_user_are_kept_and_called_later()
    {
        using Native.EasyHandle easy = Native.OpenEasy();
        using Registered<OwnWrite> write = OwnWritePointer.Register(static (text, length) => 40 + length);
        Check.Equal(0, Native.Set(easy, WriteFunction, write));
        Check.Equal(40, Native.Run(easy, 0));
    }

    [NativeCase]
    public static void Other_variadic_functions_accept_registrations()
    {
        using Registered<Native.EasyWrite> write = Native.EasyWritePointer.Register(static (text, length) => length);
        using Registered<OwnWrite> own = OwnWritePointer.Register(static (text, length) => -length);
        using Registered<Native.EasyVisit> visit = Native.EasyVisitPointer.Register(static value => value + 1);
        Check.Equal(3, Native.Call(write, "abc"));
        Check.Equal(-1, Native.Call(null, "abc"));
        Check.Equal(-3, Native.CallAny(own, "abc"));
        Check.Equal(6, Native.Call(visit, visit.Context, 5));
        write.Dispose();
        Check.Throws<ObjectDisposedException>(() => Native.Call(write, "abc"));
    }

    [NativeCase]
    public static unsafe void Pointers_to_functions_are_passed_as_they_are()
    {
        using Native.EasyHandle easy = Native.OpenEasy();
        Check.Equal(0, Native.Set(easy, Url, "abc"));
        Check.Equal(0, Native.Set(easy, WriteFunction, &Twice));
        Check.Equal(6, Native.Run(easy, 0));
        Check.Equal(0, Native.Get(easy, WriteFunction, out Native.EasyWritePointer pointer));
        Check.Equal(6, pointer.Invoke("abc", 3));
        Check.Equal(0, Native.Set(easy, WriteFunction, 0));
        Check.Equal(0, Native.Run(easy, 0));
        Check.Equal(0, Native.Set(easy, WriteFunction, pointer));
        Check.Equal(6, Native.Run(easy, 0));
    }

    [NativeCase]
    public static unsafe void Registrations_are_run_time_variable_arguments()
    {
        using Native.EasyHandle easy = Native.OpenEasy();
        using Registered<Native.EasyWrite> write = Native.EasyWritePointer.Register(static (text, length) => -length);
        Check.Equal(0, Native.SetOption(easy, Url, "abcd"));
        Check.Equal(0, Native.SetOption(easy, WriteFunction, write));
        Check.Equal(-4, Native.Perform(easy, 0));
        Check.Equal(0, Native.SetOption(easy, WriteFunction, (delegate* unmanaged[Cdecl]<byte*, int, int>)&Twice));
        Check.Equal(8, Native.Perform(easy, 0));
        Native.EasyWritePointer pointer = write;
        Check.Equal(0, Native.SetOption(easy, WriteFunction, pointer));
        Check.Equal(-4, Native.Perform(easy, 0));
        Check.Equal(0, Native.SetOption(easy, WriteFunction, (Registered<Native.EasyWrite>?)null));
        Check.Equal(0, Native.Perform(easy, 0));
    }

    [NativeCase]
    public static void Disposed_registrations_are_refused_before_the_call()
    {
        using Native.EasyHandle easy = Native.OpenEasy();
        Registered<Native.EasyWrite> write = Native.EasyWritePointer.Register(static (text, length) => 1);
        Check.Equal(0, Native.Set(easy, WriteFunction, write));
        write.Dispose();
        Check.Throws<ObjectDisposedException>(() => Native.Set(easy, WriteFunction, write));
        Check.Throws<ObjectDisposedException>(() => Native.SetOption(easy, WriteFunction, write));
    }

    [NativeCase]
    public static void Strings_of_C_are_copied()
    {
        using Native.EasyHandle easy = Native.OpenEasy();
        Check.Equal(0, Native.Get(easy, Url, out string? none));
        Check.Equal(null, none);
        Check.Equal(0, Native.Set(easy, Url, "http://grün"));
        Check.Equal(0, Native.Get(easy, Url, out string? url));
        Check.Equal(0, Native.Set(easy, Url, "other"));
        Check.Equal("http://grün", url);
        Check.Equal(-2, Native.Get(easy, 99, out string? unknown));
        Check.Equal(null, unknown);
    }

    [NativeCase]
    public static void Numbers_of_C_have_its_width()
    {
        using Native.EasyHandle easy = Native.OpenEasy();
        Check.Equal(0, Native.Set(easy, Limit, new CLong(-7)));
        Check.Equal(0, Native.Get(easy, Limit, out CLong limit));
        Check.Equal(-7, limit.Value);
        Check.Equal(0, Native.Set(easy, Scale, 2.5));
        Check.Equal(0, Native.Get(easy, Scale, out double scale));
        Check.Equal(2.5, scale);
    }

    [NativeCase]
    public static void Handles_of_C_are_owned()
    {
        using Native.EasyHandle easy = Native.OpenEasy();
        int before = Native.EasiesOpen();
        Check.Equal(0, Native.Get(easy, Child, out Native.EasyHandle child));
        Check.Equal(before + 1, Native.EasiesOpen());
        Check.Equal(0, Native.Set(child, Url, "child"));
        child.Dispose();
        Check.Equal(before, Native.EasiesOpen());

        // The handle is created even though the call fails, and closed if the failure throws.
        Check.Equal(-1, Native.Get(easy, BrokenChild, out Native.EasyHandle broken));
        Check.Equal(before + 1, Native.EasiesOpen());
        broken.Dispose();
        Check.Throws<KoffiErrorException>(() => Native.GetOrThrow(easy, BrokenChild, out _));
        Check.Equal(before, Native.EasiesOpen());
        Check.Equal(-2, Native.Get(easy, 99, out Native.EasyHandle none));
        Check.True(none.IsInvalid);
        Check.Equal(0, Native.GetBorrowed(easy, Child, out Native.Easy borrowed));
        Check.Equal(before + 1, Native.EasiesOpen());
        Native.Close(borrowed);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int Twice(byte* text, int length) => length * 2;

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
