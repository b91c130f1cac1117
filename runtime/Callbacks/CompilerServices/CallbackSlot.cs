using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// A slot that holds a callback while C may invoke it. A thunk or a context pointer identifies the slot, and the slot refers to the
/// delegate. Slots and thunks are never freed, so a late invocation is safe.
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

    /// <summary>Gets the index of the slot in its table, which generated code passes to the table.</summary>
    public int Index { get; }

    internal CallbackTable Table { get; }

    /// <summary>The C function pointer.</summary>
    internal nint Address { get; set; }

    /// <summary>
    /// Gets or sets the native delegate behind the function pointer, if the slot has no thunk of its own. It keeps the delegate alive.
    /// </summary>
    public Delegate? Native { get; set; }

    /// <summary>The context pointer for C. It changes each time the slot is taken.</summary>
    internal nint Context { get; set; }

    /// <summary>1 while the slot is taken.</summary>
    internal ref int Taken => ref _taken;

    /// <summary>How many times the slot has been released.</summary>
    internal ref int Generation => ref _generation;

    /// <summary>The next slot in the list of free slots.</summary>
    internal int NextFree { get; set; }

    /// <summary>
    /// The registration, or the delegate of a transient callback; null if the slot is free. An invocation reads everything from this one
    /// object, because the slot may hold another callback by the time of a second read.
    /// </summary>
    internal ref object? Target => ref _target;

    /// <summary>
    /// The delegate, if an invocation may use it without further checks; the table has it for a slot with a thunk. If it is null, the next
    /// invocation takes the slow path through <see cref="CallbackTable{TDelegate}.Enter(nint, out TDelegate, out bool)"/>.
    /// </summary>
    internal ref Delegate? Fast => ref _fast;

    /// <summary>The number of threads that are about to store an exception for the call. The call does not end before they have.</summary>
    internal ref int Failing => ref _failing;

    /// <summary>The first slot that the same call has taken.</summary>
    internal CallbackSlot Root { get; set; }

    /// <summary>The next slot that the same call has taken.</summary>
    internal CallbackSlot? Next { get; set; }

    /// <summary>On the first slot of a call: the exception that the call will rethrow.</summary>
    internal ref CallbackFailure? Failure => ref _failure;

    /// <summary>The strings that the callback has returned on this thread.</summary>
    internal CallbackText Texts => LazyInitializer.EnsureInitialized(ref _texts).OfThread;

    /// <summary>
    /// Returns the delegate of a slot without a thunk, if an invocation may use it without further checks; otherwise null.
    /// </summary>
    /// <typeparam name="TDelegate">The delegate of the callback type.</typeparam>
    public TDelegate? GetTarget<TDelegate>()
        where TDelegate : Delegate => Unsafe.As<TDelegate?>(Volatile.Read(ref _fast));

    /// <summary>Waits for threads that are about to store an exception for the call. They never block.</summary>
    internal void WaitForFailing()
    {
        SpinWait wait = default;
        while (Volatile.Read(ref _failing) != 0)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>Frees large strings that C no longer uses.</summary>
    internal void TrimTexts() => _texts?.Trim();

#pragma warning disable IDE0032 // Interlocked operations need a reference to each field.
    private int _taken;
    private int _generation;
    private int _failing;
    private object? _target;
    private Delegate? _fast;
    private CallbackFailure? _failure;
#pragma warning restore IDE0032
}
