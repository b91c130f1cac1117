using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

internal sealed class TextArrayArgumentEmitter(CallContext context, TextArrayArgument argument) : ArgumentEmitter(context, argument)
{
    public override bool IsAcquired => true;

    public override void WriteSetup()
    {
        string encoding = RuntimeMembers.NativeTextEncoding.Value(argument.Encoding);
        string arguments = $"{argument.Identifier}, {encoding}, {CSharpLiteral.String(Name)}, {Context.Function}";
        Writer.Line($"{RuntimeMembers.TextArrayArgument.Type} {Helper} = new({arguments});");
    }

    public override void WriteAcquisition() => Writer.Line($"nint {Native} = {Helper}.{RuntimeMembers.TextArrayArgument.Acquire}();");

    public override void WriteRelease() => Writer.Line($"{Helper}.{RuntimeMembers.TextArrayArgument.Release}();");
}

internal sealed partial class ArgumentEmitterFactory
{
    public ArgumentEmitter Visit(TextArrayArgument argument) => new TextArrayArgumentEmitter(context, argument);
}
