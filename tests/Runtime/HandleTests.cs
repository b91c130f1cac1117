using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

public sealed class HandleTests
{
    [Test]
    public void A_consumed_handle_is_closed_and_frees_nothing()
    {
        ProbeHandle handle = new();
        handle.Initialize(42);
        Assert.That(handle.Consume("'f' (Native.F)"), Is.EqualTo((nint)42));
        Assert.That(
            () => handle.Consume("'f' (Native.F)"),
            Throws.TypeOf<ObjectDisposedException>().With.Message.Contains("'f' (Native.F)")
        );
        handle.Dispose();
        Assert.That(handle.Released, Is.Zero);
    }

    [Test]
    public void A_disposed_handle_is_released_once()
    {
        ProbeHandle handle = new();
        handle.Initialize(42);
        handle.Dispose();
        handle.Dispose();
        Assert.That(handle.Released, Is.EqualTo(1));
    }

    [Test]
    public void A_call_in_flight_keeps_a_disposed_handle_open()
    {
        ProbeHandle handle = ProbeHandle.Open();
        HandleArgument call = new(handle);
        Assert.That(call.Acquire("'f' (Native.F)"), Is.EqualTo((nint)42));
        handle.Dispose();
        Assert.That(handle.Released, Is.Zero);
        Assert.That(
            () => new HandleArgument(handle).Acquire("'f' (Native.F)"),
            Throws.TypeOf<ObjectDisposedException>(),
            "A new call is refused."
        );
        Assert.That(() => handle.Consume("'f' (Native.F)"), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(handle.Released, Is.Zero);
        call.Release();
        Assert.That(handle.Released, Is.EqualTo(1));
    }

    [Test]
    public void Releasing_a_handle_that_was_not_acquired_does_nothing()
    {
        ProbeHandle open = ProbeHandle.Open();
        HandleArgument neverAcquired = new(open);
        neverAcquired.Release();
        Assert.That(open.IsClosed, Is.False);

        ProbeHandle closed = ProbeHandle.Open();
        closed.Dispose();
        HandleArgument failed = new(closed);
        bool thrown = false;
        try
        {
            failed.Acquire("'f' (Native.F)");
        }
        catch (ObjectDisposedException)
        {
            thrown = true;
        }
        finally
        {
            failed.Release();
        }

        Assert.That(thrown);
        Assert.That(closed.Released, Is.EqualTo(1));
    }

    [Test]
    public void Releasing_twice_counts_once()
    {
        ProbeHandle handle = ProbeHandle.Open();
        HandleArgument first = new(handle);
        HandleArgument second = new(handle);
        first.Acquire("'f' (Native.F)");
        second.Acquire("'f' (Native.F)");
        first.Release();
        first.Release();
        handle.Dispose();
        Assert.That(handle.Released, Is.Zero);
        second.Release();
        Assert.That(handle.Released, Is.EqualTo(1));
    }

    [Test]
    public void A_value_or_null_needs_no_release()
    {
        HandleArgument value = new(7);
        HandleArgument nothing = new(null);
        Assert.That(value.Acquire("'f' (Native.F)"), Is.EqualTo((nint)7));
        Assert.That(nothing.Acquire("'f' (Native.F)") == 0);
        Assert.That(value.Consume("'f' (Native.F)"), Is.EqualTo((nint)7));
        Assert.That(nothing.Consume("'f' (Native.F)") == 0);
        value.Release();
        nothing.Release();
    }

    [Test]
    public void One_of_two_threads_consumes_a_handle()
    {
        for (int round = 0; round < 2000; round++)
        {
            ProbeHandle handle = ProbeHandle.Open();
            int won = 0;
            Parallel.For(
                0,
                2,
                _ =>
                {
                    try
                    {
                        handle.Consume("'f' (Native.F)");
                        Interlocked.Increment(ref won);
                    }
                    catch (ObjectDisposedException)
                    {
                        // The other thread was faster.
                    }
                }
            );
            handle.Dispose();
            Assert.That(won, Is.EqualTo(1));
            Assert.That(handle.Released, Is.Zero);
        }
    }

    [Test]
    public void Consuming_and_disposing_free_once_between_them()
    {
        for (int round = 0; round < 2000; round++)
        {
            ProbeHandle handle = ProbeHandle.Open();
            int consumed = 0;
            Parallel.Invoke(
                handle.Dispose,
                () =>
                {
                    try
                    {
                        handle.Consume("'f' (Native.F)");
                        consumed = 1;
                    }
                    catch (ObjectDisposedException)
                    {
                        // Dispose was faster.
                    }
                }
            );
            Assert.That(consumed + handle.Released, Is.EqualTo(1));
        }
    }

    [Test]
    public void A_handle_is_initialized_once_and_not_when_closed()
    {
        ProbeHandle handle = ProbeHandle.Open();
        Assert.That(() => handle.Initialize(43), Throws.InvalidOperationException);
        ProbeHandle closed = new();
        closed.Dispose();
        Assert.That(() => closed.Initialize(43), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(closed.Released, Is.Zero, "NULL is not released.");
    }

    [Test]
    public void A_handle_that_is_reserved_and_completed_frees_nothing()
    {
        ProbeHandle handle = ProbeHandle.Open();
        HandleArgument argument = new(handle);
        Assert.That(argument.Reserve("'f' (Native.F)"), Is.EqualTo((nint)42));
        argument.Complete();
        argument.Release();
        handle.Dispose();
        Assert.That(handle.IsClosed);
        Assert.That(handle.Released, Is.Zero);
    }

    [Test]
    public void A_handle_that_is_reserved_and_released_is_unchanged()
    {
        ProbeHandle handle = ProbeHandle.Open();
        HandleArgument argument = new(handle);
        argument.Reserve("'f' (Native.F)");
        argument.Release();
        argument.Release();
        HandleArgument call = new(handle);
        Assert.That(call.Acquire("'f' (Native.F)"), Is.EqualTo((nint)42));
        call.Release();
        Assert.That(handle.Consume("'f' (Native.F)"), Is.EqualTo((nint)42));
        Assert.That(handle.Released, Is.Zero);
    }

    [Test]
    public void One_call_reserves_a_handle_once()
    {
        ProbeHandle handle = ProbeHandle.Open();
        HandleArgument argument = new(handle);
        argument.Reserve("'f' (Native.F)");
        Assert.That(
            () => new HandleArgument(handle).Reserve("'f' (Native.F)"),
            Throws.TypeOf<ArgumentException>().With.Message.Contains("'f' (Native.F) twice")
        );
        argument.Release();
        handle.Dispose();
        Assert.That(handle.Released, Is.EqualTo(1));
    }

    [Test]
    public void Another_thread_cannot_consume_a_reserved_handle()
    {
        ProbeHandle handle = ProbeHandle.Open();
        HandleArgument argument = new(handle);
        argument.Reserve("'f' (Native.F)");
        Exception? reserving = null;
        nint consumed = 0;
        Thread other = new(() =>
        {
            reserving = Assert.Catch(() => new HandleArgument(handle).Reserve("'g'"));
            consumed = handle.Consume("'g'");
        });
        other.Start();
        Assert.That(other.Join(50), Is.False, "A call with one handle waits for the end of the reservation.");
        argument.Release();
        other.Join();
        Assert.That(reserving, Is.TypeOf<InvalidOperationException>());
        Assert.That(consumed, Is.EqualTo((nint)42));
        Assert.That(handle.Released, Is.Zero);
    }

    [TestCase(true, ExpectedResult = 0)]
    [TestCase(false, ExpectedResult = 1)]
    public int A_handle_that_is_disposed_of_while_it_is_reserved_is_freed_once(bool isCompleted)
    {
        ProbeHandle handle = ProbeHandle.Open();
        HandleArgument argument = new(handle);
        argument.Reserve("'f' (Native.F)");
        handle.Dispose();
        Assert.That(handle.Released, Is.Zero);
        if (isCompleted)
        {
            argument.Complete();
        }

        argument.Release();
        return handle.Released;
    }

    [Test]
    public void Reserving_and_disposing_free_once_between_them([Values] bool isCompleted)
    {
        for (int round = 0; round < 2000; round++)
        {
            ProbeHandle handle = ProbeHandle.Open();
            int consumed = 0;
            Parallel.Invoke(
                handle.Dispose,
                () =>
                {
                    HandleArgument argument = new(handle);
                    try
                    {
                        argument.Reserve("'f' (Native.F)");
                        if (isCompleted)
                        {
                            argument.Complete();
                            consumed = 1;
                        }
                    }
                    catch (ObjectDisposedException)
                    {
                        // Dispose was faster.
                    }
                    finally
                    {
                        argument.Release();
                    }
                }
            );
            Assert.That(consumed + handle.Released, Is.EqualTo(1));
        }
    }
}
