using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>The places of the callbacks of one type: some have a thunk, others are made when they are needed. Any thread may use it.</summary>
/// <remarks>
/// Thunks are taken in turn, so that one which has become free rests as long as possible: a call by C that comes too late finds it empty. A context is told from the next one at the same place.
/// Taking and giving back needs no lock, and no memory unless there are more places than ever before.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CallbackTable
{
    private readonly Lock _growth = new();
    private readonly int _thunks;

    // The first free place that has no thunk, from 1 on, and above it how many times one was taken or given back.
    private long _free;

    private protected CallbackTable(string name, string signature, int thunks)
    {
        Name = name;
        Signature = signature;
        _thunks = thunks;

        // What C's first call would have to find is found here: there it could change the number, or fail.
        _ = ErrorNumber.Save();
    }

    /// <summary>What messages call the callback type.</summary>
    internal string Name { get; }

    /// <summary>What C calls: the convention, and the types that travel. Where two are equal, one can be called for the other.</summary>
    internal string Signature { get; }

    /// <summary>What happens to exceptions.</summary>
    public KoffiCallbackPolicy OnException { get; init; }

    /// <summary>The registration that C has called and that this thread has been asked to run.</summary>
    [field: ThreadStatic]
    private protected static object? Delivered { get; set; }

    // A context is the number of a place, from 1 on, and above it the generation.
    private protected static int IndexBits => nint.Size == 8 ? 32 : 18;

    /// <summary>Those with thunks come first.</summary>
    private protected CallbackSlot[] Slots = [];

    /// <summary>How many places are made when there are none left.</summary>
    private protected abstract int NextCount { get; }

    private static uint GenerationMask => nint.Size == 8 ? uint.MaxValue : (1 << 14) - 1;

    private static int MaximumCount => (1 << Math.Min(30, IndexBits)) - 1;

    /// <summary>Has the next call by C ask whether it may go on.</summary>
    internal abstract void Suspend(CallbackSlot slot);

    /// <summary>Takes the delegate from the place: C's calls find nothing from now on.</summary>
    internal void Retire(CallbackSlot slot)
    {
        Suspend(slot);
        Interlocked.Exchange(ref slot.Target, null);
    }

    /// <summary>Gives a place back that has been retired.</summary>
    internal void Free(CallbackSlot slot)
    {
        slot.Root = slot;
        slot.Next = null;
        slot.TrimTexts();
        Volatile.Write(ref slot.Generation, (int)((uint)(slot.Generation + 1) & GenerationMask));
        if (slot.Index < _thunks)
        {
            Volatile.Write(ref slot.Taken, 0);
            return;
        }

        long before = Volatile.Read(ref _free);
        while (true)
        {
            slot.NextFree = (int)before;
            long found = Interlocked.CompareExchange(ref _free, Step(before) | (uint)(slot.Index + 1), before);
            if (found == before)
                return;
            before = found;
        }
    }

    /// <summary>Retires a place and gives it back.</summary>
    internal void Release(CallbackSlot slot)
    {
        Retire(slot);
        Free(slot);
    }

    /// <summary>A place that has a thunk; <see langword="null"/> where all are taken.</summary>
    /// <param name="start">The first that will do.</param>
    /// <param name="end">The one behind the last.</param>
    /// <param name="next">Whose turn it is. Two threads that start at the same place cost each other a try, no more.</param>
    private protected CallbackSlot? TakeThunk(int start, int end, ref int next)
    {
        int count = end - start;
        uint turn = (uint)next++;
        for (int attempt = 0; attempt < count; attempt++)
        {
            CallbackSlot slot = Slots[start + (int)((turn + (uint)attempt) % (uint)count)];
            if (slot.Taken == 0 && Interlocked.CompareExchange(ref slot.Taken, 1, 0) == 0)
                return slot;
        }

        return null;
    }

    /// <summary>A place without a thunk, which is made unless there is one.</summary>
    private protected CallbackSlot TakeFree() => TryTakeFree() ?? Grow();

    /// <summary>Makes what C calls for a place that has no thunk.</summary>
    private protected abstract nint CreateAddress(CallbackSlot slot);

    private CallbackSlot? TryTakeFree()
    {
        long before = Volatile.Read(ref _free);
        while ((uint)before != 0)
        {
            CallbackSlot slot = Volatile.Read(ref Slots)[(int)before - 1];
            long found = Interlocked.CompareExchange(ref _free, Step(before) | (uint)slot.NextFree, before);
            if (found == before)
                return slot;
            before = found;
        }

        return null;
    }

    private CallbackSlot Grow()
    {
        lock (_growth)
        {
            // Whoever had the lock before has made places for those that waited, too.
            if (TryTakeFree() is { } free)
                return free;

            int index = Slots.Length;
            if (index >= MaximumCount)
                throw new InvalidOperationException($"There are too many '{Name}' callbacks.");

            CallbackSlot[] slots = new CallbackSlot[index + Math.Min(NextCount, MaximumCount - index)];
            Slots.CopyTo(slots);
            for (int added = index; added < slots.Length; added++)
            {
                CallbackSlot slot = new(this, added);
                slot.Address = CreateAddress(slot);
                slots[added] = slot;
            }

            Volatile.Write(ref Slots, slots);
            for (int added = index + 1; added < slots.Length; added++)
                Free(slots[added]);
            return slots[index];
        }
    }

    private static long Step(long value) => (value & ~(long)uint.MaxValue) + (1L << 32);
}
