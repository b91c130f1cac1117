using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using KoffiGen.Callbacks;

namespace KoffiGen.CompilerServices;

/// <summary>The callbacks of one type: where C's calls find their delegates. Any thread may use it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CallbackTable
{
    // A context is the number of a place, from 1 on, and above it the generation.
    private protected static int IndexBits => nint.Size == 8 ? 32 : 18;
    private protected static uint GenerationMask => nint.Size == 8 ? uint.MaxValue : (1 << 14) - 1;

    private protected CallbackTable(string name)
    {
        Name = name;

        // What C's first call would have to find is found here: there it could change the number, or fail.
        _ = ErrorNumber.Save();
    }

    /// <summary>What messages call the callback type.</summary>
    internal string Name { get; }

    /// <summary>What happens to exceptions.</summary>
    public KoffiCallbackPolicy OnException { get; init; }

    /// <summary>The registration that C has called and that this thread has been asked to run.</summary>
    [field: ThreadStatic]
    private protected static object? Delivered { get; set; }

    /// <summary>Has the next call by C ask whether it may go on.</summary>
    internal abstract void Suspend(CallbackSlot slot);

    /// <summary>Takes the delegate from the place: C's calls find nothing from now on.</summary>
    internal abstract void Retire(CallbackSlot slot);

    /// <summary>Gives a place back that has been retired.</summary>
    internal abstract void Free(CallbackSlot slot);

    /// <summary>Retires a place and gives it back.</summary>
    internal void Release(CallbackSlot slot)
    {
        Retire(slot);
        Free(slot);
    }
}

/// <summary>
/// The callbacks of one type. Those of a type without a context pointer have thunks: static methods, each of which knows the number of its place. Some are for registrations; others for
/// calls, which go on with native delegates where all are taken. Those of a type with a context pointer share one thunk, and find their place by what C passes back.
/// </summary>
/// <remarks>
/// Thunks are taken in turn, so that one which has become free rests as long as possible: a call by C that comes too late finds it empty. A context is told from the next one at the same place.
/// Taking and giving back needs no lock, and no memory unless there are more places than ever before.
/// </remarks>
/// <typeparam name="TDelegate">The C# delegate.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CallbackTable<TDelegate> : CallbackTable
    where TDelegate : Delegate
{
    private readonly Lock _growth = new();

    // Whoever is called for the last time gives its text here.
    private readonly CallbackSlot _ended;
    private readonly Func<Registered<TDelegate>, TDelegate> _bind;
    private readonly Func<CallbackSlot, nint>? _grow;
    private readonly int _registered;
    private readonly nint _contextThunk;
    private CallbackSlot[] _slots;
    private int _nextRegistered;
    private int _nextTransient;

    // The first free place that has no thunk, from 1 on, and above it how many times one was taken or given back.
    private long _free;

    /// <summary>The table of a type without a context pointer.</summary>
    /// <param name="name">The name of the callback type, for messages.</param>
    /// <param name="registered">The thunks for registrations.</param>
    /// <param name="transient">The thunks for calls, numbered behind the others.</param>
    /// <param name="bind">Makes the delegate that stands for a registration.</param>
    /// <param name="grow">Makes a native function pointer for a place, which keeps its delegate.</param>
    public CallbackTable(string name, ReadOnlySpan<nint> registered, ReadOnlySpan<nint> transient, Func<Registered<TDelegate>, TDelegate> bind, Func<CallbackSlot, nint> grow)
        : base(name)
    {
        _bind = bind;
        _ended = new CallbackSlot(this, -1);
        _grow = grow;
        _registered = registered.Length;
        Targets = new TDelegate?[registered.Length + transient.Length];
        _slots = new CallbackSlot[Targets.Length];
        for (int index = 0; index < _slots.Length; index++)
            _slots[index] = new CallbackSlot(this, index) { Address = index < registered.Length ? registered[index] : transient[index - registered.Length] };
    }

    /// <summary>The table of a type with a context pointer.</summary>
    /// <param name="name">The name of the callback type, for messages.</param>
    /// <param name="thunk">What C calls.</param>
    /// <param name="bind">Makes the delegate that stands for a registration.</param>
    public CallbackTable(string name, nint thunk, Func<Registered<TDelegate>, TDelegate> bind)
        : base(name)
    {
        _bind = bind;
        _ended = new CallbackSlot(this, -1);
        _contextThunk = thunk;
        Targets = [];
        _slots = [];
    }

    /// <summary>The delegates of the thunks, by number. Where there is none, <see cref="Enter"/> knows why.</summary>
    [SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "Thunks read it, as fast as they can.")]
    public TDelegate?[] Targets { get; }

    private bool HasContext => _contextThunk != 0;

    /// <summary>The delegate that a context leads to. Where there is none, <see cref="Enter"/> knows why.</summary>
    /// <param name="context">What C passes back.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TDelegate? Find(nint context)
    {
        CallbackSlot[] slots = _slots;
        uint index = GetIndex(context);
        if (index >= (uint)slots.Length)
            return null;

        // Who leaves the place takes the delegate first, and then ends the generation.
        CallbackSlot slot = slots[index];
        TDelegate? target = Unsafe.As<TDelegate?>(Volatile.Read(ref slot.Fast));
        return Volatile.Read(ref slot.Generation) == GetGeneration(context) ? target : null;
    }

    /// <summary>
    /// The delegate, where there is something to be known of the place: a call by C that comes too late is told, one after an exception in the same call is not.
    /// </summary>
    /// <param name="place">The number of the place; of a type with contexts, the context.</param>
    /// <param name="callback">The delegate, to be called at once.</param>
    /// <returns>Whether the delegate is to be called here.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Enter(nint place, [NotNullWhen(true)] out TDelegate? callback)
    {
        callback = null;
        CallbackSlot? slot = Resolve(place, out object? target);
        if (slot is null || target is null)
        {
            CallbackErrors.ReportLate(Name);
            return false;
        }

        if (target is not Registered<TDelegate> registration)
        {
            if (Volatile.Read(ref slot.Root.Failure) is not null)
                return false;

            callback = (TDelegate)target;
            return true;
        }

        if (registration.Synchronization is { } synchronization)
        {
            if (Delivered == registration)
                Delivered = null;
            else if (SynchronizationContext.Current != synchronization)
                return false;
        }

        if (registration.IsOnce && !registration.TryDispose())
        {
            CallbackErrors.ReportLate(Name);
            return false;
        }

        callback = registration.Callback;
        return true;
    }

    /// <summary>Whether the delegate runs elsewhere: <see cref="Deliver"/> brings the call there.</summary>
    /// <param name="place">The number of the place; of a type with contexts, the context.</param>
    public bool IsDelivered(nint place) => FindDelivered(place) is not null;

    /// <summary>Has the place's synchronization context call back, and waits for it.</summary>
    /// <param name="place">The number of the place; of a type with contexts, the context.</param>
    /// <param name="invoke">Calls the delegate, by way of <see cref="Enter"/>.</param>
    public void Deliver(nint place, Action invoke)
    {
        if (FindDelivered(place) is not { } registration)
        {
            CallbackErrors.ReportLate(Name);
            return;
        }

        CallbackDelivery delivery = new(() =>
        {
            Delivered = registration;
            try
            {
                invoke();
            }
            finally
            {
                Delivered = null;
            }
        });
        Exception? refusal = null;
        try
        {
            registration.Synchronization!.Send(static delivery => ((CallbackDelivery)delivery!).Run(), delivery);
        }
#pragma warning disable CA1031 // Whatever keeps the context from it must not cross C.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            refusal = exception;
        }

        if (!delivery.End())
            refusal ??= new InvalidOperationException("The synchronization context has not run the callback.");
        if (refusal is not null)
            CallbackErrors.Report(Name, KoffiCallbackErrorKind.Delivery, refusal);
    }

    /// <summary>Keeps what a callback has thrown for the call that waits, or tells it.</summary>
    /// <param name="place">The number of the place; of a type with contexts, the context.</param>
    /// <param name="callback">The delegate that was called.</param>
    /// <param name="exception">What it has thrown.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Fail(nint place, TDelegate? callback, Exception exception)
    {
        if (OnException == KoffiCallbackPolicy.FailFast)
            Environment.FailFast($"A '{Name}' callback has thrown an exception, and C must not go on.", exception);

        try
        {
            if (OnException == KoffiCallbackPolicy.Rethrow && callback is not null && Resolve(place, out _) is { } slot && TryKeep(slot, callback, exception))
                return;
        }
        catch (OutOfMemoryException)
        {
            // Keeping it takes memory, too. It is told, then.
        }

        CallbackErrors.Report(Name, KoffiCallbackErrorKind.Exception, exception);
    }

    /// <summary>Text that lasts until the same callback next returns one on this thread, or ends.</summary>
    /// <param name="place">The number of the place; of a type with contexts, the context.</param>
    /// <param name="index">Which of the callback's texts it is.</param>
    /// <param name="text">The text; null is NULL.</param>
    /// <param name="encoding">The width of C's characters.</param>
    /// <exception cref="ArgumentException">There is a NUL in the text.</exception>
    public nint KeepText(nint place, int index, string? text, NativeTextEncoding encoding) =>
        text is null ? 0 : (Resolve(place, out _) ?? _ended).Texts.Set(index, text, encoding);

    /// <summary>Registers a callback, for as long as C keeps it.</summary>
    /// <param name="callback">The method.</param>
    /// <param name="synchronization">Where it is to run; null is the thread that C calls on.</param>
    /// <exception cref="ArgumentNullException">There is no method.</exception>
    /// <exception cref="InvalidOperationException">All places for registrations are taken.</exception>
    public Registered<TDelegate> Register(TDelegate callback, SynchronizationContext? synchronization = null) => Register(callback, synchronization, isOnce: false);

    /// <summary>Registers a callback of a type with contexts that C calls once; the call ends the registration.</summary>
    /// <param name="callback">The method.</param>
    /// <param name="synchronization">Where it is to run; null is the thread that C calls on.</param>
    /// <exception cref="ArgumentNullException">There is no method.</exception>
    public Registered<TDelegate> RegisterOnce(TDelegate callback, SynchronizationContext? synchronization = null) => Register(callback, synchronization, isOnce: true);

    /// <summary>A place for as long as a call lasts.</summary>
    /// <param name="callback">The method.</param>
    /// <param name="first">The first place of the call; <see langword="null"/> before there is one.</param>
    internal CallbackSlot Take(TDelegate callback, ref CallbackSlot? first)
    {
        CallbackSlot slot = (HasContext ? null : TakeThunk(_registered, Targets.Length, ref _nextTransient)) ?? TakeFree();
        if (first is null)
        {
            first = slot;
            slot.Next = null;
        }
        else
        {
            slot.Root = first;
            slot.Next = first.Next;
            first.Next = slot;
        }

        Begin(slot, callback, callback);
        return slot;
    }

    internal override void Suspend(CallbackSlot slot) => SetFast(slot, null);

    internal override void Retire(CallbackSlot slot)
    {
        SetFast(slot, null);
        Interlocked.Exchange(ref slot.Target, null);
    }

    internal override void Free(CallbackSlot slot)
    {
        slot.Root = slot;
        slot.Next = null;
        slot.TrimTexts();
        Volatile.Write(ref slot.Generation, (int)((uint)(slot.Generation + 1) & GenerationMask));
        if (slot.Index < Targets.Length)
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

    private Registered<TDelegate> Register(TDelegate callback, SynchronizationContext? synchronization, bool isOnce)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Registered<TDelegate> registration = new(this, callback, _bind, synchronization, isOnce);
        CallbackSlot slot = HasContext ? TakeFree() : TakeThunk(0, _registered, ref _nextRegistered) ?? throw new InvalidOperationException(
            $"All {_registered} slots of '{Name}' have a registered callback. Dispose of registrations that C does not need any more, or ask for more slots where the type is declared: [KoffiCallback(…, Slots = {Math.Min(4096, Math.Max(1, _registered) * 4)})], or #pragma koffi slots({Name[(Name.LastIndexOf('.') + 1)..]}, {Math.Min(4096, Math.Max(1, _registered) * 4)}).");
        Begin(slot, registration, isOnce || synchronization is not null ? null : callback);
        registration.Begin(slot);
        return registration;
    }

    private void Begin(CallbackSlot slot, object target, TDelegate? fast)
    {
        if (HasContext)
            slot.Context = (nint)(((nuint)(uint)slot.Generation << IndexBits) | (nuint)(uint)(slot.Index + 1));
        Volatile.Write(ref slot.Target, target);
        if (fast is not null)
            SetFast(slot, fast);
    }

    private void SetFast(CallbackSlot slot, TDelegate? callback)
    {
        if (slot.Index < Targets.Length)
            Volatile.Write(ref Targets[slot.Index], callback);
        else
            Volatile.Write(ref slot.Fast, callback);
    }

    // Two threads that start at the same place cost each other a try, no more.
    private CallbackSlot? TakeThunk(int start, int end, ref int next)
    {
        int count = end - start;
        uint turn = (uint)next++;
        for (int attempt = 0; attempt < count; attempt++)
        {
            CallbackSlot slot = _slots[start + (int)((turn + (uint)attempt) % (uint)count)];
            if (slot.Taken == 0 && Interlocked.CompareExchange(ref slot.Taken, 1, 0) == 0)
                return slot;
        }

        return null;
    }

    private CallbackSlot TakeFree() => TryTakeFree() ?? Grow();

    private CallbackSlot? TryTakeFree()
    {
        long before = Volatile.Read(ref _free);
        while ((uint)before != 0)
        {
            CallbackSlot slot = Volatile.Read(ref _slots)[(int)before - 1];
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

            int index = _slots.Length;
            int limit = (1 << Math.Min(30, IndexBits)) - 1;
            if (index >= limit)
                throw new InvalidOperationException($"There are too many '{Name}' callbacks.");

            CallbackSlot[] slots = new CallbackSlot[index + (HasContext ? Math.Min(Math.Max(8, index / 2), limit - index) : 1)];
            _slots.CopyTo(slots);
            for (int added = index; added < slots.Length; added++)
            {
                CallbackSlot slot = new(this, added);
                slot.Address = HasContext ? _contextThunk : _grow!(slot);
                slots[added] = slot;
            }

            Volatile.Write(ref _slots, slots);
            for (int added = index + 1; added < slots.Length; added++)
                Free(slots[added]);
            return slots[index];
        }
    }

    private Registered<TDelegate>? FindDelivered(nint place) =>
        Resolve(place, out object? target) is not null && target is Registered<TDelegate> { Synchronization: not null } registration ? registration : null;

    private CallbackSlot? Resolve(nint place, out object? target)
    {
        target = null;
        CallbackSlot[] slots = Volatile.Read(ref _slots);
        uint index = HasContext ? GetIndex(place) : (uint)place;
        if (index >= (uint)slots.Length)
            return null;

        CallbackSlot slot = slots[index];
        target = Volatile.Read(ref slot.Target);
        return HasContext && Volatile.Read(ref slot.Generation) != GetGeneration(place) ? null : slot;
    }

    // The exception is the call's only as long as the call has the place. Who has said so and then finds the delegate there, keeps the call from ending until all is done. (Of two
    // calls one after the other that pass the same delegate by the same thunk, it cannot be told which one it was.)
    private bool TryKeep(CallbackSlot slot, TDelegate callback, Exception exception)
    {
        CallbackFailure failure = new(Name, ExceptionDispatchInfo.Capture(exception));
        Interlocked.Increment(ref slot.Failing);
        bool isKept = ReferenceEquals(Volatile.Read(ref slot.Target), callback) && Interlocked.CompareExchange(ref slot.Root.Failure, failure, null) is null;
        if (isKept)
        {
            for (CallbackSlot? other = slot.Root; other is not null; other = other.Next)
                other.Table.Suspend(other);
        }

        Interlocked.Decrement(ref slot.Failing);
        return isKept;
    }

    private static uint GetIndex(nint context) => (uint)((nuint)context & (((nuint)1 << (IndexBits - 1) << 1) - 1)) - 1;

    private static int GetGeneration(nint context) => (int)((nuint)context >> IndexBits);

    private static long Step(long value) => (value & ~(long)uint.MaxValue) + (1L << 32);
}
