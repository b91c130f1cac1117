using KoffiGen.CSharp;
using KoffiGen.Emit.Structs;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

/// <summary>Memory of the caller that C uses in place. A single variable with too small an alignment is copied to the stack.</summary>
internal sealed class PinnedArgumentEmitter(CallContext context, PinnedArgument argument) : ArgumentEmitter(context, argument)
{
    public override bool NeedsStack => IsCopiedToAlign;

    public override bool IsCopiedToAlign => argument.IsCopiedToAlign;

    public override bool FollowsCall => IsCopiedToAlign && (!argument.IsReadOnly || Context.Call.Result.NativeType.IsAddress);

    public override string Pin =>
        $"{argument.Element}* {(IsCopiedToAlign ? Address : Native)} = {(argument.IsVariable ? "&" : "")}{argument.Identifier}";

    public override void WriteSetup()
    {
        if (argument.IsOut)
        {
            Writer.Line($"{argument.Identifier} = default;");
        }
    }

    public override void WriteAlignment(IReadOnlyList<ArgumentEmitter> before)
    {
        if (OverAlignment is not { } overAlignment)
        {
            return;
        }

        string alignment = LayoutEmitter.Expression(overAlignment);
        if (!IsCopiedToAlign)
        {
            string name = CSharpLiteral.String(Name);
            Writer.Line($"{RuntimeMembers.NativeAlignment.Check}({Native}, {alignment}, {name}, {Context.Function});");
            return;
        }

        // Two references to the same variable must remain one variable for C.
        string shared = string.Concat(
            before
                .OfType<PinnedArgumentEmitter>()
                .Where(other => other.IsCopiedToAlign && other.Element == Element)
                .Select(other => $"{Address} == {other.Address} ? {other.Native} : ")
        );
        Writer.Line($"{Element}* {Native} = {shared}{Address};");
        using (Writer.Block($"if (!{RuntimeMembers.NativeAlignment.IsAligned}({Native}, {alignment}))"))
        {
            AlignedStack.Write(Writer, Buffer, Element, overAlignment);
            Writer.Line($"{Native} = {RuntimeMembers.NativeAlignment.Copy}({Address}, {Buffer}, {alignment});");
        }

        Writer.Line();
    }

    public override void WriteCopyBack()
    {
        if (!IsCopiedToAlign || argument.IsReadOnly)
        {
            return;
        }

        using (Writer.Block($"if ({Native} != {Address})"))
        {
            Writer.Line($"*{Address} = *{Native};");
        }
    }

    public override void WriteRebase(PointerLocal pointer)
    {
        string address = $"{(pointer.Type.IsPointer ? "(nint)" : "")}{pointer.Name}";
        string rebased = $"{RuntimeMembers.NativeAlignment.Rebase}({address}, {Address}, {Native})";
        Writer.Line($"{pointer.Name} = {(pointer.Type.IsPointer ? $"({pointer.Type})" : "")}{rebased};");
    }

    private NativeType Element => argument.Element;
}

internal sealed partial class ArgumentEmitterFactory
{
    public ArgumentEmitter Visit(PinnedArgument argument) => new PinnedArgumentEmitter(context, argument);
}
