using KoffiGen.CSharp;
using KoffiGen.Emit.Targets;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

internal sealed class HandleOutputEmitter(CallContext context, HandleOutput output) : ArgumentEmitter(context, output)
{
    public override string Pass => "&" + Native;

    public override bool FollowsCall => true;

    public override SymbolModel? HandleDisposer => output.Disposer;

    public override void WriteSetup()
    {
        Writer.Line($"{output.Identifier} = new {output.HandleType}();");
        Writer.Line($"nint {Native} = 0;");
    }

    public override void WriteHandle(TargetEmitter target)
    {
        string owner = target.HandleOwner(HandleDisposer is null ? null : Disposer);
        Writer.Line($"{output.Identifier}.{RuntimeMembers.KoffiHandle.Initialize}({Native}{owner});");
    }

    public override string CloseHandle() => $"{output.Identifier}.{RuntimeMembers.KoffiHandle.Dispose}();";
}
