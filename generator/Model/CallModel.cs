using KoffiGen.C;
using KoffiGen.Model.Declarations;
using KoffiGen.Pipeline;

namespace KoffiGen.Model;

/// <summary>One call of C: its target, its arguments, its result, and what happens around it.</summary>
internal sealed record CallModel(CallTarget Target, EquatableArray<ArgumentModel> Arguments, ResultModel Result)
{
    public bool CapturesLastError { get; init; }

    public ThrowCondition ThrowOn { get; init; }

    public bool SuppressesGCTransition { get; init; }

    /// <summary>How a variadic function is called; <see langword="null"/> for any other function.</summary>
    public VariadicCall? Variadic { get; init; }

    /// <summary>
    /// How the call gets to another thread and its outcome back; <see langword="null"/> for a call that the caller waits for.
    /// </summary>
    public AsynchronousModel? Asynchronous { get; init; }
}

/// <summary>The arguments of a variadic function.</summary>
/// <param name="Named">The number of arguments before the variable arguments.</param>
/// <param name="Open">The C# parameter with arguments that are known only at run time; <see langword="null"/> where all types are
/// known.</param>
internal sealed record VariadicCall(int Named, string? Open)
{
    /// <summary>The number of C# parameters for the variable arguments.</summary>
    public int Tail { get; init; }

    /// <summary>
    /// The language of the format string that describes the variable arguments; <see langword="null"/> where there is none.
    /// </summary>
    public FormatKind? Format { get; init; }

    /// <summary>The C# parameter that is the format.</summary>
    public string? FormatParameter { get; init; }
}
