namespace KoffiGen.Marshalling;

/// <summary>How a struct that C gave becomes its managed twin, and how what it owns is freed then.</summary>
internal static class ManagedFormTexts
{
    public const string Read = "{0}.ToManaged()";

    public const string Free = "{0}.FreeOwned();";

    /// <summary>Of NULL there is nothing to free.</summary>
    public const string FreePointer = "if ({0} != null) {0}->FreeOwned();";
}
