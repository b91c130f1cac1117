using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

/// <summary>
/// A handle that C takes ownership of. If a call has several, all are reserved first: if one is closed, C takes ownership of none.
/// </summary>
internal sealed class ConsumedHandleEmitter(CallContext context, HandleArgument argument) : ArgumentEmitter(context, argument)
{
    public override bool IsAcquired => !argument.IsReserved && ReservesHandles;

    public override void WriteSetup()
    {
        if (!argument.IsReserved)
        {
            Writer.Line($"{RuntimeMembers.HandleArgument.Type} {Helper} = {HandleArgumentEmitter.Create(argument)};");
        }
    }

    public override void WriteAcquisition() =>
        Writer.Line($"nint {Native} = {Helper}.{RuntimeMembers.HandleArgument.Reserve}({Context.Function});");

    public override void WriteTransfer() =>
        Writer.Line(
            argument.IsReserved ? $"nint {Native} = {argument.Identifier}.{RuntimeMembers.HandleReservation.Complete}();"
            : ReservesHandles ? $"{Helper}.{RuntimeMembers.HandleArgument.Complete}();"
            : $"nint {Native} = {Helper}.{RuntimeMembers.HandleArgument.Consume}({Context.Function});"
        );

    public override void WriteRelease() => Writer.Line($"{Helper}.{RuntimeMembers.HandleArgument.Release}();");

    private bool ReservesHandles =>
        Context.Call.Arguments.OfType<HandleArgument>().Count(static handle => handle is { IsConsumed: true, IsReserved: false }) > 1;
}
