namespace KoffiGen.Tests.Runtime;

public sealed class CallsInFlightTests
{
    [Test]
    public void An_idle_resource_is_freed_by_the_caller_that_closes_it()
    {
        CallsInFlight calls = default;
        Assert.That(calls.TryEnter());
        Assert.That(calls.Exit(), Is.False);
        Assert.That(calls.Close());
        Assert.That(calls.Close(), Is.False, "It is freed once.");
        Assert.That(calls.IsClosed);
        Assert.That(calls.TryEnter(), Is.False);
    }

    [Test]
    public void A_resource_in_use_is_freed_by_the_last_call()
    {
        CallsInFlight calls = default;
        calls.TryEnter();
        calls.TryEnter();
        Assert.That(calls.Close(), Is.False);
        Assert.That(calls.TryEnter(), Is.False);
        Assert.That(calls.Exit(), Is.False);
        calls.EnterAgain();
        Assert.That(calls.Exit(), Is.False, "The call from within another one is not the last.");
        Assert.That(calls.Exit());
    }

    [Test]
    public void A_resource_is_reserved_only_without_other_calls()
    {
        CallsInFlight calls = default;
        calls.TryEnter();
        Assert.That(calls.TryReserve(own: 0, waits: false), Is.False);
        Assert.That(calls.TryReserve(own: 1, waits: false));
        Assert.That(calls.IsIdle);
        Assert.That(calls.TryEnter(), Is.False);
        Assert.That(calls.TryReserve(own: 0, waits: true), Is.False, "One caller reserves it.");
        calls.Complete();
        Assert.That(calls.Close(), Is.False, "The reserver frees it.");
        Assert.That(calls.TryReserve(own: 0, waits: true), Is.False);
    }

    [Test]
    public void A_cancelled_reservation_opens_the_resource_again()
    {
        CallsInFlight calls = default;
        calls.TryReserve(own: 0, waits: false);
        Assert.That(calls.Cancel(), Is.False);
        Assert.That(calls.TryEnter());
        Assert.That(calls.Exit(), Is.False);
        Assert.That(calls.Close());
    }

    [Test]
    public void A_reserver_frees_what_was_closed_meanwhile()
    {
        CallsInFlight calls = default;
        calls.TryReserve(own: 0, waits: false);
        Assert.That(calls.Close(), Is.False);
        Assert.That(calls.Cancel());
        Assert.That(calls.Close(), Is.False);
    }

    [Test]
    public void A_waiting_reserver_frees_instead_of_the_last_call()
    {
        CallsInFlight calls = default;
        calls.TryEnter();
        Assert.That(calls.TryReserve(own: 0, waits: true));
        Assert.That(calls.IsIdle, Is.False);
        Assert.That(calls.Close(), Is.False);
        Assert.That(calls.Exit(), Is.False);
        Assert.That(calls.IsIdle);
        calls.Complete();
    }

    [Test]
    public void A_caller_with_a_call_of_its_own_reserves_even_what_was_closed()
    {
        CallsInFlight calls = default;
        calls.TryEnter();
        calls.TryEnter();
        calls.Close();
        Assert.That(calls.TryReserve(own: 1, waits: false), Is.False, "Another call is in flight.");
        Assert.That(calls.Exit(), Is.False);
        Assert.That(calls.TryReserve(own: 1, waits: false));
        Assert.That(calls.Cancel());
    }

    [Test]
    public void Many_threads_free_once()
    {
        for (int round = 0; round < 2000; round++)
        {
            CallsInFlight calls = default;
            int inside = 0;
            int freed = 0;
            int early = 0;
            Parallel.For(
                0,
                4,
                index =>
                {
                    if (index == 0)
                    {
                        Free(calls.Close());
                        return;
                    }

                    for (int call = 0; call < 20 && calls.TryEnter(); call++)
                    {
                        Interlocked.Increment(ref inside);
                        Interlocked.Decrement(ref inside);
                        Free(calls.Exit());
                    }

                    if (calls.TryReserve(own: 0, waits: index == 1))
                    {
                        SpinWait.SpinUntil(() => calls.IsIdle);
                        calls.Complete();
                        Free(isLast: true);
                    }
                }
            );
            Assert.That(freed, Is.EqualTo(1));
            Assert.That(early, Is.Zero);

            void Free(bool isLast)
            {
                if (isLast)
                {
                    Interlocked.Increment(ref freed);
                    Interlocked.Add(ref early, Volatile.Read(ref inside));
                }
            }
        }
    }
}
