using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

/// <summary>
/// A handle that C takes ownership of. If a call has several, all are reserved first: if one is closed or in use, C takes ownership of
/// none.
/// </summary>
/// <remarks>The reservation of an asynchronous call has the same methods as the argument of a synchronous one.</remarks>
internal sealed class ConsumedHandleEmitter(CallContext context, HandleArgument argument) : ArgumentEmitter(context, argument)
{
    public override bool IsAcquired => !argument.IsReserved && ReservesHandles;

    public override bool DelaysOtherCalls => IsAcquired;

    public override void WriteSetup()
    {
        if (!argument.IsReserved)
        {
            Writer.Line($"{RuntimeMembers.HandleArgument.Type} {Helper} = {HandleArgumentEmitter.Create(argument)};");
        }
        else if (ReservesHandles)
        {
            WriteAcquisition();
        }
    }

    public override void WriteAcquisition() => WritePointer(RuntimeMembers.HandleArgument.Reserve);

    public override void WriteTransfer()
    {
        if (ReservesHandles)
        {
            Writer.Line($"{Owner}.{RuntimeMembers.HandleArgument.Complete}();");
        }
        else if (IsLeftToLastCall)
        {
            using (Writer.Block($"if (!{Owner}.{RuntimeMembers.HandleArgument.TryConsume}({Context.Function}, out nint {Native}))"))
            {
                Writer.Line("return;");
            }
        }
        else
        {
            WritePointer(RuntimeMembers.HandleArgument.Consume);
        }
    }

    public override void WriteRelease() => Writer.Line($"{Helper}.{RuntimeMembers.HandleArgument.Release}();");

    private string Owner => argument.IsReserved ? argument.Identifier : Helper;

    private bool ReservesHandles => Context.Call.Arguments.OfType<HandleArgument>().Count(static handle => handle.IsConsumed) > 1;

    /// <summary>
    /// Whether the call does nothing but close the handle. If other calls use the handle, it does what <c>Dispose</c> does.
    /// </summary>
    private bool IsLeftToLastCall =>
        argument.IsDisposed && Context.Call is { WaitsForCalls: false, Arguments.Count: 1, Result.ManagedType.IsVoid: true };

    private void WritePointer(string method)
    {
        string waits = Context.Call.WaitsForCalls ? ", waitsForCalls: true" : "";
        Writer.Line($"nint {Native} = {Owner}.{method}({Context.Function}{waits});");
    }
}
