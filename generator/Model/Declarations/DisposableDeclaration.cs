using KoffiGen.C;
using KoffiGen.CSharp;

namespace KoffiGen.Model.Declarations;

/// <summary>What one <c>[KoffiDisposable]</c> says: a name for a C type whose memory is ours to free.</summary>
/// <param name="ContainingType">The class that carries the attribute; <see langword="null"/> for the assembly.</param>
/// <param name="Name">The name, right or not.</param>
/// <param name="Type">The text of the C type.</param>
/// <param name="Disposer">The C# method that frees; <see langword="null"/> for C's <c>free</c>.</param>
internal sealed record DisposableDeclaration(ContainingType? ContainingType, string Name, string Type, DisposerDeclaration? Disposer);

/// <summary>Why a name is no C# method that can free.</summary>
internal enum DisposerProblem
{
    None,

    /// <summary>Not a constant: the compiler says so.</summary>
    Unreadable,

    /// <summary>No method of the name is where it was looked for.</summary>
    Missing,

    /// <summary>A method that KoffiGen itself generates, and does not know while it does so.</summary>
    Generated,

    /// <summary>The assembly has no methods of its own: the class is missing in front.</summary>
    WithoutClass,

    /// <summary>A method, but no <c>static void MyFree(nint)</c>.</summary>
    Signature,

    /// <summary>Generated code can name it nowhere.</summary>
    Inaccessible,
}

/// <summary>A C# method as <c>[KoffiDisposable]</c> names it, and what the compiler knows by that name.</summary>
/// <param name="Name">As it is written, perhaps with its class: <c>Native.MyFree</c>.</param>
internal sealed record DisposerDeclaration(string Name)
{
    /// <summary>Written as this very text, so that a part of it has a place; not inside <c>nameof</c>.</summary>
    public bool IsText { get; init; }

    public DisposerProblem Problem { get; init; }

    /// <summary>The method that was found, where there is no problem.</summary>
    public ManagedDisposer? Method { get; init; }

    /// <summary>Where it was looked for, or what was found instead.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Methods there that could free.</summary>
    public EquatableArray<string> Candidates { get; init; }
}
