using KoffiGen.CSharp;

namespace KoffiGen.Model;

/// <summary>A SafeHandle that takes ownership of a pointer.</summary>
/// <param name="Type">The generated class.</param>
/// <param name="Disposer">
/// The C function that closes the handle; <see langword="null"/> for a C# method, and for the <c>free</c> of the C runtime.
/// </param>
/// <param name="IsTypesDisposer">Whether the class itself calls that function. Otherwise, the handle receives its address.</param>
internal sealed record OwningHandle(CSharpType Type, SymbolModel? Disposer, bool IsTypesDisposer)
{
    /// <summary>The C# method that closes the handle, which always receives it; <see langword="null"/> if a C function does.</summary>
    public ManagedDisposer? Method { get; init; }
}
