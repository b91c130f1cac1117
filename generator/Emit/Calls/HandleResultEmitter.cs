using KoffiGen.CSharp;
using KoffiGen.Emit.Targets;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls;

/// <summary>A result that a SafeHandle owns: the handle exists before C returns anything.</summary>
internal sealed class HandleResultEmitter(CallContext context, ResultModel result, OwningHandle handle)
    : ResultEmitter(context, result, isFollowed: true)
{
    public override string Name => "handle";

    public override bool IsPlainValue => false;

    public override OwningHandle? OwningHandle => handle;

    public override void WriteSetup()
    {
        Writer.Line($"{handle.Type} {Handle} = new();");
        base.WriteSetup();
    }

    public override void WriteHandle(TargetEmitter target)
    {
        string owner = HandleOwner(handle, target);
        Writer.Line($"{Handle}.{RuntimeMembers.KoffiHandle.Initialize}({Context.Result}{owner});");
    }

    public override string CloseHandle() => $"{Handle}.{RuntimeMembers.KoffiHandle.Dispose}();";

    public override void WriteReturn() => Writer.Line($"return {Handle};");

    private string Handle => Context.Local("handle");
}
