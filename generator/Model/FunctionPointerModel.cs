using KoffiGen.CSharp;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Model;

/// <summary>The C# type of pointers to functions of one C type.</summary>
/// <param name="Name">The name as code writes it.</param>
internal sealed record FunctionPointerModel(string Name, string CDeclaration)
{
    public string? Documentation { get; init; }

    /// <summary>It shows types that are not public, so that it cannot be, either.</summary>
    public bool IsInternal { get; init; }

    /// <summary>The methods that call the function.</summary>
    public EquatableArray<ImportModel> Invocations { get; init; }

    /// <summary>The delegate that is generated for callbacks of the type: its name and signature.</summary>
    public MethodDeclaration? Delegate { get; init; }

    /// <summary>How C calls back; <see langword="null"/> where it can't call C#, or the project has no unsafe code.</summary>
    public CallbackModel? Callback { get; init; }

    /// <summary>C tells callbacks of the type apart by a context pointer.</summary>
    public bool HasContext { get; init; }

    /// <summary>The delegate, also where nothing else is generated for it.</summary>
    public CSharpType? DelegateType { get; init; }

    /// <summary>Who sees the type, where a delegate of the user's says that; as C# writes it.</summary>
    public string? Accessibility { get; init; }

    /// <summary>Why C# cannot call the function, where it can't.</summary>
    public string? Obstacle { get; init; }

    /// <summary>The type where the project has no unsafe code: its methods throw, and the analyzers say why.</summary>
    public FunctionPointerModel WithoutCalls() =>
        this with
        {
            Callback = null,
            Invocations = Invocations.Select(static invocation => invocation with { Call = null }).ToEquatableArray(),
        };
}
