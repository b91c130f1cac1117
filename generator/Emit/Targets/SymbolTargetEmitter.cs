using KoffiGen.Model;

namespace KoffiGen.Emit.Targets;

/// <summary>The symbol's static holder binds it at the first call.</summary>
internal sealed class SymbolTargetEmitter(TargetContext context, SymbolTarget target) : TargetEmitter(context)
{
    public override bool IsConstant => true;

    public override string Availability => $"{Holder}.IsAvailable";

    public override void WriteAddress()
    {
        Writer.Line($"nint {Context.Address} = {Holder}.Address;");
        using (Writer.Block($"if ({Context.Address} == 0)"))
        {
            Writer.Line($"{Context.Address} = {Holder}.Bind({Context.Subject.Expression});");
        }
    }

    public override void WriteVariableAddress() =>
        Writer.Line($"nint {Context.Address} = {BoundAddress(Holder, Context.Subject.Expression)};");

    private string Holder => Context.Symbols.Holder(target.Symbol);
}

internal sealed partial class TargetEmitterFactory
{
    public TargetEmitter Visit(SymbolTarget target) => new SymbolTargetEmitter(context, target);
}
