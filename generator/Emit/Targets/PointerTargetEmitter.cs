using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Targets;

/// <summary>A function pointer, which contains the address. An adapter is created for each address, not once for a symbol.</summary>
internal sealed class PointerTargetEmitter(TargetContext context, PointerTarget target) : TargetEmitter(context)
{
    public override bool NeedsReceiver => true;

    public override void WriteAddress()
    {
        Writer.Line($"nint {Context.Address} = {Context.Receiver}.Address;");
        using (Writer.Block($"if ({Context.Address} == 0)"))
        {
            Writer.Line($"throw {RuntimeMembers.NativeFunction.NullPointer}({CSharpLiteral.String(Context.Function)});");
        }

        if (target.Abi.IsVariadic)
        {
            using (Writer.Block($"if ({RuntimeMembers.NativeTarget.IsSystemV})"))
            {
                string hasFloats = target.Abi.HasFloats ? "true" : "false";
                Writer.Line($"{Context.Address} = {RuntimeMembers.NativeFunction.GetVariadicAdapter}({Context.Address}, {hasFloats});");
            }
        }
    }

    public override void WriteFastcallAdapter()
    {
        if (target.Abi.RegisterArguments.Count == 2)
        {
            Writer.Line($"{Context.Address} = {RuntimeMembers.NativeFunction.GetFastcallAdapter}({Context.Address});");
        }
    }
}
