using System.Runtime.InteropServices;

namespace KoffiGen.NativeTests;

/// <summary>Six threads use a handle while a seventh closes it. C counts the uses of freed objects.</summary>
public static class ClosingStressCases
{
    private const int Users = 6;
    private const int Rounds = 10_000;

    // Long enough that most objects are closed while C uses them.
    private const int UseLength = 2_000;

    // For ways to close that themselves wait for other threads.
    private const int SlowRounds = 1_000;

    [NativeCase]
    public static void Dispose_frees_nothing_in_use() =>
        Run(ClosingCases.Taps.OpenGuarded, static tap => ClosingCases.Taps.UseGuarded(tap, UseLength), static tap => tap.Dispose());

    [NativeCase]
    public static void A_void_disposer_frees_nothing_in_use() =>
        Run(
            ClosingCases.Taps.OpenGuarded,
            static tap => ClosingCases.Taps.UseGuarded(tap, UseLength),
            static tap => ClosingCases.Taps.FreeGuarded(tap)
        );

    [NativeCase]
    public static void A_disposer_with_a_result_frees_nothing_in_use() =>
        RunLines(static line => Retry(line, static line => ClosingCases.Lines.CloseGuarded(line)));

    [NativeCase]
    public static void A_parameter_that_C_frees_is_not_in_use() =>
        RunLines(static line => Retry(line, static line => ClosingCases.Lines.SwallowGuarded(line)));

    [NativeCase]
    public static void A_disposer_that_waits_frees_nothing_in_use() =>
        RunLines(static line => Check.Equal(7, ClosingCases.Lines.CloseAfterCalls(line)), SlowRounds);

    [NativeCase]
    public static void An_asynchronous_disposer_frees_nothing_in_use() =>
        RunLines(
            static line => Retry(line, static line => ClosingCases.Lines.CloseGuardedAsync(line).AsTask().GetAwaiter().GetResult()),
            SlowRounds
        );

    [NativeCase]
    public static void Two_handles_are_freed_together_or_not_at_all() =>
        RunLines(static line =>
        {
            ClosingCases.Lines.LineHandle other = ClosingCases.Lines.OpenGuarded();
            Retry(
                line,
                line =>
                {
                    Check.Equal(0, ClosingCases.Lines.UseGuarded(other, 1));
                    return ClosingCases.Lines.CloseTwoGuarded(other, line) / 2;
                }
            );
        });

    private static void RunLines(Action<ClosingCases.Lines.LineHandle> close, int rounds = Rounds) =>
        Run(ClosingCases.Lines.OpenGuarded, static line => ClosingCases.Lines.UseGuarded(line, UseLength), close, rounds);

    private static void Retry(ClosingCases.Lines.LineHandle line, Func<ClosingCases.Lines.LineHandle, int> close)
    {
        while (true)
        {
            try
            {
                Check.Equal(7, close(line));
                return;
            }
            catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
            {
                Thread.Yield();
            }
        }
    }

    private static void Run<THandle>(Func<THandle> open, Func<THandle, int> use, Action<THandle> close, int rounds = Rounds)
        where THandle : SafeHandle
    {
        THandle current = open();
        THandle? entered = null;
        bool hasEnded = false;
        Exception? failure = null;
        Thread[] users =
        [
            .. Enumerable
                .Range(0, Users)
                .Select(_ => new Thread(() =>
                {
                    try
                    {
                        while (!Volatile.Read(ref hasEnded))
                        {
                            Use();
                            Thread.Yield();
                        }
                    }
#pragma warning disable CA1031 // The case itself reports the exception.
                    catch (Exception exception)
#pragma warning restore CA1031
                    {
                        failure = exception;
                    }
                })),
        ];
        foreach (Thread user in users)
        {
            user.Start();
        }

        try
        {
            for (int round = 0; round < rounds; round++)
            {
                // A user is about to call, or calls, with the object that is closed next. The users then move to another one.
                Check.True(
                    SpinWait.SpinUntil(() => Volatile.Read(ref entered) == current || failure is not null, TimeSpan.FromSeconds(30))
                );
                THandle closing = Interlocked.Exchange(ref current, open());
                nint pointer = closing.DangerousGetHandle();
                close(closing);
                Check.True(SpinWait.SpinUntil(() => ClosingCases.Taps.FreesOfGuarded(pointer) == 1, TimeSpan.FromSeconds(30)));
            }
        }
        finally
        {
            Volatile.Write(ref hasEnded, true);
            foreach (Thread user in users)
            {
                user.Join();
            }
        }

        current.Dispose();
        if (failure is not null)
        {
            throw new CheckFailedException(failure.ToString());
        }

        Check.Equal(0, ClosingCases.Taps.MisusesOfGuarded());

        void Use()
        {
            try
            {
                THandle handle = Volatile.Read(ref current);
                Volatile.Write(ref entered, handle);
                Check.Equal(0, use(handle));
            }
            catch (ObjectDisposedException)
            {
                // The other thread has closed the handle.
            }
        }
    }
}
