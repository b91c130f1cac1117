using KoffiGen.CSharp;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Model;

/// <summary>A value that is passed after a conversion that is a single expression.</summary>
internal sealed record ValueArgument(string Identifier, NativeType NativeType, Conversion Conversion)
    : ArgumentModel(Identifier, NativeType)
{
    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A SafeHandle, which is kept alive during the call.</summary>
internal sealed record HandleArgument(string Identifier) : ArgumentModel(Identifier, NativeType.IntPtr)
{
    /// <summary>Whether the parameter is the generated <c>Argument</c> type, which holds a SafeHandle or a handle value.</summary>
    public bool TakesEither { get; init; }

    /// <summary>
    /// The struct whose generated <c>Argument</c> type may also hold memory of the caller; <see langword="null"/> for opaque types and for
    /// SafeHandles.
    /// </summary>
    public NativeType? Element { get; init; }

    /// <summary>Whether C takes ownership of the handle. The SafeHandle is then closed without calling its disposer.</summary>
    public bool IsConsumed { get; init; }

    /// <summary>Whether the function is a disposer of the handle's type.</summary>
    public bool IsDisposed { get; init; }

    /// <summary>Whether the parameter is the runtime's reservation of a consumed handle, in an asynchronous call.</summary>
    public bool IsReserved { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// A transient callback. The delegate may also come from a registered callback or from a C function, whose native address is then passed.
/// </summary>
/// <param name="Thunks">The class that contains the thunks of the delegate type.</param>
internal sealed record CallbackArgument(string Identifier, CSharpType.Named Thunks) : ArgumentModel(Identifier, NativeType.IntPtr)
{
    /// <summary>Whether the callback receives a context pointer, which is passed as another argument.</summary>
    public bool HasContext { get; init; }

    /// <summary>Whether a null delegate is passed as NULL.</summary>
    public bool IsNullable { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>The context pointer of a transient callback.</summary>
/// <param name="Identifier">The C# parameter that holds the callback.</param>
internal sealed record ContextArgument(string Identifier) : ArgumentModel(Identifier, NativeType.IntPtr)
{
    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A pointer parameter that the C# signature omits. C receives NULL.</summary>
internal sealed record OmittedArgument() : ArgumentModel("", NativeType.VoidPointer)
{
    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

internal partial interface IArgumentVisitor<out TResult>
{
    TResult Visit(ValueArgument argument);

    TResult Visit(HandleArgument argument);

    TResult Visit(CallbackArgument argument);

    TResult Visit(ContextArgument argument);

    TResult Visit(OmittedArgument argument);
}
