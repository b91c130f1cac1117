namespace KoffiGen.NativeTests;

/// <summary>What ends a process, and is run in one of its own for that.</summary>
public static partial class CallbackEndings
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("""
        #pragma koffi onexception(failfast, FatalCallback)
        typedef int Inner(int value);
        typedef int FatalCallback(int value);
        """)]
    [KoffiImport("int Call(FatalCallback *callback, int value)")]
    [KoffiImport("bool CallAtExit(Inner *callback)")]
    internal static partial class Native;

    /// <summary>Runs what the name says.</summary>
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
            default:
                return 2;
        }
    }
}
