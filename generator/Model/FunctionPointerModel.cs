using KoffiGen.CSharp;

namespace KoffiGen.Model;

/// <summary>The generated C# type of pointers to one C function type.</summary>
internal sealed record FunctionPointerModel(string Name, string CDeclaration)
{
    public string? Documentation { get; init; }

    /// <summary>Whether the type must be internal because its signature has types that are not public.</summary>
    public bool IsInternal { get; init; }

    /// <summary>The methods that call the function behind the pointer.</summary>
    public EquatableArray<ImportModel> Invocations { get; init; }

    /// <summary>
    /// The name and the signature of the delegate to generate; <see langword="null"/> if the user has declared it, or if there can be
    /// none.
    /// </summary>
    public MethodDeclaration? Delegate { get; init; }

    /// <summary>
    /// The callback; <see langword="null"/> if C cannot call the delegate, or if the project does not allow unsafe code.
    /// </summary>
    public CallbackModel? Callback { get; init; }

    /// <summary>Whether callbacks receive a context pointer, which distinguishes them instead of slots.</summary>
    public bool HasContext { get; init; }

    /// <summary>The delegate type, whether generated or the user's; <see langword="null"/> if there is none.</summary>
    public CSharpType? DelegateType { get; init; }

    /// <summary>The accessibility of the user's delegate as a C# modifier; <see langword="null"/> if there is no such delegate.</summary>
    public string? Accessibility { get; init; }

    /// <summary>The reason why C# cannot call the function; <see langword="null"/> if it can.</summary>
    public string? Obstacle { get; init; }

    /// <summary>
    /// Returns the type for a project that does not allow unsafe code: its methods throw, and the analyzers report why.
    /// </summary>
    public FunctionPointerModel WithoutCalls() =>
        this with
        {
            Callback = null,
            Invocations = Invocations.Select(static invocation => invocation with { Call = null }).ToEquatableArray(),
        };
}
