namespace KoffiGen.Model.Declarations;

/// <summary>A delegate of the user's that carries <c>[KoffiCallback]</c>, with C's function type.</summary>
/// <param name="ContainingType">The class around the delegate, if there is one.</param>
/// <param name="Name">The delegate's name as code writes it.</param>
/// <param name="Prototype">C's declaration: a prototype; or a name, the return type and the parameter types.</param>
/// <param name="Signature">The delegate's parameters and result; <see langword="null"/> where there are delegates among them.</param>
internal sealed record CallbackDeclaration(
    ContainingType? ContainingType,
    string Namespace,
    string Name,
    EquatableArray<string> Prototype,
    MethodDeclaration? Signature
) : UnitDeclaration
{
    /// <summary>The library whose functions the prototype names.</summary>
    public LibraryDeclaration Library { get; init; } = LibraryDeclaration.Process;

    /// <summary>What the attribute says, be it a number of slots or not; <see langword="null"/> where it says nothing.</summary>
    public int? Slots { get; init; }

    /// <summary>What the attribute says, be it a policy or not.</summary>
    public int OnException { get; init; }

    /// <summary>Who sees the delegate, as C# writes it.</summary>
    public string Accessibility { get; init; } = "internal";

    /// <summary>What keeps generated code from naming the delegate, as the end of a sentence.</summary>
    public string? Obstacle { get; init; }

    /// <summary>What is asked for, as far as it can be had.</summary>
    public CallbackOptions Options =>
        new CallbackOptions(
            Slots is { } slots && CallbackOptions.IsValid(slots) ? slots : CallbackOptions.Default.Slots,
            CallbackOptions.IsValid((CallbackPolicy)OnException) ? (CallbackPolicy)OnException : CallbackPolicy.Rethrow
        ).WithMoreSlots(static count => $"[KoffiCallback(…, Slots = {count})]");

    public override EquatableArray<string> Texts => Prototype;

    public override string DisplayName =>
        ContainingType is { } type ? $"{type.MetadataName}.{Name}"
        : Namespace.Length == 0 ? Name
        : $"{Namespace}.{Name}";
}
