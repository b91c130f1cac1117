using KoffiGen.Model;

namespace KoffiGen.Emit.Targets;

/// <summary>The emitter of each kind of target.</summary>
internal sealed class TargetEmitterFactory(TargetContext context) : IImportTargetVisitor<TargetEmitter>
{
    public TargetEmitter Visit(SymbolTarget target) => new SymbolTargetEmitter(context, target);

    public TargetEmitter Visit(InstanceTarget target) => new InstanceTargetEmitter(context, target);

    public TargetEmitter Visit(PointerTarget target) => new PointerTargetEmitter(context, target);
}
