namespace KoffiGen.NativeTests;

/// <summary>Functions of Koffi's sync program that C returns and C# calls.</summary>
public static partial class KoffiFunctionCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("typedef int BinaryIntFunc(int a, int b);")]
    [KoffiImport("BinaryIntFunc *GetBinaryIntFunction(const char *name)")]
    internal static partial class Native;

    [NativeCase]
    public static void A_function_that_C_returns_is_called()
    {
        Check.Equal(9, Native.GetBinaryIntFunction("add").Invoke(4, 5));
        Check.Equal(-1, Native.GetBinaryIntFunction("substract").Invoke(4, 5));
        Check.Equal(24, Native.GetBinaryIntFunction("multiply").Invoke(3, 8));
        Check.Equal(50, Native.GetBinaryIntFunction("divide").Invoke(100, 2));
        Check.True(Native.GetBinaryIntFunction("missing").IsNull);
    }
}
