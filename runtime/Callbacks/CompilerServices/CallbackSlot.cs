using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// A place that a callback takes while C may call it. What C calls leads to a place, and the place to the delegate, if it still has one: nothing that C can call
/// is ever freed.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CallbackSlot
{
    private CallbackTexts? _texts;

    internal CallbackSlot(CallbackTable table, int index)
    {
        Table = table;
        Index = index;
        Root = this;
    }

    /// <summary>The place among the table's, by which generated code calls it.</summary>
    public int Index { get; }

    /// <summary>The table that has the place.</summary>
    internal CallbackTable Table { get; }

    /// <summary>What C calls.</summary>
    internal nint Address { get; set; }

    /// <summary>The native delegate behind what C calls, where that is no static method.</summary>
    public Delegate? Native { get; set; }

    /// <summary>What C passes back as the context pointer; another one each time that the place is taken.</summary>
    internal nint Context { get; set; }

    /// <summary>1 where the place is taken.</summary>
    internal ref int Taken => ref _taken;

    /// <summary>How many times the place has been left.</summary>
    internal ref int Generation => ref _generation;

    /// <summary>The place behind this one on the list of the free ones.</summary>
    internal int NextFree { get; set; }

    /// <summary>
    /// What has the place: the registration, or where a call has it, the delegate; <see langword="null"/> where it is free. All that C's call must know is in this one object:
    /// the place may have passed on by the time that a second one is read.
    /// </summary>
    internal ref object? Target => ref _target;

    /// <summary>
    /// The delegate, where C's call may go straight to it; of a place with a thunk of its own, that is in the table. Clearing it costs the next call
    /// no more than the way through <see cref="CallbackTable{TDelegate}.Enter(nint, out TDelegate, out bool)"/>.
    /// </summary>
    internal ref Delegate? Fast => ref _fast;

    /// <summary>How many threads are about to leave an exception to the call that has the place. It does not end before they have.</summary>
    internal ref int Failing => ref _failing;

    /// <summary>The first place that the same call has taken.</summary>
    internal CallbackSlot Root { get; set; }

    /// <summary>The next place that the same call has taken.</summary>
    internal CallbackSlot? Next { get; set; }

    /// <summary>On the first place of a call: the exception that the call will throw.</summary>
    internal ref CallbackFailure? Failure => ref _failure;

    /// <summary>What the callback has returned as text on this thread.</summary>
    internal CallbackText Texts => LazyInitializer.EnsureInitialized(ref _texts).OfThread;

    /// <summary>The delegate of a place without a thunk, where C's call may go straight to it.</summary>
    /// <typeparam name="TDelegate">The delegate of the table's callback type.</typeparam>
    public TDelegate? GetTarget<TDelegate>()
        where TDelegate : Delegate => Unsafe.As<TDelegate?>(Volatile.Read(ref _fast));

    /// <summary>Waits for threads that are about to leave an exception to the call: they wait for nothing themselves.</summary>
    internal void WaitForFailing()
    {
        SpinWait wait = default;
        while (Volatile.Read(ref _failing) != 0)
            wait.SpinOnce(sleep1Threshold: -1);
    }

    /// <summary>Gives back much memory that nobody needs any more.</summary>
    internal void TrimTexts() => _texts?.Trim();

#pragma warning disable IDE0032 // They are written with interlocked operations.
    private int _taken;
    private int _generation;
    private int _failing;
    private object? _target;
    private Delegate? _fast;
    private CallbackFailure? _failure;
#pragma warning restore IDE0032
}
