using KoffiGen.CSharp;

namespace KoffiGen.Model.Declarations;

/// <summary>One <c>[KoffiDisposable]</c> attribute: a name for a C type whose memory the caller owns and frees.</summary>
/// <param name="ContainingType">The class that carries the attribute; <see langword="null"/> for the assembly.</param>
/// <param name="Name">The name as written, not yet validated.</param>
/// <param name="Type">The C type as written.</param>
/// <param name="Disposer">The C# method that frees the memory; <see langword="null"/> for the C function <c>free</c>.</param>
internal sealed record DisposableDeclaration(ContainingType? ContainingType, string Name, string Type, DisposerDeclaration? Disposer);

/// <summary>The reason why a C# method cannot be used as a disposer.</summary>
internal enum DisposerProblem
{
    None,

    /// <summary>The argument is not a constant. The compiler reports it.</summary>
    Unreadable,

    /// <summary>There is no class of that name, or the class has no such method.</summary>
    Missing,

    /// <summary>KoffiGen generates the method, so the method does not exist yet when the name is resolved.</summary>
    Generated,

    /// <summary>The name has no class, which an attribute of the assembly requires.</summary>
    WithoutClass,

    /// <summary>The signature is not <c>static void MyFree(nint)</c>.</summary>
    Signature,

    /// <summary>Generated code cannot access the method from anywhere.</summary>
    Inaccessible,
}

/// <summary>The C# method that a <c>[KoffiDisposable]</c> names, and the symbol that the name resolves to.</summary>
/// <param name="Name">The name as written, with or without its class: <c>Native.MyFree</c>.</param>
internal sealed record DisposerDeclaration(string Name)
{
    /// <summary>Whether the name is a string literal, so that a diagnostic can point into it. It is not for <c>nameof</c>.</summary>
    public bool IsText { get; init; }

    public DisposerProblem Problem { get; init; }

    /// <summary>The resolved method; <see langword="null"/> if there is a problem.</summary>
    public ManagedDisposer? Method { get; init; }

    /// <summary>
    /// The class that was searched (empty if there is none), or the method or signature that cannot be used, for the message.
    /// </summary>
    public string Detail { get; init; } = "";

    /// <summary>The names of methods of that type that could be used instead.</summary>
    public EquatableArray<string> Candidates { get; init; }
}
