namespace KoffiGen;

/// <summary>
/// Specifies how a library instance is loaded, in addition to its <see cref="KoffiLibraryAttribute"/>. Ignored on Windows.
/// </summary>
[Flags]
public enum KoffiLoad
{
    /// <summary>As the attribute specifies.</summary>
    Default = 0,

    /// <inheritdoc cref="KoffiLibraryAttribute.Lazy"/>
    Lazy = 1,

    /// <inheritdoc cref="KoffiLibraryAttribute.Global"/>
    Global = 2,

    /// <inheritdoc cref="KoffiLibraryAttribute.DeepBind"/>
    DeepBind = 4,
}
