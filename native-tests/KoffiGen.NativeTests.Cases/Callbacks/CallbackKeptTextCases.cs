namespace KoffiGen.NativeTests;

/// <summary>The lifetime of strings that a callback returns, in every character width, and counted buffers of callbacks.</summary>
public static partial class CallbackKeptTextCases
{
    private const int Large = 2_000_000;
    private const int Rounds = 16;

    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef const char *Name(int number);
            const char *BackTwoNames(Name *first, Name *second);
            const char *BackNameOnTwoThreads(Name *name);
            int BackWide(const char16_t *(*text16)(void), const char32_t *(*text32)(void), const wchar_t *(*wide)(void));
            int BackRead(int (*read)(_In_reads_(count) const int *values, size_t count));
            int BackChange(void (*change)(_Inout_updates_(count) int *values, size_t count, _Inout_ int *total));
            """
    )]
    internal static partial class Native;

    [NativeCase]
    public static void The_string_of_one_callback_stays_valid_while_another_callback_returns_one()
    {
        string one = new('a', 60),
            two = new('b', 60);
        Check.Equal($"{one}|{two}", Native.BackTwoNames(_ => one, _ => two));
        using Registered<Native.Name> first = Native.NamePointer.Register(_ => one);
        using Registered<Native.Name> second = Native.NamePointer.Register(_ => two);
        Check.Equal($"{one}|{two}", Native.BackTwoNames(first, second));
        Check.Equal($"NULL|{two}", Native.BackTwoNames(_ => null, second));
    }

    [NativeCase]
    public static void A_string_stays_valid_while_the_callback_returns_one_on_another_thread()
    {
        using Registered<Native.Name> name = Native.NamePointer.Register(number => $"number {number} of a name");
        for (int round = 0; round < 50; round++)
        {
            Check.Equal("number 1 of a name|number 9 of a name", Native.BackNameOnTwoThreads(name));
        }
    }

    [NativeCase]
    public static void A_callback_returns_strings_of_every_width()
    {
        Check.Equal(111, Native.BackWide(() => "😀x", () => "😀x", () => "wide"));
        Check.Equal(0, Native.BackWide(() => null, () => null, () => null));
    }

    [NativeCase]
    public static void A_returned_string_is_freed_with_its_callback()
    {
        // Each round uses another slot, so strings that stay would be as large as all rounds together.
        string large = new('x', Large);
        LeavesTheHeap(() =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                using Registered<Native.Name> name = Native.NamePointer.Register(_ => large);
                _ = Native.BackTwoNames(name, _ => large);
            }
        });
    }

    [NativeCase]
    public static void A_string_returned_on_another_thread_is_freed_with_its_callback()
    {
        string large = new('x', Large);
        using System.Collections.Concurrent.BlockingCollection<Action> work = [];
        using SemaphoreSlim done = new(0);
        Thread other = new(() =>
        {
            foreach (Action action in work.GetConsumingEnumerable())
            {
                action();
                done.Release();
            }
        });
        other.Start();
        LeavesTheHeap(() =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                using Registered<Native.Name> name = Native.NamePointer.Register(_ => large);
                work.Add(() => _ = Native.BackTwoNames(name, static _ => ""));
                done.Wait();
            }
        });
        work.CompleteAdding();
        other.Join();
    }

    [NativeCase]
    public static void A_returned_string_is_freed_with_its_thread()
    {
        string large = new('x', Large);
        using Registered<Native.Name> name = Native.NamePointer.Register(number => number == 1 ? "here" : large);
        LeavesTheHeap(() =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                _ = Native.BackNameOnTwoThreads(name);
            }
        });
    }

    /// <summary>Checks that at most a quarter of the memory that the action used is still allocated after garbage collections.</summary>
    private static void LeavesTheHeap(Action action)
    {
        long before = Allocations.HeapBytes();
        action();
        long grown = long.MaxValue;

        // The first collection releases a thread's objects, and a later one the memory that their finalizers free.
        for (int collection = 0; collection < 10 && grown >= Rounds * Large / 4; collection++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            grown = Allocations.HeapBytes() - before;
        }

        Check.True(grown < Rounds * Large / 4, $"{Rounds} rounds with {Large} bytes left {grown}");
    }

    [NativeCase]
    public static void A_counted_buffer_is_a_read_only_span()
    {
        Check.Equal(
            9 * 10,
            Native.BackRead(values =>
            {
                int sum = 0;
                foreach (int value in values)
                {
                    sum += value;
                }

                return sum;
            })
        );
    }

    [NativeCase]
    public static void A_counted_buffer_is_changed_in_place() =>
        Check.Equal(
            3020101,
            Native.BackChange(
                (Span<int> values, ref int total) =>
                {
                    foreach (int value in values)
                    {
                        total += value;
                    }

                    values.Reverse();
                }
            )
        );
}
