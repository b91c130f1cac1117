using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

/// <summary>A delegate that C may call while the call lasts: the call's scope of callbacks acquires and releases it.</summary>
internal sealed class CallbackArgumentEmitter(CallContext context, CallbackArgument argument) : ArgumentEmitter(context, argument)
{
    public override bool IsAcquired => true;

    public override bool IsCallback => true;

    public override void WriteSetup()
    {
        if (!argument.IsNullable)
        {
            Writer.Line($"{SystemMembers.ArgumentNullException.ThrowIfNull}({argument.Identifier});");
        }
    }

    public override void WriteAcquisition()
    {
        string acquire = $"{Context.Callbacks}.{RuntimeMembers.CallbackScope.Acquire}";
        string context = argument.HasContext ? $", out nint {ContextArgumentEmitter.Local(Context, Name)}" : "";
        Writer.Line($"nint {Native} = {acquire}({argument.Thunks}.Table, {argument.Identifier}, {Context.Function}{context});");
    }
}

internal sealed partial class ArgumentEmitterFactory
{
    public ArgumentEmitter Visit(CallbackArgument argument) => new CallbackArgumentEmitter(context, argument);
}
