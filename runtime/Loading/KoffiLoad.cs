namespace KoffiGen;

/// <summary>How an instance of a library is loaded, besides what its <see cref="KoffiLibraryAttribute"/> says. Windows has none of these.</summary>
[Flags]
public enum KoffiLoad
{
    /// <summary>As the attribute says.</summary>
    Default = 0,

    /// <inheritdoc cref="KoffiLibraryAttribute.Lazy"/>
    Lazy = 1,

    /// <inheritdoc cref="KoffiLibraryAttribute.Global"/>
    Global = 2,

    /// <inheritdoc cref="KoffiLibraryAttribute.DeepBind"/>
    DeepBind = 4,
}
