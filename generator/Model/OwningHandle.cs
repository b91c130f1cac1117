using KoffiGen.CSharp;

namespace KoffiGen.Model;

/// <summary>A SafeHandle that takes ownership of a pointer.</summary>
/// <param name="Type">The generated class.</param>
/// <param name="Disposer">The C function that closes the handle; <see langword="null"/> for the <c>free</c> of the C runtime.</param>
/// <param name="IsTypesDisposer">Whether the class itself calls that function. Otherwise, the handle receives its address.</param>
internal sealed record OwningHandle(CSharpType Type, SymbolModel? Disposer, bool IsTypesDisposer);
