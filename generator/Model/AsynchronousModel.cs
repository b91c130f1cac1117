using KoffiGen.CSharp;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Model;

/// <summary>The way in which an asynchronous method reports completion.</summary>
internal enum AsynchronousForm
{
    ValueTask,
    Task,

    /// <summary>A delegate parameter, as in Koffi, that receives <c>(err, res)</c>: the exception or the result.</summary>
    Done,
}

/// <summary>
/// An asynchronous call. A static method of the class that holds the arguments makes the native call on the other thread.
/// </summary>
/// <param name="Method">The static method that makes the native call.</param>
/// <param name="ResultType">The C# type of the result; <see langword="null"/> for a call without a result.</param>
/// <param name="Captures">The arguments of <paramref name="Method"/>, in the order of its parameters.</param>
internal sealed record AsynchronousModel(
    AsynchronousForm Form,
    MethodDeclaration Method,
    CSharpType? ResultType,
    EquatableArray<CaptureModel> Captures
)
{
    /// <summary>Whether the last element of the result is the system error code of the call.</summary>
    public bool ReturnsLastError { get; init; }

    /// <summary>The <c>CancellationToken</c> parameter; <see langword="null"/> if there is none.</summary>
    public string? Cancellation { get; init; }

    /// <summary>The delegate parameter that is called on completion; <see langword="null"/> for the other forms.</summary>
    public string? Done { get; init; }

    /// <summary>The threads that run the call; <see langword="null"/> to use the setting of the library.</summary>
    public DispatchDeclaration? Dispatch { get; init; }
}

/// <summary>The way in which an argument is passed to the other thread, and in which an output returns from it.</summary>
internal enum CaptureKind
{
    /// <summary>Passed unchanged.</summary>
    Value,

    /// <summary>Passed unchanged, and the value that C writes is part of the result: a <c>ref</c> parameter.</summary>
    ValueAndOutput,

    /// <summary>Not passed; the value that C writes is part of the result: an <c>out</c> parameter.</summary>
    Output,

    /// <summary>Passed as <c>Memory&lt;T&gt;</c> that is pinned from the start of the call to its completion.</summary>
    PinnedMemory,

    /// <summary>Passed as <c>Memory&lt;T&gt;</c> whose elements are converted.</summary>
    Memory,

    /// <summary>Passed as <c>KoffiMemory&lt;T&gt;</c>, whose memory cannot be freed before the call completes.</summary>
    OwnedMemory,

    /// <summary>Passed as a handle that cannot be closed before the call completes.</summary>
    Handle,

    /// <summary>
    /// Passed as a handle whose ownership C takes. It is reserved from the start of the call, so that no other call can close it.
    /// </summary>
    ConsumedHandle,
}

/// <summary>One argument of an asynchronous call.</summary>
/// <param name="Parameter">The C# parameter. An output has none, so it is the parameter of the method that makes the native call.</param>
internal sealed record CaptureModel(CaptureKind Kind, ParameterDeclaration Parameter)
{
    /// <summary>The argument of a handle; <see langword="null"/> for other arguments.</summary>
    public HandleArgument? Handle { get; init; }
}
