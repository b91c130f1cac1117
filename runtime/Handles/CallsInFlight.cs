using System.Runtime.CompilerServices;

namespace KoffiGen;

/// <summary>
/// Counts the calls that use a native resource, and decides which thread frees it. Exactly one caller receives the permission to free:
/// from <see cref="Close"/>, from <see cref="Exit"/> or from a reservation. No operation waits, and any thread may use any of them.
/// </summary>
internal struct CallsInFlight
{
    private const int Closed = 1;

    // A caller has the exclusive right to free the resource, once the other calls have ended.
    private const int Reserved = 2;
    private const int Call = 4;

    // The flags, and the number of calls times Call.
    private int _state;

    public readonly bool IsClosed => (Volatile.Read(in _state) & Closed) != 0;

    public readonly bool IsIdle => Volatile.Read(in _state) < Call;

    /// <summary>Begins a call. Returns false if the resource is closed or reserved.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnter()
    {
        int state = Volatile.Read(in _state);
        while ((state & (Closed | Reserved)) == 0)
        {
            int known = Interlocked.CompareExchange(ref _state, state + Call, state);
            if (known == state)
            {
                return true;
            }

            state = known;
        }

        return false;
    }

    /// <summary>Begins a call from within another one, even if the resource has been closed meanwhile.</summary>
    public void EnterAgain() => Interlocked.Add(ref _state, Call);

    /// <summary>Ends a call.</summary>
    /// <returns>Whether the caller must free the resource: it was closed, and this was the last call.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Exit() => Interlocked.Add(ref _state, -Call) == Closed;

    /// <summary>Rejects new calls.</summary>
    /// <returns>
    /// Whether the caller must free the resource. If calls are in flight, the last one frees it; if it is reserved, the reserver frees it.
    /// </returns>
    public bool Close() => Interlocked.Or(ref _state, Closed) == 0;

    /// <summary>Reserves the resource until <see cref="Complete"/> or <see cref="Cancel"/>, and ends the caller's own calls.</summary>
    /// <param name="own">
    /// The number of the caller's own calls. With such a call, a resource that was closed meanwhile can be reserved.
    /// </param>
    /// <param name="waits">
    /// Whether the resource may be reserved while other calls are in flight. The caller waits until it <see cref="IsIdle"/>.
    /// </param>
    /// <returns>False if the resource is closed, reserved, or used by other calls.</returns>
    public bool TryReserve(int own, bool waits)
    {
        int state = Volatile.Read(in _state);
        while (true)
        {
            int reserved = (state - own * Call) | Reserved;
            bool isOpen = own != 0 || (state & Closed) == 0;
            if ((state & Reserved) != 0 || !isOpen || (reserved >= Call && !waits))
            {
                return false;
            }

            int known = Interlocked.CompareExchange(ref _state, reserved, state);
            if (known == state)
            {
                return true;
            }

            state = known;
        }
    }

    /// <summary>Ends a reservation: the resource is closed, and the reserver frees it.</summary>
    public void Complete() => Volatile.Write(ref _state, Closed);

    /// <summary>Ends a reservation without closing the resource.</summary>
    /// <returns>Whether the caller must free the resource, because it was closed meanwhile.</returns>
    public bool Cancel() => Interlocked.And(ref _state, ~Reserved) == (Closed | Reserved);
}
