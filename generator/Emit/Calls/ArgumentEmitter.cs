using KoffiGen.CSharp;
using KoffiGen.Emit.Conversions;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls;

/// <summary>One argument of a call. There is one subclass for each form, and each overrides the stages that it takes part in.</summary>
internal abstract class ArgumentEmitter(CallContext context, ArgumentModel argument) : FormEmitter(context)
{
    public override string Name => argument.Identifier.TrimStart('@');

    public NativeType NativeType => argument.NativeType;

    /// <summary>The expression that the C function receives.</summary>
    public virtual string Pass => Native;

    /// <summary>Whether the argument is a value that needs no stage but the call.</summary>
    public virtual bool IsPlainValue => false;

    /// <summary>Whether the argument acquires something directly before the call, which must be released even if the call throws.</summary>
    public virtual bool IsAcquired => false;

    /// <summary>
    /// Whether other calls may wait for what the argument has acquired. It then comes last, so that the call itself waits for nothing.
    /// </summary>
    public virtual bool DelaysOtherCalls => false;

    /// <summary>Whether the argument does something between the call and the return.</summary>
    public virtual bool FollowsCall => IsAcquired;

    /// <summary>Whether the argument uses a part of the shared string buffer.</summary>
    public virtual bool UsesTextBuffer => false;

    /// <summary>Whether memory of the stack is reserved that need not be cleared.</summary>
    public virtual bool NeedsStack => UsesTextBuffer;

    /// <summary>Whether memory that lasts as long as the call is allocated for the argument.</summary>
    public virtual bool UsesScope => false;

    /// <summary>Whether C calls back while the call lasts.</summary>
    public virtual bool IsCallback => false;

    /// <summary>Whether C reads or writes memory that C# holds for the time of the call, so that C may return a pointer into it.</summary>
    public virtual bool HoldsMemory => Pin is not null;

    /// <summary>Whether C writes a value that a variable of the caller receives.</summary>
    public virtual bool IsWritten => false;

    /// <summary>Whether the conversion of what C writes needs the value of another output.</summary>
    public virtual bool IsCounted => false;

    /// <summary>Whether C may receive a copy of the caller's variable, because the variable may not be aligned enough.</summary>
    public virtual bool IsCopiedToAlign => false;

    /// <summary>The declaration in a <c>fixed</c> statement.</summary>
    public virtual string? Pin => null;

    /// <summary>The statement that releases the argument after C's values have been read.</summary>
    public virtual string? Release => null;

    /// <summary>Checks the length that C states.</summary>
    public void WriteLengthCheck()
    {
        if (argument.Minimum is not { } minimum)
        {
            return;
        }

        string check = minimum.AllowsNone ? RuntimeMembers.CountedMemory.CheckMinimumOrNone : RuntimeMembers.CountedMemory.CheckMinimum;
        string unit = minimum.IsByteCount ? ", \"bytes\"" : "";
        string length = NumberWriter.WriteArgument(minimum.Length, Context.Subject);
        string required = NumberWriter.WriteArgument(minimum.Value, Context.Subject, Name);
        Writer.Line($"{check}({length}, {required}, {CSharpLiteral.String(Name)}, {Context.Function}{unit});");
    }

    /// <summary>Acquires what <see cref="WriteRelease"/> releases.</summary>
    public virtual void WriteAcquisition() { }

    /// <summary>Aligns or checks memory, after it has been pinned and before anything that cannot be undone.</summary>
    public virtual void WriteAlignment(IReadOnlyList<ArgumentEmitter> before) { }

    /// <summary>Transfers ownership to C. Nothing can fail between this and the call.</summary>
    public virtual void WriteTransfer() { }

    /// <summary>Copies what C wrote into an aligned copy to the caller's variable.</summary>
    public virtual void WriteCopyBack() { }

    /// <summary>Converts a pointer into the aligned copy to a pointer into the caller's variable.</summary>
    public virtual void WriteRebase(PointerLocal pointer) { }

    /// <summary>Releases what the argument has acquired, even if the call has failed.</summary>
    public virtual void WriteRelease() { }

    /// <summary>The alignment that C expects, if it is larger than .NET's on some target.</summary>
    protected PlatformValue? OverAlignment => argument.OverAlignment;

    /// <summary>The local with what C receives.</summary>
    protected virtual string Native => Context.Local(Name, "native");

    /// <summary>The local with the runtime's helper.</summary>
    protected string Helper => Context.Local(Name, "argument");

    /// <summary>The local with memory of the stack.</summary>
    protected string Buffer => Context.Local(Name, "buffer");

    /// <summary>The local with the address of the caller's memory.</summary>
    protected string Address => Context.Local(Name, "address");
}
