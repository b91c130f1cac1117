namespace KoffiGen.NativeTests;

/// <summary>
/// Handles that are closed while calls with them are in flight. C counts the uses of freed objects. A call in flight is one that has called
/// back.
/// </summary>
public static partial class ClosingCases
{
    /// <summary>Objects with a <c>void</c> disposer.</summary>
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("opaque Tap !(FreeGuarded); typedef int TapStep(void);")]
    [KoffiImport("Tap *! OpenGuarded(void)")]
    [KoffiImport("int UseGuarded(Tap *tap, int times)")]
    [KoffiImport("int CallGuarded(Tap *tap, TapStep *step)")]
    [KoffiImport("void FreeGuarded(Tap *tap)", Async = true)]
    [KoffiImport("void FreeGuarded(Tap *tap)", MethodName = "FreeAfterCalls", WaitsForCalls = true)]
    [KoffiImport("int MisusesOfGuarded(void)")]
    internal static partial class Taps
    {
        [KoffiImport("int FreesOfGuarded(Tap *tap)")]
        public static partial int FreesOfGuarded(nint tap);
    }

    /// <summary>Objects whose disposer has a result.</summary>
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("opaque Line !(CloseGuarded); typedef int LineStep(void);")]
    [KoffiImport("Line *! OpenGuarded(void)")]
    [KoffiImport("int UseGuarded(Line *line, int times)")]
    [KoffiImport("int CallGuarded(Line *line, LineStep *step)")]
    [KoffiImport("int CloseGuarded(Line *line)", Async = true)]
    [KoffiImport("int CloseGuarded(Line *line)", MethodName = "CloseAfterCalls", WaitsForCalls = true, Async = true)]
    [KoffiImport("int SwallowGuarded(Line *! line)")]
    [KoffiImport("int CloseTwoGuarded(Line *! first, Line *! second)", Async = true)]
    [KoffiImport("int CloseIntoGuarded(Line *! closed, Line *used)")]
    internal static partial class Lines;

    /// <summary>The same objects, from a library that an object has loaded.</summary>
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("opaque Pipe !(FreeGuarded); typedef int PipeStep(void);")]
    [KoffiImport("Pipe *! OpenGuarded(void)")]
    [KoffiImport("int CallGuarded(Pipe *pipe, PipeStep *step)")]
    [KoffiImport("void FreeGuarded(Pipe *pipe)")]
    internal sealed partial class Pipes;

    [NativeCase]
    public static void Dispose_returns_at_once_and_the_last_call_frees() =>
        CheckTap(
            static tap => tap.Dispose(),
            static tap =>
            {
                tap.Dispose();
                Check.Throws<ObjectDisposedException>(() => Taps.UseGuarded(tap, 1));
            }
        );

    [NativeCase]
    public static void A_void_disposer_returns_at_once_and_the_last_call_frees() =>
        CheckTap(static tap => Taps.FreeGuarded(tap), static tap => Check.Throws<ObjectDisposedException>(() => Taps.FreeGuarded(tap)));

    [NativeCase]
    public static void An_asynchronous_void_disposer_ends_and_the_last_call_frees() =>
        CheckTap(
            static tap => Taps.FreeGuardedAsync(tap).AsTask().GetAwaiter().GetResult(),
            static tap => Check.Throws<ObjectDisposedException>(() => Taps.FreeGuardedAsync(tap).AsTask().GetAwaiter().GetResult())
        );

    [NativeCase]
    public static void A_void_disposer_is_called_with_an_idle_handle()
    {
        Taps.TapHandle tap = Taps.OpenGuarded();
        nint pointer = tap.DangerousGetHandle();
        Taps.FreeGuarded(tap);
        Check.Equal(1, Taps.FreesOfGuarded(pointer));
        Check.True(tap.IsClosed);
        tap.Dispose();
        Check.Equal(1, Taps.FreesOfGuarded(pointer));
    }

    [NativeCase]
    public static void The_void_disposer_of_an_instance_library_does_the_same()
    {
        using Pipes pipes = new();
        Pipes.PipeHandle pipe = pipes.OpenGuarded();
        nint pointer = pipe.DangerousGetHandle();
        Check.Equal(
            5,
            pipes.CallGuarded(
                pipe,
                () =>
                {
                    pipes.FreeGuarded(pipe);
                    pipes.Dispose();
                    Check.Equal(0, Taps.FreesOfGuarded(pointer));
                    return 5;
                }
            )
        );
        Check.Equal(1, Taps.FreesOfGuarded(pointer));
        Check.Equal(0, Taps.MisusesOfGuarded());
    }

    [NativeCase]
    public static void A_disposer_with_a_result_throws_and_the_handle_stays_open() =>
        CheckLine(line =>
            Check.True(
                Check
                    .Throws<InvalidOperationException>(() => Lines.CloseGuarded(line))
                    .Message.Contains("'CloseGuarded' (Lines.CloseGuarded)", StringComparison.Ordinal)
            )
        );

    [NativeCase]
    public static void A_parameter_that_C_frees_throws_and_the_handle_stays_open() =>
        CheckLine(line => Check.Throws<InvalidOperationException>(() => Lines.SwallowGuarded(line)));

    [NativeCase]
    public static void The_exception_of_an_asynchronous_call_is_in_its_task() =>
        CheckLine(line => Check.Throws<InvalidOperationException>(() => Lines.CloseGuardedAsync(line).AsTask().GetAwaiter().GetResult()));

    [NativeCase]
    public static void Where_one_of_two_is_in_use_both_stay_open() =>
        CheckLine(line =>
        {
            Lines.LineHandle other = Lines.OpenGuarded();
            Check.Throws<InvalidOperationException>(() => Lines.CloseTwoGuarded(other, line));
            Check.Throws<InvalidOperationException>(() => Lines.CloseTwoGuarded(line, other));
            Check.Throws<InvalidOperationException>(() => Lines.CloseTwoGuardedAsync(other, line).AsTask().GetAwaiter().GetResult());
            Check.Equal(0, Lines.UseGuarded(other, 1));
            Check.Equal(7, Lines.CloseGuarded(other));
        });

    [NativeCase]
    public static void A_handle_is_not_freed_and_used_by_one_call()
    {
        Lines.LineHandle line = Lines.OpenGuarded();
        Check.Throws<InvalidOperationException>(() => Lines.CloseIntoGuarded(line, line));
        Check.Throws<ArgumentException>(() => Lines.CloseTwoGuarded(line, line));
        Lines.LineHandle other = Lines.OpenGuarded();
        Check.Equal(7, Lines.CloseIntoGuarded(line, other));
        Check.Equal(7, Lines.CloseGuarded(other));
        Check.Equal(0, Taps.MisusesOfGuarded());
    }

    [NativeCase]
    public static async Task A_disposer_waits_on_request()
    {
        Lines.LineHandle line = Lines.OpenGuarded();
        Task<int>[] closing = new Task<int>[1];
        Check.Equal(
            5,
            Lines.CallGuarded(
                line,
                () =>
                {
                    closing[0] = Task.Run(() => Lines.CloseAfterCalls(line));
                    Check.True(SpinWait.SpinUntil(() => IsRefused(line), TimeSpan.FromSeconds(30)));
                    Check.Equal(false, closing[0].IsCompleted);
                    return 5;
                }
            )
        );
        Check.Equal(7, await closing[0]);
        Check.True(line.IsClosed);
        Check.Equal(0, Taps.MisusesOfGuarded());
    }

    [NativeCase]
    public static async Task An_asynchronous_disposer_waits_on_request()
    {
        Lines.LineHandle line = Lines.OpenGuarded();
        Task<int>[] closing = new Task<int>[1];
        Lines.CallGuarded(
            line,
            () =>
            {
                closing[0] = Lines.CloseAfterCallsAsync(line).AsTask();
                Check.True(SpinWait.SpinUntil(() => IsRefused(line), TimeSpan.FromSeconds(30)));
                line.Dispose();
                return 0;
            }
        );
        Check.Equal(7, await closing[0]);
        Check.Equal(0, Taps.MisusesOfGuarded());
    }

    private static bool IsRefused(Lines.LineHandle line)
    {
        try
        {
            Check.Equal(0, Lines.UseGuarded(line, 1));
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    /// <summary>Closes an object during a call, and checks that it is freed when the call ends.</summary>
    private static void CheckTap(Action<Taps.TapHandle> close, Action<Taps.TapHandle> checkClosed)
    {
        Taps.TapHandle tap = Taps.OpenGuarded();
        nint pointer = tap.DangerousGetHandle();
        Check.Equal(
            5,
            Taps.CallGuarded(
                tap,
                () =>
                {
                    close(tap);
                    Check.True(tap.IsClosed);
                    Check.Equal(0, Taps.FreesOfGuarded(pointer));
                    checkClosed(tap);
                    return 5;
                }
            )
        );
        Check.Equal(1, Taps.FreesOfGuarded(pointer));
        checkClosed(tap);
        Check.Equal(1, Taps.FreesOfGuarded(pointer));
        Check.Equal(0, Taps.MisusesOfGuarded());
    }

    /// <summary>Tries to close an object during a call, and checks that it is still open afterwards.</summary>
    private static void CheckLine(Action<Lines.LineHandle> fail)
    {
        Lines.LineHandle line = Lines.OpenGuarded();
        nint pointer = line.DangerousGetHandle();
        Check.Equal(
            5,
            Lines.CallGuarded(
                line,
                () =>
                {
                    fail(line);
                    Check.Equal(false, line.IsClosed);
                    Check.Equal(0, Lines.UseGuarded(line, 1));
                    return 5;
                }
            )
        );
        Check.Equal(0, Taps.FreesOfGuarded(pointer));
        Check.Equal(7, Lines.CloseGuarded(line));
        Check.Equal(1, Taps.FreesOfGuarded(pointer));
        Check.Equal(0, Taps.MisusesOfGuarded());
    }
}
