using KoffiGen.C;

namespace KoffiGen.CSharp;

/// <summary>A C# method that frees native memory: <c>static void MyFree(nint)</c>.</summary>
/// <param name="Name">The qualified name of the method.</param>
/// <param name="Within">
/// The type to whose code the method is accessible; <see langword="null"/> if it is accessible in the whole assembly.
/// </param>
internal sealed record ManagedDisposer(QualifiedName Name, QualifiedName? Within = null) : ForeignDisposer
{
    /// <summary>Whether the reason for the limited access is that the class is generic.</summary>
    public bool IsOfGenericType { get; init; }

    public override string DisplayName => Name.DisplayText;

    /// <summary>Whether code in the type can call the method.</summary>
    public bool IsAccessibleFrom(QualifiedName type) => Within is null || type.IsWithin(Within);
}

internal static class OwnershipExtensions
{
    /// <summary>Returns the C# method that frees the memory; <see langword="null"/> if a C function does.</summary>
    public static ManagedDisposer? GetManagedDisposer(this Ownership ownership) => (ManagedDisposer?)ownership.Foreign;
}
