using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

internal sealed class TextBufferArgumentEmitter(CallContext context, TextBufferArgument argument) : ArgumentEmitter(context, argument)
{
    public override bool UsesTextBuffer => true;

    public override bool IsAcquired => true;

    public override bool IsWritten => argument.IsWritten;

    public override void WriteSetup()
    {
        if (argument.IsRequired)
        {
            Writer.Line($"{SystemMembers.ArgumentNullException.ThrowIfNull}({argument.Identifier});");
        }

        string stack = $"{Buffer}, {Context.TextBufferSize}";
        string size = $"{Context.Write(argument.Size)}, {(argument.IsByteCount ? "true" : "false")}";
        string encoding = RuntimeMembers.NativeTextEncoding.Value(argument.Encoding);
        string initial = argument.IsRead ? $", {argument.Identifier}, {CSharpLiteral.String(Name)}, {Context.Function}" : "";
        Writer.Line($"byte* {Buffer} = stackalloc byte[{Context.TextBufferSize}];");
        Writer.Line($"{RuntimeMembers.TextBufferArgument.Type} {Helper} = new({stack}, {size}, {encoding}{initial});");
    }

    public override void WriteAcquisition() => Writer.Line($"nint {Native} = {Helper}.{RuntimeMembers.TextBufferArgument.Acquire}();");

    public override void WriteRead()
    {
        if (argument.IsWritten)
        {
            string read = $"{Helper}.{RuntimeMembers.TextBufferArgument.Read}()";
            Writer.Line($"{argument.Identifier} = {read}{(argument.IsNullable ? "" : "!")};");
        }
    }

    public override void WriteRelease() => Writer.Line($"{Helper}.{RuntimeMembers.TextBufferArgument.Release}();");
}

internal sealed partial class ArgumentEmitterFactory
{
    public ArgumentEmitter Visit(TextBufferArgument argument) => new TextBufferArgumentEmitter(context, argument);
}
