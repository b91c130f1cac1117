namespace KoffiGen.NativeTests;

/// <summary>Calling conventions in all their spellings, and calls without a GC transition.</summary>
public static partial class ConventionCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiImport("int __cdecl CdeclSum(int a, int b, int c)")]
    [KoffiImport("int __stdcall StdcallSum(int a, int b, int c)")]
    [KoffiImport("int __fastcall FastcallOne(int a)")]
    [KoffiImport("int __fastcall FastcallSum(int a, int b, int c)")]
    [KoffiImport("double __fastcall FastcallMixed(double a, int b, int64_t c, int d)")]
    [KoffiImport("StdcallLength", "int", "str", Convention = "__stdcall")]
    [KoffiImport("CdeclSum", "int", "int", "int", "int", SuppressGCTransition = true, MethodName = "QuickSum")]
    [KoffiImport("int Sum(int a, int b, int c)", EntryPoint = "CdeclSum")]
    internal static partial class Native
    {
        [KoffiImport("__attribute__((stdcall)) int StdcallSum(int a, int b, int c)")]
        public static partial int AttributeSum(int a, int b, int c);
    }

    [NativeCase]
    public static void Every_convention_finds_its_arguments()
    {
        Check.Equal(321, Native.CdeclSum(1, 2, 3));
        Check.Equal(321, Native.StdcallSum(1, 2, 3));
        Check.Equal(321, Native.AttributeSum(1, 2, 3));
        Check.Equal(2, Native.FastcallOne(1));
        Check.Equal(321, Native.FastcallSum(1, 2, 3));
        Check.Equal(4321.5, Native.FastcallMixed(1.5, 2, 3, 4));
        Check.Equal(5, Native.StdcallLength("hello"));
    }

    [NativeCase]
    public static void A_quick_call_skips_the_transition()
    {
        Check.Equal(321, Native.QuickSum(1, 2, 3));
        Check.DoesNotAllocate(static () => Native.QuickSum(1, 2, 3));
    }

    [NativeCase]
    public static void The_entry_point_may_have_another_name() => Check.Equal(321, Native.Sum(1, 2, 3));
}
