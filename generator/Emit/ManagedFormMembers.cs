namespace KoffiGen.Emit;

/// <summary>The members that generated structs have for their managed form.</summary>
internal static class ManagedFormMembers
{
    /// <summary>The nested struct.</summary>
    public const string Type = "Managed";

    public const string ToNative = "ToNative";

    public const string ToManaged = "ToManaged";

    /// <summary>Frees the members that C owned and has transferred.</summary>
    public const string FreeOwned = "FreeOwned";

    /// <summary>Finds the functions that free members, before C has allocated anything.</summary>
    public const string BindDisposers = "BindDisposers";
}
