using KoffiGen.C;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Model;

/// <summary>A native call: its target, its arguments, its result, and the work before and after it.</summary>
internal sealed record CallModel(ImportTarget Target, EquatableArray<ArgumentModel> Arguments, ResultModel Result)
{
    public bool CapturesLastError { get; init; }

    /// <summary>Whether the call waits for those in flight before C takes ownership of a handle.</summary>
    public bool WaitsForCalls { get; init; }

    public ThrowCondition ThrowOn { get; init; }

    public bool SuppressesGCTransition { get; init; }

    /// <summary>The variable arguments; <see langword="null"/> if the function is not variadic.</summary>
    public VariadicCall? Variadic { get; init; }

    /// <summary>The asynchronous part; <see langword="null"/> for a call that returns when the C function does.</summary>
    public AsynchronousModel? Asynchronous { get; init; }
}

/// <summary>The arguments of a variadic function.</summary>
/// <param name="Named">The number of arguments before the variable arguments.</param>
/// <param name="Open">
/// The C# parameter that holds the run-time variable arguments; <see langword="null"/> if all variable arguments are typed.
/// </param>
internal sealed record VariadicCall(int Named, string? Open)
{
    /// <summary>The number of C# parameters for typed variable arguments.</summary>
    public int Tail { get; init; }

    /// <summary>
    /// The language of the format string that describes the variable arguments; <see langword="null"/> if there is none.
    /// </summary>
    public FormatKind? Format { get; init; }

    /// <summary>The C# parameter that holds the format string; <see langword="null"/> if there is none.</summary>
    public string? FormatParameter { get; init; }
}
