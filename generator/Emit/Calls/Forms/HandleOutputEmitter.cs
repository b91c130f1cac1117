using KoffiGen.CSharp;
using KoffiGen.Emit.Targets;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

internal sealed class HandleOutputEmitter(CallContext context, HandleOutput output) : ArgumentEmitter(context, output)
{
    public override string Pass => "&" + Native;

    public override bool FollowsCall => true;

    public override OwningHandle? OwningHandle => output.Handle;

    public override void WriteSetup()
    {
        Writer.Line($"{output.Identifier} = new {output.Handle.Type}();");
        Writer.Line($"nint {Native} = 0;");
    }

    public override void WriteHandle(TargetEmitter target)
    {
        string owner = HandleOwner(output.Handle, target);
        Writer.Line($"{output.Identifier}.{RuntimeMembers.KoffiHandle.Initialize}({Native}{owner});");
    }

    public override string CloseHandle() => $"{output.Identifier}.{RuntimeMembers.KoffiHandle.Dispose}();";
}

internal sealed partial class ArgumentEmitterFactory
{
    public ArgumentEmitter Visit(HandleOutput argument) => new HandleOutputEmitter(context, argument);
}
