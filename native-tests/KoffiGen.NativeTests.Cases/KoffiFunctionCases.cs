namespace KoffiGen.NativeTests;

/// <summary>Functions that Koffi's sync program gets from C and calls.</summary>
public static partial class KoffiFunctionCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("typedef int BinaryIntFunc(int a, int b);")]
    internal static partial class Native
    {
        [KoffiImport("BinaryIntFunc *GetBinaryIntFunction(const char *name)")] public static partial nint GetBinaryIntFunction(string name);
    }

    [NativeCase]
    public static unsafe void A_function_that_C_returns_is_called()
    {
        foreach ((string name, int left, int right, int expected) in ((string, int, int, int)[])[("add", 4, 5, 9), ("substract", 4, 5, -1), ("multiply", 3, 8, 24), ("divide", 100, 2, 50)])
            Check.Equal(expected, ((delegate* unmanaged[Cdecl]<int, int, int>)Native.GetBinaryIntFunction(name))(left, right));
        Check.Equal(0, Native.GetBinaryIntFunction("missing"));
    }
}
