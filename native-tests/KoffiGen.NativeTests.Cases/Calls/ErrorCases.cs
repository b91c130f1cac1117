namespace KoffiGen.NativeTests;

/// <summary>Failures that C reports.</summary>
public static partial class ErrorCases
{
    private const int InvalidArgument = 22;

    [KoffiLibrary("koffigen_test")]
    [KoffiImport("int GetEnoent(void)")]
    [KoffiImport("int ChangeDirectory(const char *path)", LastError = true)]
    [KoffiImport("int FailWith(int error, int result)", LastError = true)]
    [KoffiImport("int FailWith(int error, int result)", ThrowOn = KoffiThrowOn.Negative, MethodName = "ThrowNegative")]
    [KoffiImport("int FailWith(int error, int result)", ThrowOn = KoffiThrowOn.NonZero, MethodName = "ThrowNonZero")]
    [KoffiImport("int64_t FailWith64(int error, int64_t result)", ThrowOn = KoffiThrowOn.Negative)]
    [KoffiImport("const char *TextOrNull(const char *text, int error)", ThrowOn = KoffiThrowOn.Null)]
    [KoffiImport("void *PointerOrNull(int error)", ThrowOn = KoffiThrowOn.Null, LastError = true)]
    internal static partial class Native
    {
        [KoffiImport("int FailWithOwnedText(_Out_ char *!(kt_free) *text, int result)", ThrowOn = KoffiThrowOn.Negative)]
        public static partial int FailWithOwnedText(out string? text, int result);
    }

    [NativeCase]
    public static void The_last_error_is_that_of_the_call()
    {
        Check.Equal(-1, Native.ChangeDirectory("/nonexistent"));
        Check.Equal(Native.GetEnoent(), Koffi.LastError);
        Native.FailWith(1, 0);
        Check.Equal(1, Koffi.LastError);
        Native.FailWith(0, 0);
        Check.Equal(0, Koffi.LastError);
    }

    [NativeCase]
    public static void The_last_error_belongs_to_the_thread()
    {
        Native.FailWith(7, 0);
        Thread other = new(static () => Native.FailWith(8, 0));
        other.Start();
        other.Join();
        Check.Equal(7, Koffi.LastError);
    }

    [NativeCase]
    public static void A_negative_result_throws_what_happened()
    {
        Check.Equal(5, Native.ThrowNegative(InvalidArgument, 5));
        Check.Equal(0, Native.ThrowNegative(InvalidArgument, 0));
        KoffiErrorException error = Check.Throws<KoffiErrorException>(static () => Native.ThrowNegative(InvalidArgument, -3));
        Check.Equal(-3L, error.Code);
        Check.Equal(InvalidArgument, error.Errno);
        Check.Equal("FailWith", error.Function);
    }

    [NativeCase]
    public static void Any_result_but_0_throws_where_asked()
    {
        Check.Equal(0, Native.ThrowNonZero(1, 0));
        Check.Equal(4L, Check.Throws<KoffiErrorException>(static () => Native.ThrowNonZero(1, 4)).Code);
        Check.Equal(-4L, Check.Throws<KoffiErrorException>(static () => Native.ThrowNonZero(1, -4)).Code);
    }

    [NativeCase]
    public static void The_code_keeps_64_bits() =>
        Check.Equal(-5000000000L, Check.Throws<KoffiErrorException>(static () => Native.FailWith64(1, -5000000000)).Code);

    [NativeCase]
    public static void NULL_throws_where_asked()
    {
        Check.Equal("fine", Native.TextOrNull("fine", 0));
        Check.Equal(9, Check.Throws<KoffiErrorException>(static () => Native.TextOrNull("lost", 9)).Errno);
        Check.True(Native.PointerOrNull(0) != 0);
        Check.Throws<KoffiErrorException>(static () => Native.PointerOrNull(3));
        Check.Equal(3, Koffi.LastError);
    }

    [NativeCase]
    public static void Memory_that_C_allocated_before_it_failed_is_freed()
    {
        int frees = Allocations.CustomFrees(),
            live = Allocations.Live();
        Check.Throws<KoffiErrorException>(static () => Native.FailWithOwnedText(out _, -1));
        Check.Equal(0, Native.FailWithOwnedText(out string? text, 0));
        Check.Equal("partial", text);
        Check.Equal(frees + 2, Allocations.CustomFrees());
        Check.Equal(live, Allocations.Live());
    }
}
