using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace KoffiGen.NativeTests;

/// <summary>Callbacks on any thread, nested, and many at the same time.</summary>
public static partial class CallbackThreadCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef int Inner(int value);
            typedef int Deep(int depth);
            int Call(Inner *inner, int value);
            int CallBoth(Inner *first, Inner *second, int value);
            int CallDeep(Deep *deep, int depth);
            int CallOnThread(Inner *inner, int value);
            int CallErrno(void (*act)(void), _Out_ int *after);
            """
    )]
    internal static partial class Native;

    [NativeCase]
    public static void A_native_thread_calls_back()
    {
        int caller = Environment.CurrentManagedThreadId;
        int thread = caller;
        Check.Equal(
            14,
            Native.CallOnThread(
                value =>
                {
                    thread = Environment.CurrentManagedThreadId;
                    return value * 2;
                },
                7
            )
        );
        Check.True(thread != caller);
        Check.Throws<InvalidOperationException>(() => Native.CallOnThread(_ => throw new InvalidOperationException(), 1));
    }

    [NativeCase]
    public static void Callbacks_call_functions_that_call_back() =>
        Check.Equal(
            1234,
            Native.Call(value => value + Native.Call(inner => inner + Native.CallOnThread(deepest => deepest + 4, 30), 200), 1000)
        );

    [NativeCase]
    public static void Callbacks_may_recurse_deeply()
    {
        Check.Equal(100, Recurse(100));

        static int Recurse(int depth) => Native.CallDeep(rest => Recurse(rest), depth);
    }

    [NativeCase]
    public static void Two_closures_of_a_type_are_two_callbacks()
    {
        int one = 1,
            two = 2;
        Check.Equal(11012, Native.CallBoth(value => value + one, value => value + two, 10));
        Native.Inner same = value => value + one;
        Check.Equal(11011, Native.CallBoth(same, same, 10));
    }

    [NativeCase]
    public static void Two_hundred_calls_are_inside_callbacks_at_once()
    {
        const int Count = 200;
        using Barrier everyone = new(Count);
        int[] results = new int[Count];
        Thread[] threads =
        [
            .. Enumerable
                .Range(0, Count)
                .Select(number => new Thread(
                    () =>
                        results[number] = Native.Call(
                            value =>
                            {
                                everyone.SignalAndWait();
                                return value + number;
                            },
                            1000
                        ),
                    256 * 1024
                )),
        ];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        for (int number = 0; number < Count; number++)
        {
            Check.Equal(1000 + number, results[number]);
        }
    }

    [NativeCase]
    public static void Errno_is_preserved_during_a_callback()
    {
        _ = Native.CallErrno(
            () =>
            {
                Marshal.SetLastSystemError(99);
                _ = File.Exists("/nowhere/at/all");
            },
            out int after
        );
        Check.Equal(7, after);
    }

    [NativeCase]
    public static void A_callback_runs_on_its_synchronization_context()
    {
        using Loop loop = new();
        using Registered<Native.Inner> callback = Native.InnerPointer.Register(
            value => Environment.CurrentManagedThreadId == loop.ThreadId ? value + 1 : -1,
            loop
        );
        Check.Equal(8, Native.Call(callback, 7));
        Check.Equal(9, Native.CallOnThread(callback, 8));
    }

    /// <summary>A synchronization context with a thread and a queue, like that of a user interface.</summary>
    private sealed class Loop : SynchronizationContext, IDisposable
    {
        private readonly BlockingCollection<(SendOrPostCallback Callback, object? State, ManualResetEventSlim? Done)> _queue = [];
        private readonly Thread _thread;

        public Loop()
        {
            _thread = new Thread(Run) { IsBackground = true };
            _thread.Start();
        }

        public int ThreadId => _thread.ManagedThreadId;

        public override void Post(SendOrPostCallback d, object? state) => _queue.Add((d, state, null));

        public override void Send(SendOrPostCallback d, object? state)
        {
            using ManualResetEventSlim done = new();
            _queue.Add((d, state, done));
            done.Wait();
        }

        public void Dispose()
        {
            _queue.CompleteAdding();
            _thread.Join();
            _queue.Dispose();
        }

        private void Run()
        {
            SetSynchronizationContext(this);
            foreach ((SendOrPostCallback callback, object? state, ManualResetEventSlim? done) in _queue.GetConsumingEnumerable())
            {
                callback(state);
                done?.Set();
            }
        }
    }
}
