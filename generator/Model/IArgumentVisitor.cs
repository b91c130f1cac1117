namespace KoffiGen.Model;

/// <summary>One case for each form of argument: a form that a visitor does not handle does not compile.</summary>
internal interface IArgumentVisitor<out TResult>
{
    TResult Visit(ValueArgument argument);

    TResult Visit(PinnedArgument argument);

    TResult Visit(MemoryArgument argument);

    TResult Visit(TextArgument argument);

    TResult Visit(TextBufferArgument argument);

    TResult Visit(TextArrayArgument argument);

    TResult Visit(HandleArgument argument);

    TResult Visit(HandleOutput argument);

    TResult Visit(ManagedFormArgument argument);

    TResult Visit(ConvertedOutput argument);

    TResult Visit(CallbackArgument argument);

    TResult Visit(ContextArgument argument);

    TResult Visit(LengthArgument argument);

    TResult Visit(OmittedArgument argument);
}
