using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using KoffiGen.Callbacks;

namespace KoffiGen.CompilerServices;

/// <summary>
/// A place that a callback takes while C may call it. What C calls leads to a place, and the place to the delegate, if it still has one: nothing that C can call
/// is ever freed.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CallbackSlot
{
    private ThreadLocal<CallbackText>? _texts;

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

    /// <summary>The delegate; <see langword="null"/> where the place is free.</summary>
    internal ref Delegate? Target => ref _target;

    /// <summary>
    /// The delegate, where C's call may go straight to it; of a place with a thunk of its own, that is in the table. It is a copy: clearing it at any time costs the next call
    /// no more than the way through <see cref="CallbackTable{TDelegate}.Enter(nint, out TDelegate)"/>.
    /// </summary>
    internal ref Delegate? Fast => ref _fast;

    /// <summary>The registration that has the place; <see langword="null"/> where a call has it.</summary>
    internal IDisposable? Registration { get; set; }

    /// <summary>C calls once.</summary>
    internal bool IsOnce { get; set; }

    /// <summary>Where the delegate is to run.</summary>
    internal SynchronizationContext? Synchronization { get; set; }

    /// <summary>The first place that the same call has taken.</summary>
    internal CallbackSlot Root { get; set; }

    /// <summary>The next place that the same call has taken.</summary>
    internal CallbackSlot? Next { get; set; }

    /// <summary>On the first place of a call: the exception that the call will throw.</summary>
    internal ref ExceptionDispatchInfo? Failure => ref _failure;

    /// <summary>What the callback has returned as text on this thread.</summary>
    internal CallbackText Texts => LazyInitializer.EnsureInitialized(ref _texts, static () => new ThreadLocal<CallbackText>(static () => new CallbackText())).Value!;

    /// <summary>The delegate of a place without a thunk, where C's call may go straight to it.</summary>
    /// <typeparam name="TDelegate">The delegate of the table's callback type.</typeparam>
    public TDelegate? GetTarget<TDelegate>()
        where TDelegate : Delegate => Unsafe.As<TDelegate?>(Volatile.Read(ref _fast));

    /// <summary>Gives back much memory that this thread needs no more.</summary>
    internal void TrimTexts()
    {
        if (_texts is { IsValueCreated: true } texts)
            texts.Value!.Trim();
    }

#pragma warning disable IDE0032 // They are written with interlocked operations.
    private int _taken;
    private int _generation;
    private Delegate? _target;
    private Delegate? _fast;
    private ExceptionDispatchInfo? _failure;
#pragma warning restore IDE0032
}
