namespace KoffiGen.NativeTests;

/// <summary>Libraries and symbols that exist, and those that do not.</summary>
public static partial class LoadingCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiImport("int GetMinusOne4(void)", Optional = true)]
    [KoffiImport("int KtMissing(int value)", Optional = true)]
    [KoffiImport("int KtMissingToo(const char *text)")]
    internal static partial class Native;

    [KoffiLibrary("koffigen-none")]
    [KoffiImport("int anything(void)", Optional = true)]
    [KoffiImport("int something(void)")]
    internal static partial class NoLibrary;

    [KoffiLibrary("c")]
    internal static partial class Libc
    {
        [KoffiImport("int atoi(str)")]
        public static partial int Atoi(string? text);

        [KoffiImport("abs", "int", "int")]
        public static partial int Abs(int value);

        [KoffiImport("str! strdup(const char *str)", WindowsEntryPoint = "_strdup")]
        public static partial string? Strdup(string? text);
    }

    [KoffiImport("int abs(int value)")]
    internal static partial class Process;

    [NativeCase]
    public static void An_optional_function_states_whether_it_is_available()
    {
        Check.True(Native.IsGetMinusOne4Available);
        Check.True(!Native.IsKtMissingAvailable);
        Check.True(!NoLibrary.IsAnythingAvailable);
        Check.Equal(-1, Native.GetMinusOne4());
    }

    [NativeCase]
    public static void A_missing_function_throws_each_time_and_other_functions_work()
    {
        for (int round = 0; round < 2; round++)
        {
            EntryPointNotFoundException error = Check.Throws<EntryPointNotFoundException>(static () => Native.KtMissingToo("text"));
            Check.True(error.Message.Contains("KtMissingToo", StringComparison.Ordinal));
            Check.True(error.Message.Contains("koffigen_test", StringComparison.Ordinal));
            Check.Equal(-1, Native.GetMinusOne4());
        }

        Check.Throws<EntryPointNotFoundException>(static () => Native.KtMissing(1));
    }

    [NativeCase]
    public static void A_missing_library_throws_each_time_with_what_was_tried()
    {
        for (int round = 0; round < 2; round++)
        {
            DllNotFoundException error = Check.Throws<DllNotFoundException>(static () => NoLibrary.something());
            Check.True(error.Message.Contains("koffigen-none", StringComparison.Ordinal));
        }

        Check.Throws<DllNotFoundException>(static () => NoLibrary.anything());
    }

    [NativeCase]
    public static void Well_known_libraries_are_found()
    {
        Check.Equal(-42, Libc.Atoi("-42"));
        Check.Equal(3, Libc.Abs(-3));
        Check.Equal("copied é", Libc.Strdup("copied é"));
    }

    [NativeCase(NativePlatforms.Unix, "The symbols of a Windows process do not include those of its C library.")]
    public static void Symbols_of_the_process_are_found() => Check.Equal(7, Process.abs(-7));
}
