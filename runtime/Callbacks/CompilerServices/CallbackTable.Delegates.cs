using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// The callbacks of one type. Those of a type without a context pointer have thunks: static methods, each of which knows the number of its place. Some are for registrations; others for
/// calls, which go on with native delegates where all are taken. Those of a type with a context pointer share one thunk, and find their place by what C passes back.
/// </summary>
/// <typeparam name="TDelegate">The C# delegate.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "It lasts as long as C may call."
)]
public sealed class CallbackTable<TDelegate> : CallbackTable
    where TDelegate : Delegate
{
    // What callbacks that have ended return as text on their way out.
    private readonly ThreadLocal<CallbackText> _lastTexts = new(static () => new CallbackText());
    private readonly Func<Registered<TDelegate>, TDelegate> _bind;
    private readonly Func<CallbackSlot, nint>? _grow;
    private readonly int _registered;
    private readonly nint _contextThunk;
    private int _nextRegistered;
    private int _nextTransient;

    /// <summary>The table of a type without a context pointer.</summary>
    /// <param name="name">The name of the callback type, for messages.</param>
    /// <param name="signature">What C calls.</param>
    /// <param name="registered">The thunks for registrations.</param>
    /// <param name="transient">The thunks for calls, numbered behind the others.</param>
    /// <param name="bind">Makes the delegate that stands for a registration.</param>
    /// <param name="grow">Makes a native function pointer for a place, which keeps its delegate.</param>
    public CallbackTable(
        string name,
        string signature,
        ReadOnlySpan<nint> registered,
        ReadOnlySpan<nint> transient,
        Func<Registered<TDelegate>, TDelegate> bind,
        Func<CallbackSlot, nint> grow
    )
        : base(name, signature, registered.Length + transient.Length)
    {
        _bind = bind;
        _grow = grow;
        _registered = registered.Length;
        Targets = new TDelegate?[registered.Length + transient.Length];
        Slots = new CallbackSlot[Targets.Length];
        for (int index = 0; index < Slots.Length; index++)
            Slots[index] = new CallbackSlot(this, index)
            {
                Address = index < registered.Length ? registered[index] : transient[index - registered.Length],
            };
    }

    /// <summary>The table of a type with a context pointer.</summary>
    /// <param name="name">The name of the callback type, for messages.</param>
    /// <param name="signature">What C calls.</param>
    /// <param name="thunk">The function.</param>
    /// <param name="bind">Makes the delegate that stands for a registration.</param>
    public CallbackTable(string name, string signature, nint thunk, Func<Registered<TDelegate>, TDelegate> bind)
        : base(name, signature, thunks: 0)
    {
        _bind = bind;
        _contextThunk = thunk;
        Targets = [];
    }

    /// <summary>What to write so that more methods can be registered at once; <see langword="null"/> where there cannot be more.</summary>
    public string? MoreSlots { get; init; }

    /// <summary>The delegates of the thunks, by number. Where there is none, <see cref="Enter"/> knows why.</summary>
    [SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "Thunks read it, as fast as they can.")]
    public TDelegate?[] Targets { get; }

    private protected override int NextCount => HasContext ? Math.Max(8, Slots.Length / 2) : 1;

    private bool HasContext => _contextThunk != 0;

    /// <summary>The delegate that a context leads to. Where there is none, <see cref="Enter"/> knows why.</summary>
    /// <param name="context">What C passes back.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TDelegate? Find(nint context)
    {
        CallbackSlot[] slots = Slots;
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
    /// <param name="isElsewhere">Where the delegate is not to be called here: whether <see cref="Deliver"/> brings the call to where it is.</param>
    /// <returns>Whether the delegate is to be called here.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Enter(nint place, [NotNullWhen(true)] out TDelegate? callback, out bool isElsewhere)
    {
        callback = null;
        isElsewhere = false;
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
            {
                Delivered = null;
            }
            else if (SynchronizationContext.Current != synchronization)
            {
                isElsewhere = true;
                return false;
            }
        }

        if (registration.IsOnce && !registration.TryDispose())
        {
            CallbackErrors.ReportLate(Name);
            return false;
        }

        callback = registration.Callback;
        return true;
    }

    /// <summary>Has the place's synchronization context call back, and waits for it.</summary>
    /// <param name="place">The number of the place; of a type with contexts, the context.</param>
    /// <param name="invoke">Calls the delegate, by way of <see cref="Enter"/>.</param>
    /// <returns>Whether that has been done. What C has given away is still there if not.</returns>
    public bool Deliver(nint place, Action invoke)
    {
        if (Resolve(place, out object? target) is null || target is not Registered<TDelegate> registration)
        {
            CallbackErrors.ReportLate(Name);
            return false;
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

        bool hasRun = delivery.End();
        if (!hasRun)
            refusal ??= new InvalidOperationException("The synchronization context has not run the callback.");
        if (refusal is not null)
            CallbackErrors.Report(Name, KoffiCallbackErrorKind.Delivery, refusal);
        return hasRun;
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
            if (
                OnException == KoffiCallbackPolicy.Rethrow
                && callback is not null
                && Resolve(place, out _) is { } slot
                && TryKeep(slot, callback, exception)
            )
                return;
        }
        catch (OutOfMemoryException)
        {
            // Keeping it takes memory, too. It is told, then.
        }

        CallbackErrors.Report(Name, KoffiCallbackErrorKind.Exception, exception);
    }

    /// <summary>
    /// Text that lasts until the same callback next returns one on this thread, or ends. What a callback returns that has ended meanwhile lasts for as many such texts on this thread as
    /// <see cref="CallbackText"/> says.
    /// </summary>
    /// <param name="place">The number of the place; of a type with contexts, the context.</param>
    /// <param name="index">Which of the callback's texts it is.</param>
    /// <param name="text">The text; null is NULL.</param>
    /// <param name="encoding">The width of C's characters.</param>
    /// <exception cref="ArgumentException">There is a NUL in the text.</exception>
    public nint KeepText(nint place, int index, string? text, NativeTextEncoding encoding) =>
        text is null ? 0
        : Resolve(place, out _) is { } slot ? slot.Texts.Set(index, text, encoding)
        : _lastTexts.Value!.Add(text, encoding);

    /// <summary>Registers a callback, for as long as C keeps it.</summary>
    /// <param name="callback">The method.</param>
    /// <param name="synchronization">Where it is to run; null is the thread that C calls on.</param>
    /// <exception cref="ArgumentNullException">There is no method.</exception>
    /// <exception cref="InvalidOperationException">All places for registrations are taken.</exception>
    public Registered<TDelegate> Register(TDelegate callback, SynchronizationContext? synchronization = null) =>
        Register(callback, synchronization, isOnce: false);

    /// <summary>Registers a callback of a type with contexts that C calls once; the call ends the registration.</summary>
    /// <param name="callback">The method.</param>
    /// <param name="synchronization">Where it is to run; null is the thread that C calls on.</param>
    /// <exception cref="ArgumentNullException">There is no method.</exception>
    public Registered<TDelegate> RegisterOnce(TDelegate callback, SynchronizationContext? synchronization = null) =>
        Register(callback, synchronization, isOnce: true);

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

    private Registered<TDelegate> Register(TDelegate callback, SynchronizationContext? synchronization, bool isOnce)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Registered<TDelegate> registration = new(this, callback, _bind, synchronization, isOnce);
        CallbackSlot slot = HasContext
            ? TakeFree()
            : TakeThunk(0, _registered, ref _nextRegistered)
                ?? throw new InvalidOperationException(
                    $"All {_registered} slots of '{Name}' have a registered callback. Dispose of registrations that C does not need any more{(MoreSlots is null ? "" : $", or ask for more slots where the type is declared: {MoreSlots}")}."
                );
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

    private protected override nint CreateAddress(CallbackSlot slot) => HasContext ? _contextThunk : _grow!(slot);

    private void SetFast(CallbackSlot slot, TDelegate? callback)
    {
        if (slot.Index < Targets.Length)
            Volatile.Write(ref Targets[slot.Index], callback);
        else
            Volatile.Write(ref slot.Fast, callback);
    }

    private CallbackSlot? Resolve(nint place, out object? target)
    {
        target = null;
        CallbackSlot[] slots = Volatile.Read(ref Slots);
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
        bool isKept =
            ReferenceEquals(Volatile.Read(ref slot.Target), callback)
            && Interlocked.CompareExchange(ref slot.Root.Failure, failure, null) is null;
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
}
