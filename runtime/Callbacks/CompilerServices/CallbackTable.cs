using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>The slots of one callback type. Some have a thunk; others are created on demand. Any thread may use the table.</summary>
/// <remarks>
/// Slots with thunks are taken in turn, so that a released slot stays empty for as long as possible and a late invocation finds no
/// delegate. A context pointer contains a generation, so the next callback in the same slot has another context pointer. Taking and
/// releasing a slot needs no lock, and allocates only when the table grows.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CallbackTable
{
    private readonly Lock _growth = new();
    private readonly int _thunks;

    // The index of the first free slot without a thunk, counted from 1, and in the upper half a counter of changes.
    private long _free;

    private protected CallbackTable(string name, string signature, int thunks)
    {
        Name = name;
        Signature = signature;
        _thunks = thunks;

        // The first lookup of the address of errno could change errno or fail, so it is done here instead of in a callback.
        _ = ErrorNumber.Save();
    }

    /// <summary>The name of the callback type, for messages.</summary>
    internal string Name { get; }

    /// <summary>The calling convention and the native types of the C function. C can call one type as another if they are equal.</summary>
    internal string Signature { get; }

    /// <summary>Gets what happens to an exception that a callback throws.</summary>
    public KoffiCallbackPolicy OnException { get; init; }

    /// <summary>The registration whose invocation this thread's synchronization context is running.</summary>
    [field: ThreadStatic]
    private protected static object? Delivered { get; set; }

    // A context pointer is the index of a slot, counted from 1, and the generation above it.
    private protected static int IndexBits => nint.Size == 8 ? 32 : 18;

    /// <summary>The slots; those with thunks come first.</summary>
    private protected CallbackSlot[] Slots = [];

    /// <summary>The number of slots to create when all are taken.</summary>
    private protected abstract int NextCount { get; }

    private static uint GenerationMask => nint.Size == 8 ? uint.MaxValue : (1 << 14) - 1;

    private static int MaximumCount => (1 << Math.Min(30, IndexBits)) - 1;

    /// <summary>Makes the next invocation of the slot take the slow path.</summary>
    internal abstract void Suspend(CallbackSlot slot);

    /// <summary>Removes the delegate from the slot. Later invocations are late calls.</summary>
    internal void Retire(CallbackSlot slot)
    {
        Suspend(slot);
        Interlocked.Exchange(ref slot.Target, null);
    }

    /// <summary>Returns a retired slot to the free slots.</summary>
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
            {
                return;
            }

            before = found;
        }
    }

    /// <summary>Retires a slot and returns it to the free slots.</summary>
    internal void Release(CallbackSlot slot)
    {
        Retire(slot);
        Free(slot);
    }

    /// <summary>Takes a slot that has a thunk; returns null if all are taken.</summary>
    /// <param name="start">The index of the first slot to try.</param>
    /// <param name="end">The index after the last slot to try.</param>
    /// <param name="next">
    /// The slot whose turn it is. It is not updated atomically: two threads that start at the same slot only cost each other an attempt.
    /// </param>
    private protected CallbackSlot? TakeThunk(int start, int end, ref int next)
    {
        int count = end - start;
        uint turn = (uint)next++;
        for (int attempt = 0; attempt < count; attempt++)
        {
            CallbackSlot slot = Slots[start + (int)((turn + (uint)attempt) % (uint)count)];
            if (slot.Taken == 0 && Interlocked.CompareExchange(ref slot.Taken, 1, 0) == 0)
            {
                return slot;
            }
        }

        return null;
    }

    /// <summary>Takes a slot without a thunk; creates slots if none is free.</summary>
    /// <param name="function">The C function and the C# method, for messages; null for a registration.</param>
    private protected CallbackSlot TakeFree(string? function = null) => TryTakeFree() ?? Grow(function);

    /// <summary>Creates the C function pointer of a slot that has no thunk.</summary>
    private protected abstract nint CreateAddress(CallbackSlot slot);

    private CallbackSlot? TryTakeFree()
    {
        long before = Volatile.Read(ref _free);
        while ((uint)before != 0)
        {
            CallbackSlot slot = Volatile.Read(ref Slots)[(int)before - 1];
            long found = Interlocked.CompareExchange(ref _free, Step(before) | (uint)slot.NextFree, before);
            if (found == before)
            {
                return slot;
            }

            before = found;
        }

        return null;
    }

    private CallbackSlot Grow(string? function)
    {
        lock (_growth)
        {
            // The previous owner of the lock may have created enough slots.
            if (TryTakeFree() is { } free)
            {
                return free;
            }

            int index = Slots.Length;
            if (index >= MaximumCount)
            {
                string use = function is null ? "registered" : $"passed to {function}";
                throw new InvalidOperationException($"A '{Name}' callback cannot be {use}: all {MaximumCount} slots are taken.");
            }

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
            {
                Free(slots[added]);
            }

            return slots[index];
        }
    }

    private static long Step(long value) => (value & ~(long)uint.MaxValue) + (1L << 32);
}
