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
            Writer.Line($"throw {RuntimeMembers.NativeFunction.NullPointer}({Context.Subject.Expression});");
        }

        if (target.Abi.IsVariadic)
        {
            using (Writer.Block($"if ({RuntimeMembers.NativeTarget.IsSystemV})"))
            {
                string arguments = $"{Context.Address}, {(target.Abi.HasFloats ? "true" : "false")}, {Context.Subject.Expression}";
                Writer.Line($"{Context.Address} = {RuntimeMembers.NativeFunction.GetVariadicAdapter}({arguments});");
            }
        }
    }

    public override void WriteFastcallAdapter()
    {
        if (target.Abi.RegisterArguments.Count == 2)
        {
            string adapter = $"{RuntimeMembers.NativeFunction.GetFastcallAdapter}({Context.Address}, {Context.Subject.Expression})";
            Writer.Line($"{Context.Address} = {adapter};");
        }
    }
}

internal sealed partial class TargetEmitterFactory
{
    public TargetEmitter Visit(PointerTarget target) => new PointerTargetEmitter(context, target);
}
