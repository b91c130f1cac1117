namespace KoffiGen.Model;

/// <summary>
/// A visitor with one method for each form of argument, so that the compiler finds every visitor that a new form concerns.
/// </summary>
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
