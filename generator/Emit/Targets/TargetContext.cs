namespace KoffiGen.Emit.Targets;

/// <summary>The generated member that uses a target.</summary>
/// <param name="Subject">The name of the target in messages.</param>
/// <param name="Receiver">
/// The expression of the object that has the member; <see langword="null"/> if the member can use the object's other members by name.
/// </param>
/// <param name="Address">The local with the address of the target.</param>
internal sealed record TargetContext(
    SourceWriter Writer,
    SymbolHolderEmitter Symbols,
    MessageSubject Subject,
    string? Receiver,
    string Address
)
{
    /// <summary>Whether the member keeps the target valid itself. Only an asynchronous call does.</summary>
    public bool IsHeld { get; init; }
}
