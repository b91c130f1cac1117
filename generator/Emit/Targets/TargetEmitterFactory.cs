using KoffiGen.Model;

namespace KoffiGen.Emit.Targets;

/// <summary>Creates the emitter of a target. The method for each kind is beside its emitter.</summary>
internal sealed partial class TargetEmitterFactory(TargetContext context) : IImportTargetVisitor<TargetEmitter>;
