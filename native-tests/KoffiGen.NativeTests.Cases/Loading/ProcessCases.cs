namespace KoffiGen.NativeTests;

/// <summary>Cases that end a process or change it permanently, and therefore run in a process of their own.</summary>
public static partial class ProcessCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            #pragma koffi onexception(failfast, FatalCallback)
            typedef int Inner(int value);
            typedef int FatalCallback(int value);
            """
    )]
    [KoffiImport("int Call(FatalCallback *callback, int value)")]
    [KoffiImport("bool CallAtExit(Inner *callback)")]
    [KoffiImport("double SumDoubles(int count, ...)")]
    [KoffiImport("int64_t SumIntegers(int count, ...)")]
    internal static partial class Native;

    [KoffiLibrary("c")]
    [KoffiImport("int prctl(int option, ...)")]
    internal static partial class Linux;

    /// <summary>Runs the case with this name.</summary>
    public static int Run(string name)
    {
        switch (name)
        {
            case "fail-fast":
                Native.Call(static _ => throw new FormatException("this is fatal"), 1);
                Console.Error.WriteLine("The process goes on.");
                return 1;
            case "at-exit":
                return Native.CallAtExit(Native.InnerPointer.Register(static x => 2 * x)) ? 0 : 1;
            case "no-code":
                return RunWithoutCode();
            default:
                return 2;
        }
    }

    // prctl(PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN): from here on, memory that was writable cannot become executable. prctl is variadic
    // itself, so its own adapter exists before.
    private static int RunWithoutCode()
    {
        if (Linux.prctl(65, (nint)1, (nint)0, (nint)0, (nint)0) != 0)
        {
            Console.WriteLine("This system does not forbid it.");
            return 0;
        }

        Console.WriteLine($"integers: {Native.SumIntegers(2, 5L, 7L)}");
        try
        {
            Console.WriteLine($"doubles: {Native.SumDoubles(1, 1.5)}");
        }
        catch (PlatformNotSupportedException exception)
        {
            Console.WriteLine(exception.Message);
        }

        return 0;
    }
}
