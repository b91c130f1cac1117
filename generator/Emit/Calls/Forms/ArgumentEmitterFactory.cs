using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

/// <summary>Creates the emitter of an argument. The method for each form is beside its emitter.</summary>
internal sealed partial class ArgumentEmitterFactory(CallContext context) : IArgumentVisitor<ArgumentEmitter>;
