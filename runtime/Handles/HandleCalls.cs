using System.Runtime.CompilerServices;

namespace KoffiGen;

/// <summary>
/// The calls with a handle, of which at most one may have reserved it to consume it. The <see cref="CallsInFlight"/> decide who frees the
/// pointer. Any thread may use any member.
/// </summary>
internal struct HandleCalls
{
    private const int Nobody = 0;
    private const int AsynchronousCall = -1;

    private CallsInFlight _calls;

    // Who has reserved the handle: one of the constants, or a thread (see CurrentThread).
    private int _reserver;

    public readonly bool IsClosed => _calls.IsClosed;

    /// <summary>Begins a call, after the reservation of another call has ended.</summary>
    /// <returns>False if the handle is closed, or if the reserver waits for the calls in flight.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnter() => _calls.TryEnter() || TryEnterSlowly();

    /// <summary>Ends a call.</summary>
    /// <returns>Whether the caller must free the pointer.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Exit() => _calls.Exit();

    /// <summary>Rejects new calls.</summary>
    /// <returns>Whether the caller must free the pointer.</returns>
    public bool Close() => _calls.Close();

    /// <summary>Reserves the handle until <see cref="Complete"/> or <see cref="Cancel"/>.</summary>
    /// <param name="waitsForCalls">Whether to reject new calls and to wait for those in flight.</param>
    /// <param name="waitsForReservation">
    /// Whether to wait for another call that has reserved the handle. Two calls that waited for each other's reservations would never end.
    /// </param>
    public ReservationOutcome TryReserve(bool waitsForCalls, bool waitsForReservation)
    {
        int thread = CurrentThread(waitsForCalls);
        SpinWait spin = default;
        while (true)
        {
            int reserver = Interlocked.CompareExchange(ref _reserver, thread, Nobody);
            if (reserver == Nobody)
            {
                return TryReserveCalls(own: 0, waitsForCalls) ? ReservationOutcome.Reserved : Refuse();
            }

            if (IsClosed)
            {
                return ReservationOutcome.Closed;
            }

            if (!waitsForReservation || !EndsSoon(reserver))
            {
                // Between reservation and completion, a synchronous call runs no other code on its thread, so only the same call can have
                // reserved the handle there.
                return reserver == thread ? ReservationOutcome.Twice
                    : reserver < Nobody ? ReservationOutcome.Promised
                    : ReservationOutcome.InUse;
            }

            spin.SpinOnce();
        }
    }

    /// <summary>
    /// Notes within a call that it is going to consume the handle on another thread. Until <see cref="TryClaim"/> or
    /// <see cref="CancelLater"/>, other calls can use the handle, but not consume it.
    /// </summary>
    public bool TryReserveForLater()
    {
        SpinWait spin = default;
        int reserver;
        while (EndsSoon(reserver = Interlocked.CompareExchange(ref _reserver, AsynchronousCall, Nobody)) && !IsClosed)
        {
            spin.SpinOnce();
        }

        return reserver == Nobody;
    }

    /// <summary>Ends the call of <see cref="TryReserveForLater"/> and reserves the handle, even if it was closed since.</summary>
    /// <returns>False if other calls are in flight. The call goes on.</returns>
    public bool TryClaim(bool waitsForCalls)
    {
        if (waitsForCalls)
        {
            Volatile.Write(ref _reserver, CurrentThread(waitsForCalls: true));
        }

        return TryReserveCalls(own: 1, waitsForCalls);
    }

    /// <summary>Closes the reserved handle. The reserver frees the pointer.</summary>
    public void Complete() => _calls.Complete();

    /// <summary>Ends the reservation of <see cref="TryReserve"/> or <see cref="TryClaim"/>.</summary>
    /// <returns>Whether the caller must free the pointer.</returns>
    public bool Cancel()
    {
        Volatile.Write(ref _reserver, Nobody);
        return _calls.Cancel();
    }

    /// <summary>Ends the call of <see cref="TryReserveForLater"/>.</summary>
    /// <returns>Whether the caller must free the pointer.</returns>
    public bool CancelLater()
    {
        Volatile.Write(ref _reserver, Nobody);
        return _calls.Exit();
    }

    /// <summary>The number of the thread that reserves the handle. It is positive if the thread does not wait for calls.</summary>
    private static int CurrentThread(bool waitsForCalls)
    {
        int id = Environment.CurrentManagedThreadId;
        return waitsForCalls ? AsynchronousCall - id : id;
    }

    // A thread that does not wait for calls either makes its call or cancels its reservation at once.
    private static bool EndsSoon(int reserver) => reserver > Nobody;

    private ReservationOutcome Refuse()
    {
        Volatile.Write(ref _reserver, Nobody);
        return IsClosed ? ReservationOutcome.Closed : ReservationOutcome.InUse;
    }

    private bool TryReserveCalls(int own, bool waitsForCalls)
    {
        if (!_calls.TryReserve(own, waitsForCalls))
        {
            return false;
        }

        // Calls end without a signal, which keeps them cheap.
        SpinWait spin = default;
        while (!_calls.IsIdle)
        {
            spin.SpinOnce();
        }

        return true;
    }

    // A reservation ends soon, unless the reserver waits for other calls. The current thread may be inside one of these.
    private bool TryEnterSlowly()
    {
        SpinWait spin = default;
        while (!_calls.TryEnter())
        {
            if (IsClosed || Volatile.Read(ref _reserver) < AsynchronousCall)
            {
                return false;
            }

            spin.SpinOnce();
        }

        return true;
    }
}
