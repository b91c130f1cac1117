using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace KoffiGen.CompilerServices;

/// <summary>
/// A library as an assembly declares it. Generated code holds one per declaring class; those that say the same share one loaded library.
/// It is loaded when it is first needed, once, on whichever thread that is, and stays for as long as the process.
/// </summary>
/// <param name="assembly">The assembly that declares the library; its folder is searched.</param>
/// <param name="name">The name of the library; <c>""</c> is the process itself.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NativeLibraryReference(Assembly assembly, string name)
{
    private LoadedLibrary? _loaded;

    /// <summary>The declared name.</summary>
    public string Name { get; } = name;

    /// <inheritdoc cref="KoffiLibraryAttribute.Windows"/>
    public string? Windows { get; init; }

    /// <inheritdoc cref="KoffiLibraryAttribute.Linux"/>
    public string? Linux { get; init; }

    /// <inheritdoc cref="KoffiLibraryAttribute.MacOS"/>
    public string? MacOS { get; init; }

    /// <inheritdoc cref="KoffiLibraryAttribute.Versions"/>
    public string[]? Versions { get; init; }

    /// <inheritdoc cref="KoffiLibraryAttribute.Lazy"/>
    public bool Lazy { get; init; }

    /// <inheritdoc cref="KoffiLibraryAttribute.Global"/>
    public bool Global { get; init; }

    /// <inheritdoc cref="KoffiLibraryAttribute.DeepBind"/>
    public bool DeepBind { get; init; }

    /// <inheritdoc cref="KoffiLibraryAttribute.FreeFrom"/>
    public string? FreeFrom { get; init; }

    internal Assembly Assembly { get; } = assembly;

    /// <summary>Loads the library unless that is done. A failure is not remembered: the file may come later.</summary>
    internal bool TryLoad([NotNullWhen(true)] out LoadedLibrary? library, out LoadFailure failure)
    {
        failure = default;
        library = _loaded;
        if (library is not null)
            return true;

        library = LibraryCache.Load(this, out failure);
        if (library is null)
            return false;

        _loaded = library;
        return true;
    }
}
