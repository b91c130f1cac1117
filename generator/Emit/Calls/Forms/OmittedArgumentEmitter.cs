using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

internal sealed class OmittedArgumentEmitter(CallContext context, OmittedArgument argument) : ArgumentEmitter(context, argument)
{
    public override string Pass => "null";
}

internal sealed partial class ArgumentEmitterFactory
{
    public ArgumentEmitter Visit(OmittedArgument argument) => new OmittedArgumentEmitter(context, argument);
}
