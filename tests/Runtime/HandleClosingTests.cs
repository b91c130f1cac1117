using System.Runtime.CompilerServices;
using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

/// <summary>Handles that are closed while calls with them are in flight.</summary>
public sealed class HandleClosingTests
{
    private const string F = "'f' (Native.F)";

    [Test]
    public void A_disposed_handle_is_closed_at_once()
    {
        ProbeHandle handle = ProbeHandle.Open();
        HandleArgument call = new(handle);
        call.Acquire(F);
        handle.Dispose();
        Assert.That(handle.IsClosed);
        Assert.That(handle.Released, Is.Zero);
        call.Release();
        Assert.That(handle.Released, Is.EqualTo(1));
    }

    [Test]
    public void A_handle_in_use_is_not_consumed_and_stays_open()
    {
        ProbeHandle handle = ProbeHandle.Open();
        HandleArgument call = new(handle);
        call.Acquire(F);
        Assert.That(() => handle.Consume(F), Throws.InvalidOperationException.With.Message.Contains(F));
        Assert.That(() => new HandleArgument(handle).Reserve(F), Throws.InvalidOperationException);
        Assert.That(handle.IsClosed, Is.False);
        call.Release();
        Assert.That(handle.Consume(F), Is.EqualTo((nint)42));
    }

    [Test]
    public void The_last_call_frees_instead_of_a_void_disposer()
    {
        ProbeHandle handle = ProbeHandle.Open();
        HandleArgument call = new(handle);
        call.Acquire(F);
        Assert.That(new HandleArgument(handle).TryConsume(F, out _), Is.False);
        Assert.That(handle.IsClosed);
        Assert.That(() => new HandleArgument(handle).TryConsume(F, out _), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(handle.Released, Is.Zero);
        call.Release();
        Assert.That(handle.Released, Is.EqualTo(1));
    }

    [Test]
    public void A_void_disposer_is_called_with_an_idle_handle()
    {
        ProbeHandle handle = ProbeHandle.Open();
        Assert.That(new HandleArgument(handle).TryConsume(F, out nint pointer));
        Assert.That(pointer, Is.EqualTo((nint)42));
        handle.Dispose();
        Assert.That(handle.Released, Is.Zero);
        Assert.That(new HandleArgument(7).TryConsume(F, out pointer));
        Assert.That(pointer, Is.EqualTo((nint)7));
        Assert.That(new HandleArgument(null).TryConsume(F, out pointer));
        Assert.That(pointer == 0);
    }

    [Test]
    public void A_disposer_waits_for_calls_on_request()
    {
        ProbeHandle handle = ProbeHandle.Open();
        using ManualResetEventSlim began = new();
        using ManualResetEventSlim ends = new();
        bool hasEnded = false;
        Thread user = new(() =>
        {
            HandleArgument call = new(handle);
            call.Acquire(F);
            began.Set();
            ends.Wait();
            Volatile.Write(ref hasEnded, true);
            call.Release();
        });
        user.Start();
        began.Wait();
        Thread closer = new(() =>
        {
            Assert.That(handle.Consume(F, waitsForCalls: true), Is.EqualTo((nint)42));
            Assert.That(Volatile.Read(ref hasEnded));
        });
        closer.Start();
        Assert.That(() => Refuses(handle), Is.True.After(5000, 5), "New calls are rejected.");
        Assert.That(() => handle.Consume(F), Throws.TypeOf<ObjectDisposedException>());
        handle.Dispose();
        Assert.That(closer.Join(50), Is.False);
        ends.Set();
        closer.Join();
        user.Join();
        Assert.That(handle.Released, Is.Zero);
    }

    [Test]
    public void A_call_waits_for_the_reservation_of_another_call()
    {
        ProbeHandle handle = ProbeHandle.Open();
        HandleArgument reserved = new(handle);
        reserved.Reserve(F);
        nint seen = 0;
        Thread user = new(() =>
        {
            HandleArgument call = new(handle);
            seen = call.Acquire(F);
            call.Release();
        });
        user.Start();
        Assert.That(user.Join(50), Is.False);
        reserved.Release();
        user.Join();
        Assert.That(seen, Is.EqualTo((nint)42));
        handle.Dispose();
        Assert.That(handle.Released, Is.EqualTo(1));
    }

    [Test]
    public void An_asynchronous_call_consumes_an_idle_handle_when_it_begins()
    {
        ProbeHandle handle = ProbeHandle.Open();
        HandleReservation reservation = HandleReservation.Create(handle, F);
        HandleArgument call = new(handle);
        call.Acquire(F);
        bool isInUse = false;
        try
        {
            reservation.Consume(F);
        }
        catch (InvalidOperationException)
        {
            isInUse = true;
        }

        Assert.That(isInUse);
        call.Release();
        reservation.Release();
        Assert.That(handle.IsClosed, Is.False);

        reservation = HandleReservation.Create(handle, F);
        Assert.That(reservation.Consume(F), Is.EqualTo((nint)42));
        reservation.Release();
        Assert.That(handle.IsClosed);
        Assert.That(handle.Released, Is.Zero);
    }

    [Test]
    public void The_last_call_frees_instead_of_an_asynchronous_void_disposer()
    {
        ProbeHandle handle = ProbeHandle.Open();
        HandleReservation reservation = HandleReservation.Create(handle, F);
        HandleArgument call = new(handle);
        call.Acquire(F);
        Assert.That(reservation.TryConsume(F, out _), Is.False);
        reservation.Release();
        Assert.That(handle.IsClosed);
        Assert.That(handle.Released, Is.Zero);
        call.Release();
        Assert.That(handle.Released, Is.EqualTo(1));
    }

    [Test]
    public void An_asynchronous_call_with_several_handles_consumes_all_or_none()
    {
        ProbeHandle first = ProbeHandle.Open();
        ProbeHandle second = ProbeHandle.Open();
        HandleReservation one = HandleReservation.Create(first, F);
        HandleReservation two = HandleReservation.Create(second, F);
        HandleArgument call = new(second);
        call.Acquire(F);
        one.Reserve(F);
        bool isInUse = false;
        try
        {
            two.Reserve(F);
        }
        catch (InvalidOperationException)
        {
            isInUse = true;
        }

        one.Release();
        two.Release();
        call.Release();
        Assert.That(isInUse);
        Assert.That(first.IsClosed || second.IsClosed, Is.False);
        first.Dispose();
        second.Dispose();
        Assert.That((first.Released, second.Released), Is.EqualTo((1, 1)));
    }

    [Test]
    public void A_finalized_handle_is_freed()
    {
        WeakReference<ProbeHandle> abandoned = Abandon(out int[] released);
        for (int round = 0; round < 3 && Volatile.Read(ref released[0]) == 0; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.That(abandoned.TryGetTarget(out _), Is.False);
        Assert.That(released[0], Is.EqualTo(1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<ProbeHandle> Abandon(out int[] released)
    {
        ProbeHandle handle = ProbeHandle.Open();
        released = handle.Counter;
        HandleArgument call = new(handle);
        call.Acquire(F);
        call.Release();
        return new WeakReference<ProbeHandle>(handle);
    }

    private static bool Refuses(ProbeHandle handle)
    {
        HandleArgument call = new(handle);
        try
        {
            call.Acquire(F);
            call.Release();
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }
}
