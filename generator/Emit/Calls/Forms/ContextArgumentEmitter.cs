using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

/// <summary>The context pointer of a callback, which is known once the callback has been acquired.</summary>
internal sealed class ContextArgumentEmitter(CallContext context, ContextArgument argument) : ArgumentEmitter(context, argument)
{
    public override string Pass => Local(Context, Name);

    public static string Local(CallContext context, string callback) => context.Local(callback, "context");
}

internal sealed partial class ArgumentEmitterFactory
{
    public ArgumentEmitter Visit(ContextArgument argument) => new ContextArgumentEmitter(context, argument);
}
