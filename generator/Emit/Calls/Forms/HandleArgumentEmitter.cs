using KoffiGen.CSharp;
using KoffiGen.Emit.Structs;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

/// <summary>A handle that the call keeps alive.</summary>
internal sealed class HandleArgumentEmitter(CallContext context, HandleArgument argument) : ArgumentEmitter(context, argument)
{
    public override bool IsAcquired => true;

    // The argument of a struct holds either memory or a handle. The other address is NULL.
    public override string? Pin =>
        argument.Element is { } element ? $"{element}* {Address} = {argument.Identifier}.{StructHandleEmitter.Memory}" : null;

    public override string Pass => argument.Element is null ? Native : $"{Native} != 0 ? {Native} : (nint){Address}";

    /// <summary>The expression of the runtime's type for an argument that may be a handle or a bare value.</summary>
    public static string Create(HandleArgument argument) =>
        !argument.TakesEither ? $"new({argument.Identifier})"
        : argument is { Element: not null, IsConsumed: true }
            ? $"{argument.Identifier}.{StructHandleEmitter.ToOwnedArgument}({CSharpLiteral.String(argument.Identifier.TrimStart('@'))})"
        : $"{argument.Identifier}.{HandleEmitter.ToHandleArgument}()";

    public override void WriteSetup() => Writer.Line($"{RuntimeMembers.HandleArgument.Type} {Helper} = {Create(argument)};");

    public override void WriteAcquisition() =>
        Writer.Line($"nint {Native} = {Helper}.{RuntimeMembers.HandleArgument.Acquire}({Context.Function});");

    public override void WriteAlignment(IReadOnlyList<ArgumentEmitter> before)
    {
        if (OverAlignment is { } alignment)
        {
            string bytes = LayoutEmitter.Expression(alignment);
            string name = CSharpLiteral.String(Name);
            Writer.Line($"{RuntimeMembers.NativeAlignment.Check}({Address}, {bytes}, {name}, {Context.Function});");
        }
    }

    public override void WriteRelease() => Writer.Line($"{Helper}.{RuntimeMembers.HandleArgument.Release}();");
}

internal sealed partial class ArgumentEmitterFactory
{
    public ArgumentEmitter Visit(HandleArgument argument) =>
        argument.IsConsumed ? new ConsumedHandleEmitter(context, argument) : new HandleArgumentEmitter(context, argument);
}
