using KoffiGen.C;

namespace KoffiGen.CSharp;

/// <summary>A C# method that frees memory of C: <c>static void MyFree(nint)</c>.</summary>
/// <param name="Name">The name of the method, with the types around it.</param>
/// <param name="Within">The type whose code can call the method; <see langword="null"/> if all code of the assembly can.</param>
internal sealed record ManagedDisposer(QualifiedName Name, QualifiedName? Within = null) : ForeignDisposer
{
    /// <summary>Whether other code cannot call the method because its class has type parameters, not because of accessibility.</summary>
    public bool IsOfGenericType { get; init; }

    public override string DisplayName => Name.DisplayText;

    /// <summary>Whether code inside the type, named as generated code names it, can call the method.</summary>
    public bool IsAccessibleFrom(string type) =>
        Within is not { Text: var within } || type == within || type.StartsWith(within + ".", StringComparison.Ordinal);
}

internal static class OwnershipExtensions
{
    /// <summary>Returns the C# method that frees the memory; <see langword="null"/> where a C function does.</summary>
    public static ManagedDisposer? GetManagedDisposer(this Ownership ownership) => (ManagedDisposer?)ownership.Foreign;
}
