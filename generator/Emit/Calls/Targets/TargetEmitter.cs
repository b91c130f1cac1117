using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Targets;

/// <summary>
/// Where a call finds its function, and the functions that free what it returns. There is one subclass for each kind of target.
/// </summary>
internal abstract class TargetEmitter(CallContext context)
{
    protected CallContext Context { get; } = context;

    protected SourceWriter Writer => Context.Writer;

    /// <summary>Whether the call needs the object whose method makes it.</summary>
    public virtual bool NeedsReceiver => false;

    /// <summary>Whether the JIT compiler can see the address as a constant.</summary>
    public virtual bool IsConstant => false;

    /// <summary>The statement that ends what <see cref="WriteAddress"/> has entered, whatever happens in between.</summary>
    public virtual string? Exit => null;

    /// <summary>Whether handles that the call returns keep the library loaded.</summary>
    public virtual bool OwnsHandles => false;

    /// <summary>The field that keeps the target valid during an asynchronous call; <see langword="null"/> if none is necessary.</summary>
    public virtual string? Hold => null;

    /// <summary>Whether the library has the function; <see langword="null"/> if the target is not in a library.</summary>
    public virtual string? Availability => null;

    /// <summary>Declares the local with the address of the function.</summary>
    public abstract void WriteAddress();

    /// <summary>Replaces the address with the address of a fastcall adapter, if the convention needs one.</summary>
    public virtual void WriteFastcallAdapter() { }

    /// <summary>The address of a function that frees memory or closes handles.</summary>
    public virtual string DisposerAddress(SymbolModel disposer)
    {
        string holder = Context.Symbols.Holder(disposer, disposer.Name);
        return $"{holder}.Address != 0 ? {holder}.Address : {holder}.Bind()";
    }

    /// <summary>The statement that frees memory by the <c>free</c> of the library's C runtime.</summary>
    public virtual string Free(string pointer) => DisposalEmitter.Free(Context.Symbols, pointer);

    /// <summary>The arguments by which a handle keeps the library loaded, behind other arguments.</summary>
    public virtual string HandleOwner(FormEmitter handle) => "";
}
