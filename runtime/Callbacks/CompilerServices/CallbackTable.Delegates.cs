using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace KoffiGen.CompilerServices;

/// <summary>The callbacks of one type. Called by generated code.</summary>
/// <remarks>
/// A type without a context pointer has thunks: static methods that each know the index of their slot. Some thunks are for registrations,
/// the others for transient callbacks, which use native delegates when all thunks are taken. A type with a context pointer has one thunk,
/// which finds the slot by the context pointer.
/// </remarks>
/// <typeparam name="TDelegate">The delegate of the callback type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "It lives as long as C may invoke callbacks."
)]
public sealed class CallbackTable<TDelegate> : CallbackTable
    where TDelegate : Delegate
{
    // The last strings that callbacks on each thread returned after they had ended.
    private readonly ThreadLocal<CallbackText> _lastTexts = new(static () => new CallbackText());
    private readonly Func<Registered<TDelegate>, TDelegate> _bind;
    private readonly Func<CallbackSlot, nint>? _grow;
    private readonly int _registered;
    private readonly nint _contextThunk;
    private int _nextRegistered;
    private int _nextTransient;

    /// <summary>Creates the table of a type without a context pointer.</summary>
    /// <param name="name">The name of the callback type, for messages.</param>
    /// <param name="signature">The calling convention and the native types of the C function.</param>
    /// <param name="registered">The thunks for registrations.</param>
    /// <param name="transient">The thunks for transient callbacks, whose indexes follow those for registrations.</param>
    /// <param name="bind">Creates the delegate that represents a registration.</param>
    /// <param name="grow">Creates a native delegate for a slot without a thunk, stores it in the slot and returns its address.</param>
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
        {
            Slots[index] = new CallbackSlot(this, index)
            {
                Address = index < registered.Length ? registered[index] : transient[index - registered.Length],
            };
        }
    }

    /// <summary>Creates the table of a type that no C function is known to take. Each callback has a native delegate.</summary>
    /// <param name="name">The name of the callback type, for messages.</param>
    /// <param name="signature">The calling convention and the native types of the C function.</param>
    /// <param name="bind">Creates the delegate that represents a registration.</param>
    /// <param name="grow">Creates a native delegate for a slot, stores it in the slot and returns its function pointer.</param>
    public CallbackTable(string name, string signature, Func<Registered<TDelegate>, TDelegate> bind, Func<CallbackSlot, nint> grow)
        : this(name, signature, [], [], bind, grow) { }

    /// <summary>Creates the table of a type with a context pointer.</summary>
    /// <param name="name">The name of the callback type, for messages.</param>
    /// <param name="signature">The calling convention and the native types of the C function.</param>
    /// <param name="thunk">The thunk that all slots share.</param>
    /// <param name="bind">Creates the delegate that represents a registration.</param>
    public CallbackTable(string name, string signature, nint thunk, Func<Registered<TDelegate>, TDelegate> bind)
        : base(name, signature, thunks: 0)
    {
        _bind = bind;
        _contextThunk = thunk;
        Targets = [];
    }

    /// <summary>Gets the declaration that adds slots for registrations, for a message; null if no more are possible.</summary>
    public string? MoreSlots { get; init; }

    /// <summary>
    /// Gets the delegates of the slots with thunks, by index. If a delegate is null, the thunk calls <see cref="Enter"/>.
    /// </summary>
    [SuppressMessage(
        "Performance",
        "CA1819:Properties should not return arrays",
        Justification = "Thunks read it as directly as possible."
    )]
    public TDelegate?[] Targets { get; }

    private protected override int NextCount => HasContext ? Math.Max(8, Slots.Length / 2) : 1;

    private bool HasContext => _contextThunk != 0;

    /// <summary>Returns the delegate for a context pointer. If it is null, the thunk calls <see cref="Enter"/>.</summary>
    /// <param name="context">The context pointer that C passed.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TDelegate? Find(nint context)
    {
        CallbackSlot[] slots = Slots;
        uint index = GetIndex(context);
        if (index >= (uint)slots.Length)
        {
            return null;
        }

        // Releasing a slot clears the delegate before it increments the generation.
        CallbackSlot slot = slots[index];
        TDelegate? target = Unsafe.As<TDelegate?>(Volatile.Read(ref slot.Fast));
        return Volatile.Read(ref slot.Generation) == GetGeneration(context) ? target : null;
    }

    /// <summary>
    /// Decides how an invocation proceeds when the slot has no delegate for immediate use. Reports a late invocation; after an exception in
    /// the same call, the invocation ends without a report.
    /// </summary>
    /// <param name="slotOrContext">The index of the slot or, for a type with a context pointer, the context pointer.</param>
    /// <param name="callback">The delegate to invoke on this thread.</param>
    /// <param name="isElsewhere">
    /// Whether the delegate runs on a synchronization context: the caller must call <see cref="Deliver"/>.
    /// </param>
    /// <returns>Whether the caller must invoke the delegate.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Enter(nint slotOrContext, [NotNullWhen(true)] out TDelegate? callback, out bool isElsewhere)
    {
        callback = null;
        isElsewhere = false;
        CallbackSlot? slot = Resolve(slotOrContext, out object? target);
        if (slot is null || target is null)
        {
            CallbackErrors.ReportLate(Name);
            return false;
        }

        if (target is not Registered<TDelegate> registration)
        {
            if (Volatile.Read(ref slot.Root.Failure) is not null)
            {
                return false;
            }

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

    /// <summary>Runs an invocation on the synchronization context of the registration, and waits for it.</summary>
    /// <param name="slotOrContext">The index of the slot or, for a type with a context pointer, the context pointer.</param>
    /// <param name="invoke">Invokes the delegate through <see cref="Enter"/>.</param>
    /// <returns>Whether the invocation has run. If it has not, memory whose ownership C transferred has not been freed.</returns>
    public bool Deliver(nint slotOrContext, Action invoke)
    {
        if (Resolve(slotOrContext, out object? target) is null || target is not Registered<TDelegate> registration)
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
#pragma warning disable CA1031 // An exception of the synchronization context must not cross C code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            refusal = exception;
        }

        bool hasRun = delivery.End();
        if (!hasRun)
        {
            refusal ??= new InvalidOperationException("The synchronization context did not run the callback.");
        }

        if (refusal is not null)
        {
            CallbackErrors.Report(Name, KoffiCallbackErrorKind.Delivery, refusal);
        }

        return hasRun;
    }

    /// <summary>Stores the exception of a callback for the outer call to rethrow, or reports it if no call waits for it.</summary>
    /// <param name="slotOrContext">The index of the slot or, for a type with a context pointer, the context pointer.</param>
    /// <param name="callback">The delegate that was invoked.</param>
    /// <param name="exception">The exception that the delegate threw.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Fail(nint slotOrContext, TDelegate? callback, Exception exception)
    {
        if (OnException == KoffiCallbackPolicy.FailFast)
        {
            Environment.FailFast($"A '{Name}' callback threw an exception, and its policy ends the process.", exception);
        }

        try
        {
            if (
                OnException == KoffiCallbackPolicy.Rethrow
                && callback is not null
                && Resolve(slotOrContext, out _) is { } slot
                && TryKeep(slot, callback, exception)
            )
            {
                return;
            }
        }
        catch (OutOfMemoryException)
        {
            // Storing the exception needs memory. It is reported instead.
        }

        CallbackErrors.Report(Name, KoffiCallbackErrorKind.Exception, exception);
    }

    /// <summary>
    /// Copies a string that a callback returns, and returns its address. The copy is valid until the same callback next returns a string on
    /// this thread, or ends. If the callback has already ended, the copy is valid for the next <see cref="CallbackText.LastTexts"/> such
    /// strings on this thread.
    /// </summary>
    /// <param name="slotOrContext">The index of the slot or, for a type with a context pointer, the context pointer.</param>
    /// <param name="index">The index of the string among those that one invocation returns.</param>
    /// <param name="text">The string; null becomes NULL.</param>
    /// <param name="encoding">The encoding of the C string.</param>
    /// <param name="function">The C function type and the C# callback type, for messages.</param>
    /// <exception cref="ArgumentException"><paramref name="text"/> contains a NUL.</exception>
    public nint KeepText(nint slotOrContext, int index, string? text, NativeTextEncoding encoding, string function) =>
        text is null ? 0
        : Resolve(slotOrContext, out _) is { } slot ? slot.Texts.Set(index, text, encoding, function)
        : _lastTexts.Value!.Add(text, encoding, function);

    /// <summary>Registers a callback that C may keep until the registration is disposed.</summary>
    /// <param name="callback">The method.</param>
    /// <param name="synchronization">The context that runs the method, or null to run it on the thread that C uses.</param>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    /// <exception cref="InvalidOperationException">All slots for registrations are taken.</exception>
    public Registered<TDelegate> Register(TDelegate callback, SynchronizationContext? synchronization = null) =>
        Register(callback, synchronization, isOnce: false);

    /// <summary>Registers a callback of a type with a context pointer that C invokes once. The invocation ends the registration.</summary>
    /// <param name="callback">The method.</param>
    /// <param name="synchronization">The context that runs the method, or null to run it on the thread that C uses.</param>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    public Registered<TDelegate> RegisterOnce(TDelegate callback, SynchronizationContext? synchronization = null) =>
        Register(callback, synchronization, isOnce: true);

    /// <summary>Takes a slot for a transient callback.</summary>
    /// <param name="callback">The method.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <param name="first">The first slot of the call; null if it has none yet.</param>
    internal CallbackSlot Take(TDelegate callback, string function, ref CallbackSlot? first)
    {
        CallbackSlot slot = (HasContext ? null : TakeThunk(_registered, Targets.Length, ref _nextTransient)) ?? TakeFree(function);
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
        CallbackSlot slot =
            HasContext || _registered == 0
                ? TakeFree()
                : TakeThunk(0, _registered, ref _nextRegistered)
                    ?? throw new InvalidOperationException(
                        $"All {_registered} slots of '{Name}' have a registered callback. Dispose registrations that C no longer uses"
                            + (MoreSlots is null ? "." : $", or declare more slots: {MoreSlots}.")
                    );
        Begin(slot, registration, isOnce || synchronization is not null ? null : callback);
        registration.Begin(slot);
        return registration;
    }

    private void Begin(CallbackSlot slot, object target, TDelegate? fast)
    {
        if (HasContext)
        {
            slot.Context = (nint)(((nuint)(uint)slot.Generation << IndexBits) | (nuint)(uint)(slot.Index + 1));
        }

        Volatile.Write(ref slot.Target, target);
        if (fast is not null)
        {
            SetFast(slot, fast);
        }
    }

    private protected override nint CreateAddress(CallbackSlot slot) => HasContext ? _contextThunk : _grow!(slot);

    private void SetFast(CallbackSlot slot, TDelegate? callback)
    {
        if (slot.Index < Targets.Length)
        {
            Volatile.Write(ref Targets[slot.Index], callback);
        }
        else
        {
            Volatile.Write(ref slot.Fast, callback);
        }
    }

    private CallbackSlot? Resolve(nint slotOrContext, out object? target)
    {
        target = null;
        CallbackSlot[] slots = Volatile.Read(ref Slots);
        uint index = HasContext ? GetIndex(slotOrContext) : (uint)slotOrContext;
        if (index >= (uint)slots.Length)
        {
            return null;
        }

        CallbackSlot slot = slots[index];
        target = Volatile.Read(ref slot.Target);
        return HasContext && Volatile.Read(ref slot.Generation) != GetGeneration(slotOrContext) ? null : slot;
    }

    // The exception belongs to the call only while the call has the slot. If the delegate is still in the slot after Failing was
    // incremented, the call cannot end before Failing is decremented. (If two successive calls pass the same delegate through the same
    // thunk, the table cannot distinguish them.)
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
            {
                other.Table.Suspend(other);
            }
        }

        Interlocked.Decrement(ref slot.Failing);
        return isKept;
    }

    private static uint GetIndex(nint context) => (uint)((nuint)context & (((nuint)1 << (IndexBits - 1) << 1) - 1)) - 1;

    private static int GetGeneration(nint context) => (int)((nuint)context >> IndexBits);
}
