using KoffiGen;

/// <summary>Functions of the C runtime, declared in each of the ways that KoffiGen accepts.</summary>
[KoffiLibrary("c")]
[KoffiDefine("struct timeval { long tv_sec; long tv_usec; }; struct timezone { int tz_minuteswest, tz_dsttime; };")]
internal static partial class Libc
{
    [KoffiImport("int atoi(str)")]
    public static partial int Atoi(string? text);

    // '!' transfers ownership of the result: the generated method copies it into a string and calls free.
    [KoffiImport("str! strdup(const char *str)", WindowsEntryPoint = "_strdup")]
    public static partial string? Strdup(string? text);

    [KoffiImport("int gettimeofday(_Out_ struct timeval *tv, _Out_opt_ struct timezone *tz)", Optional = true)]
    public static partial int GetTimeOfDay(out timeval tv, nint tz = 0);
}
