using KoffiGen.CSharp;
using KoffiGen.Emit.Targets;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls;

/// <summary>Memory that C transfers with a call.</summary>
/// <param name="Pointer">The expression of its address.</param>
internal readonly record struct OwnedMemory(DisposalModel Disposal, string Pointer);

/// <summary>A local that C has written a pointer to.</summary>
internal readonly record struct PointerLocal(string Name, NativeType Type);

/// <summary>The base of arguments and results. Each writes its own part of the stages of a call.</summary>
internal abstract class FormEmitter(CallContext context)
{
    protected CallContext Context { get; } = context;

    protected SourceWriter Writer => Context.Writer;

    /// <summary>The name in locals and messages.</summary>
    public abstract string Name { get; }

    /// <summary>The memory that is freed once C's values have been read.</summary>
    public virtual OwnedMemory? Owned => null;

    /// <summary>The SafeHandle that takes ownership of C's value.</summary>
    public virtual OwningHandle? OwningHandle => null;

    /// <summary>The struct whose members are freed after the call.</summary>
    public virtual string? FreedStruct => null;

    /// <summary>Frees those members.</summary>
    public virtual FreeingStatement? FreeMembers() => null;

    /// <summary>Whether C's value is copied from memory that may be an argument's, which therefore stays in place until then.</summary>
    public virtual bool CopiesMemory => false;

    /// <summary>A pointer that C has written, which may lead into the aligned copy of an argument.</summary>
    public virtual PointerLocal? WrittenPointer => null;

    /// <summary>The local with the address of the function that frees or closes the value.</summary>
    public string Disposer => Context.Local(Name, "disposer");

    /// <summary>Returns the arguments that say who frees the pointer of a handle, besides its class.</summary>
    protected string HandleOwner(OwningHandle handle, TargetEmitter target) =>
        target.HandleOwner(
            handle.Method is { } method ? method.Name.Text
            : target.PassesDisposer(handle) ? Disposer
            : null
        );

    /// <summary>Declares locals and checks arguments. Nothing needs to be undone.</summary>
    public virtual void WriteSetup() { }

    /// <summary>Gives handles their values: whatever throws later, they are closed.</summary>
    public virtual void WriteHandle(TargetEmitter target) { }

    /// <summary>Closes the handle that the caller does not receive because the call has failed.</summary>
    public virtual string? CloseHandle() => null;

    /// <summary>Converts what C has written.</summary>
    public virtual void WriteRead() { }
}
