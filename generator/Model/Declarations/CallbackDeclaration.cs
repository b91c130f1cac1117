using KoffiGen.CSharp;

namespace KoffiGen.Model.Declarations;

/// <summary>A user's delegate that has a <c>[KoffiCallback]</c> attribute.</summary>
/// <param name="ContainingType">The class that contains the delegate; <see langword="null"/> if a namespace does.</param>
/// <param name="Name">The name of the delegate, with <c>@</c> if it is a keyword.</param>
/// <param name="Prototype">The C function type: a prototype, or a name, the return type and the parameter types.</param>
/// <param name="Signature">The parameters and the result; <see langword="null"/> if delegates are among their types.</param>
internal sealed record CallbackDeclaration(
    ContainingType? ContainingType,
    string Namespace,
    string Name,
    EquatableArray<string> Prototype,
    MethodDeclaration? Signature
) : UnitDeclaration
{
    /// <summary>The library that exports the disposers in the prototype.</summary>
    public LibraryDeclaration Library { get; init; } = LibraryDeclaration.Process;

    /// <summary>The <c>Slots</c> argument, not yet validated; <see langword="null"/> if there is none.</summary>
    public int? Slots { get; init; }

    /// <summary>The <c>OnException</c> argument, not yet validated.</summary>
    public int OnException { get; init; }

    /// <summary>Whether pointers of the function type also have an asynchronous method.</summary>
    public bool IsAsynchronous { get; init; }

    /// <summary>The accessibility of the delegate as a C# modifier.</summary>
    public string Accessibility { get; init; } = "internal";

    /// <summary>
    /// The reason why generated code cannot name the delegate, as the end of a sentence; <see langword="null"/> if it can.
    /// </summary>
    public string? Obstacle { get; init; }

    /// <summary>The requested options, with defaults in place of invalid values.</summary>
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
