using KoffiGen.Model;

namespace KoffiGen.Emit.Targets;

/// <summary>
/// Where an import finds its function or variable, and the functions that free what a call returns. There is one subclass for each kind
/// of target.
/// </summary>
internal abstract class TargetEmitter(TargetContext context)
{
    protected TargetContext Context { get; } = context;

    protected SourceWriter Writer => Context.Writer;

    /// <summary>Whether the call needs the object whose method makes it.</summary>
    public virtual bool NeedsReceiver => false;

    /// <summary>Whether the JIT compiler can see the address as a constant.</summary>
    public virtual bool IsConstant => false;

    /// <summary>The statement that ends what <see cref="WriteAddress"/> has entered, whatever happens in between.</summary>
    public virtual string? Exit => null;

    /// <summary>Whether a handle that the call returns receives the address of its disposer.</summary>
    public virtual bool PassesDisposer(OwningHandle handle) => handle is { IsTypesDisposer: false, Disposer: not null };

    /// <summary>Whether the library has the symbol; <see langword="null"/> if the target is not in a library.</summary>
    public virtual string? Availability => null;

    /// <summary>
    /// The expression that keeps the target valid during an asynchronous call; <see langword="null"/> if none is necessary.
    /// </summary>
    /// <param name="subject">The name of the function in messages.</param>
    public virtual string? Hold(MessageSubject subject) => null;

    /// <summary>Declares the local with the address, which is valid until <see cref="Exit"/>.</summary>
    public abstract void WriteAddress();

    /// <summary>Declares the local with the address of a variable, which is valid as long as the library is loaded.</summary>
    public virtual void WriteVariableAddress()
    {
        WriteAddress();
        if (Exit is { } exit)
        {
            Writer.Line(exit);
        }
    }

    /// <summary>Replaces the address with the address of a fastcall adapter, if the convention needs one.</summary>
    public virtual void WriteFastcallAdapter() { }

    /// <summary>The address of a function that frees memory or closes handles.</summary>
    public virtual string DisposerAddress(SymbolModel disposer) => BoundAddress(Context.Symbols.Holder(disposer));

    /// <summary>The statement that frees memory by the <c>free</c> of the library's C runtime.</summary>
    public virtual string Free(string pointer) => DisposalEmitter.Free(Context.Symbols, pointer);

    /// <summary>The arguments, behind the pointer, that determine how a handle is closed.</summary>
    /// <param name="disposer">
    /// The local with the address of the function that closes it, or the name of the C# method; <see langword="null"/> if its class does.
    /// </param>
    public virtual string HandleOwner(string? disposer) => disposer is null ? "" : $", {disposer}";

    /// <summary>The address in a holder, which binds its symbol first if necessary.</summary>
    /// <param name="subject">The expression of the name in messages; empty for that of the symbol.</param>
    protected static string BoundAddress(string holder, string subject = "") =>
        $"{holder}.Address != 0 ? {holder}.Address : {holder}.Bind({subject})";
}
