namespace KoffiGen.NativeTests;

/// <summary>
/// Koffi's posix program: which of several symbols with the same name is bound, and when. The loaders of Windows and macOS have no such
/// flags.
/// </summary>
public static partial class KoffiPosixCases
{
    [KoffiLibrary("koffi_posix1", Global = true)]
    [KoffiImport("int GetInt(void)")]
    internal static partial class Posix1;

    [KoffiLibrary("koffi_posix2")]
    [KoffiImport("int SumInts(int a, int b)")]
    internal static partial class Posix2;

    [KoffiLibrary("koffi_posix2_lazy", Lazy = true)]
    [KoffiImport("int SumInts(int a, int b)")]
    [KoffiImport("int GetInt(void)")]
    internal static partial class LazyPosix2;

    [KoffiLibrary("koffi_posix3", DeepBind = true)]
    [KoffiImport("int GetInt(void)")]
    internal static partial class Posix3;

    [NativeCase(NativePlatforms.Linux, "The loaders of Windows and macOS do not have these flags.")]
    public static void Symbols_are_bound_as_the_load_flags_state()
    {
        Check.Equal(1, Posix1.GetInt());

        // A library with a missing symbol cannot be loaded, unless its symbols are bound when they are called.
        DllNotFoundException error = Check.Throws<DllNotFoundException>(static () => Posix2.SumInts(4, 2));
        Check.True(error.Message.Contains("NobodyHasThis", StringComparison.Ordinal));
        Check.Equal(6, LazyPosix2.SumInts(4, 2));
        Check.Equal(42, LazyPosix2.SumInts(50, -8));

        // The function of the global library takes precedence over the library's own, except in a library with DeepBind.
        Check.Equal(1, LazyPosix2.GetInt());
        Check.Equal(3, Posix3.GetInt());
    }
}
