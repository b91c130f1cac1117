using KoffiGen.Emit.Conversions;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

internal sealed class ValueArgumentEmitter(CallContext context, ValueArgument argument) : ArgumentEmitter(context, argument)
{
    public override bool IsPlainValue => true;

    public override string Pass => argument.Conversion.MayThrow ? Native : Converted;

    // A conversion that can throw does so before the call, in the order of the arguments.
    public override void WriteSetup()
    {
        if (argument.Conversion.MayThrow)
        {
            Writer.Line($"{NativeType} {Native} = {Converted};");
        }
    }

    private string Converted => Context.ToNative(argument.Conversion, Expression.Primary(argument.Identifier));
}

internal sealed partial class ArgumentEmitterFactory
{
    public ArgumentEmitter Visit(ValueArgument argument) => new ValueArgumentEmitter(context, argument);
}
