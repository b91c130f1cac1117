using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

/// <summary>A handle that the call keeps alive.</summary>
internal sealed class HandleArgumentEmitter(CallContext context, HandleArgument argument) : ArgumentEmitter(context, argument)
{
    public override bool IsAcquired => true;

    /// <summary>The expression of the runtime's type for an argument that may be a handle or a bare value.</summary>
    public static string Create(HandleArgument argument) =>
        argument.TakesEither ? $"{argument.Identifier}.{HandleEmitter.ToHandleArgument}()" : $"new({argument.Identifier})";

    public override void WriteSetup() => Writer.Line($"{RuntimeMembers.HandleArgument.Type} {Helper} = {Create(argument)};");

    public override void WriteAcquisition() =>
        Writer.Line($"nint {Native} = {Helper}.{RuntimeMembers.HandleArgument.Acquire}({Context.Function});");

    public override void WriteRelease() => Writer.Line($"{Helper}.{RuntimeMembers.HandleArgument.Release}();");
}
