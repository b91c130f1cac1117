using KoffiGen.CSharp;
using KoffiGen.Emit.Structs;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

/// <summary>An argument that C reads or writes in a local of the call, aligned as C expects.</summary>
internal abstract class LocalArgumentEmitter(CallContext context, ArgumentModel argument) : ArgumentEmitter(context, argument)
{
    public override bool NeedsStack => OverAlignment is not null;

    public override string Pass => OverAlignment is not null ? Address : "&" + Native;

    /// <summary>Writes what the local needs, and returns what an assignment to it begins with.</summary>
    protected string DeclareLocal(NativeType type)
    {
        if (OverAlignment is not { } alignment)
        {
            return $"{type} {Native}";
        }

        AlignedStack.Write(Writer, Buffer, type, alignment);
        Writer.Line(
            $"{type}* {Address} = {RuntimeMembers.NativeAlignment.AlignUp}<{type}>({Buffer}, {LayoutEmitter.Expression(alignment)});"
        );
        Writer.Line($"ref {type} {Native} = ref *{Address};");
        return Native;
    }
}
