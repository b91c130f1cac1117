namespace KoffiGen.Model.Declarations;

/// <summary>The settings of the project that apply to all declarations.</summary>
/// <param name="RootNamespace">The namespace of generated types without a containing class.</param>
/// <param name="RuntimeIdentifier">
/// The platform of a platform-specific build; <see langword="null"/> if the assembly must run on all platforms.
/// </param>
internal sealed record ProjectSettings(string RootNamespace, string? RuntimeIdentifier)
{
    /// <summary>Whether the assembly has the attribute <c>[DisableRuntimeMarshalling]</c>.</summary>
    public bool DisablesRuntimeMarshalling { get; init; }
}
