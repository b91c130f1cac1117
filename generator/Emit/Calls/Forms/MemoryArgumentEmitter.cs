using KoffiGen.CSharp;
using KoffiGen.Emit.Structs;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

internal sealed class MemoryArgumentEmitter(CallContext context, MemoryArgument argument) : ArgumentEmitter(context, argument)
{
    public override bool HoldsMemory => true;

    public override bool FollowsCall => true;

    public override string Release => $"{SystemMembers.GC.KeepAlive}({argument.Identifier});";

    public override void WriteSetup()
    {
        Writer.Line($"nint {Native} = {RuntimeMembers.MemoryArgument.GetAddress}({argument.Identifier}, {Context.Function});");
    }

    public override void WriteAlignment(IReadOnlyList<ArgumentEmitter> before)
    {
        if (OverAlignment is { } alignment)
        {
            string check = RuntimeMembers.NativeAlignment.Check;
            string memory = $"({argument.Element}*){Native}, {LayoutEmitter.Expression(alignment)}";
            Writer.Line($"{check}({memory}, {CSharpLiteral.String(Name)}, {Context.Function});");
        }
    }
}

internal sealed partial class ArgumentEmitterFactory
{
    public ArgumentEmitter Visit(MemoryArgument argument) => new MemoryArgumentEmitter(context, argument);
}
