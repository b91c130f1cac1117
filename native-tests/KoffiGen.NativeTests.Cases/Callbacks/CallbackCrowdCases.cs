namespace KoffiGen.NativeTests;

/// <summary>Many threads, of C and of .NET, that invoke callbacks at the same time.</summary>
public static partial class CallbackCrowdCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef int Count(int thread, int round);
            typedef int Inner(int value);
            int64_t BackCrowd(Count *count, int threads, int rounds);
            int Call(Inner *inner, int value);
            """
    )]
    internal static partial class Native;

    [NativeCase]
    public static void Native_threads_call_one_registration_concurrently()
    {
        int calls = 0;
        using Registered<Native.Count> count = Native.CountPointer.Register(
            (thread, round) =>
            {
                Interlocked.Increment(ref calls);
                return (thread * 100000) + round;
            }
        );
        Check.Equal(0L, Native.BackCrowd(count, 32, 1000));
        Check.Equal(32_000, calls);
    }

    [NativeCase]
    public static void Native_threads_call_a_lambda_that_calls_C() =>
        Check.Equal(0L, Native.BackCrowd((thread, round) => Native.Call(value => value + round, thread * 100000), 16, 200));

    [NativeCase]
    public static void One_exception_of_many_threads_is_thrown()
    {
        using CallbackErrors errors = new();
        Check.Throws<FormatException>(() =>
            Native.BackCrowd((thread, round) => round == 50 ? throw new FormatException() : (thread * 100000) + round, 16, 100)
        );
        Check.Equal(0L, Native.BackCrowd((thread, round) => (thread * 100000) + round, 16, 100));
    }

    [NativeCase]
    public static void Thread_pool_threads_have_their_own_closures() =>
        Parallel.For(0, 2000, static number => Check.Equal(number * 3, Native.Call(value => value + (number * 2), number)));
}
