using KoffiGen.CSharp;

namespace KoffiGen.Model;

/// <summary>The disposer of owned memory: a C function or a C# method.</summary>
/// <param name="Symbol">
/// The C function; <see langword="null"/> for a C# method, or for the <c>free</c> of the C runtime that the library uses.
/// </param>
internal sealed record DisposalModel(SymbolModel? Symbol)
{
    /// <summary>The C# method; <see langword="null"/> if a C function frees the memory.</summary>
    public ManagedDisposer? Method { get; init; }

    /// <summary>The name in messages.</summary>
    public string Name => Method?.DisplayName ?? Symbol?.Name ?? "free";

    /// <summary>
    /// Whether both are the same function or method. The calling convention, which is not known everywhere, is not compared.
    /// </summary>
    public bool IsSame(DisposalModel other) =>
        Method == other.Method && Symbol?.Name == other.Symbol?.Name && Symbol?.Library == other.Symbol?.Library;
}
