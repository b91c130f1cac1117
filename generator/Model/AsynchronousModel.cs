using KoffiGen.Model.Declarations;

namespace KoffiGen.Model;

/// <summary>How an asynchronous method tells its end.</summary>
internal enum AsynchronousForm
{
    ValueTask,
    Task,

    /// <summary>Koffi's <c>(err, res)</c>: a delegate that gets the exception, or the result.</summary>
    Done,
}

/// <summary>What makes a call asynchronous. The call itself is a static method of the class that keeps the arguments.</summary>
/// <param name="Form">How the method tells its end.</param>
/// <param name="Method">The method that makes the call, on the other thread.</param>
/// <param name="ResultType">What the caller gets in the end; <see langword="null"/> for nothing.</param>
/// <param name="Captures">The arguments of <paramref name="Method"/>, in its order.</param>
internal sealed record AsynchronousModel(
    AsynchronousForm Form,
    MethodDeclaration Method,
    string? ResultType,
    EquatableArray<CaptureModel> Captures
)
{
    /// <summary>The error code comes last in the result.</summary>
    public bool GivesLastError { get; init; }

    /// <summary>The C# parameter that cancels the call.</summary>
    public string? Cancellation { get; init; }

    /// <summary>The C# parameter that is told the end.</summary>
    public string? Done { get; init; }

    /// <summary>The threads, where the library's own choice is not meant.</summary>
    public DispatchDeclaration? Dispatch { get; init; }
}

/// <summary>How an argument gets to the other thread, and what it stands for comes back.</summary>
internal enum CaptureKind
{
    /// <summary>As it is.</summary>
    Value,

    /// <summary>As it is; what C makes of it comes with the result.</summary>
    ValueAndOutput,

    /// <summary>Comes with the result alone.</summary>
    Output,

    /// <summary>As <c>Memory&lt;T&gt;</c> that is pinned from the beginning.</summary>
    PinnedMemory,

    /// <summary>As <c>Memory&lt;T&gt;</c> whose elements are converted.</summary>
    Memory,

    /// <summary>As <c>KoffiMemory&lt;T&gt;</c>, held from the beginning.</summary>
    OwnedMemory,

    /// <summary>As a handle, held from the beginning.</summary>
    Handle,

    /// <summary>As a handle that C takes over, reserved from the beginning.</summary>
    ConsumedHandle,
}

/// <summary>One argument of an asynchronous call.</summary>
/// <param name="Parameter">The parameter of the C# method; of an output, which has none, that of the method that makes the call.</param>
internal sealed record CaptureModel(CaptureKind Kind, ParameterDeclaration Parameter)
{
    /// <summary>How a handle is held.</summary>
    public HandleArgument? Handle { get; init; }
}
