using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Targets;

/// <summary>A symbol of a library instance, which stays loaded until the call ends and the handles that it returned are closed.</summary>
internal sealed class InstanceTargetEmitter(TargetContext context, InstanceTarget target) : TargetEmitter(context)
{
    public override bool NeedsReceiver => true;

    public override string? Exit => Context.IsHeld ? null : $"{Library}.{RuntimeMembers.NativeLibraryInstance.Exit}();";

    public override string Availability => InstanceEmitter.IsAvailable(Symbol);

    public override string Hold(MessageSubject subject) =>
        $"{Library}.{RuntimeMembers.NativeLibraryInstance.Hold}({Symbol}, {subject.Expression})";

    public override void WriteAddress()
    {
        string find = Context.IsHeld ? RuntimeMembers.NativeLibraryInstance.GetAddress : RuntimeMembers.NativeLibraryInstance.Enter;
        Writer.Line($"nint {Context.Address} = {Library}.{find}({Symbol}, {Context.Subject.Expression});");
    }

    public override string DisposerAddress(SymbolModel disposer)
    {
        if (disposer.Library is not null)
        {
            return base.DisposerAddress(disposer);
        }

        string symbol = Context.Symbols.InstanceSymbol(disposer);
        return $"{Library}.{RuntimeMembers.NativeLibraryInstance.GetAddress}({symbol})";
    }

    public override string Free(string pointer) => $"{Library}.{RuntimeMembers.NativeLibraryInstance.Free}({pointer});";

    public override bool PassesDisposer(OwningHandle handle) => handle.Disposer is { Library: null } || base.PassesDisposer(handle);

    /// <summary>The handle keeps the library loaded.</summary>
    public override string HandleOwner(string? disposer) => $", {Library}, {disposer ?? "0"}";

    private string Library => Context.Receiver is { } receiver ? $"{receiver}.{InstanceEmitter.Field}" : InstanceEmitter.Field;

    private string Symbol => Context.Symbols.InstanceSymbol(target.Symbol);
}

internal sealed partial class TargetEmitterFactory
{
    public TargetEmitter Visit(InstanceTarget target) => new InstanceTargetEmitter(context, target);
}
