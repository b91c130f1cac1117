using KoffiGen.Emit.Calls.Forms;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls;

/// <summary>The emitter of each form of argument.</summary>
internal sealed class ArgumentEmitterFactory(CallContext context) : IArgumentVisitor<ArgumentEmitter>
{
    public ArgumentEmitter Visit(ValueArgument argument) => new ValueArgumentEmitter(context, argument);

    public ArgumentEmitter Visit(PinnedArgument argument) => new PinnedArgumentEmitter(context, argument);

    public ArgumentEmitter Visit(MemoryArgument argument) => new MemoryArgumentEmitter(context, argument);

    public ArgumentEmitter Visit(TextArgument argument) => new TextArgumentEmitter(context, argument);

    public ArgumentEmitter Visit(TextBufferArgument argument) => new TextBufferArgumentEmitter(context, argument);

    public ArgumentEmitter Visit(TextArrayArgument argument) => new TextArrayArgumentEmitter(context, argument);

    public ArgumentEmitter Visit(HandleArgument argument) =>
        argument.IsConsumed ? new ConsumedHandleEmitter(context, argument) : new HandleArgumentEmitter(context, argument);

    public ArgumentEmitter Visit(HandleOutput argument) => new HandleOutputEmitter(context, argument);

    public ArgumentEmitter Visit(ManagedFormArgument argument) =>
        argument.IsArray ? new ManagedFormArrayEmitter(context, argument) : new ManagedFormArgumentEmitter(context, argument);

    public ArgumentEmitter Visit(ConvertedOutput argument) => new ConvertedOutputEmitter(context, argument);

    public ArgumentEmitter Visit(CallbackArgument argument) => new CallbackArgumentEmitter(context, argument);

    public ArgumentEmitter Visit(ContextArgument argument) => new ContextArgumentEmitter(context, argument);

    public ArgumentEmitter Visit(LengthArgument argument) => new LengthArgumentEmitter(context, argument);

    public ArgumentEmitter Visit(OmittedArgument argument) => new OmittedArgumentEmitter(context, argument);
}
