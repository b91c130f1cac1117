using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace KoffiGen.CompilerServices;

/// <summary>The declaration of a library. Called by generated code, which has one object for each declaring class.</summary>
/// <remarks>
/// Equal declarations share one loaded library. It is loaded at its first use, on the thread of that use, and stays loaded until the
/// process ends.
/// </remarks>
/// <param name="assembly">The assembly that declares the library. Its folder is searched.</param>
/// <param name="name">The name of the library, or <c>""</c> for the process itself.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NativeLibraryReference(Assembly assembly, string name)
{
    private LoadedLibrary? _loaded;

    /// <summary>Gets the declared name.</summary>
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

    /// <summary>Loads the library unless it is loaded. A failure is not cached, because the file may be added later.</summary>
    internal bool TryLoad([NotNullWhen(true)] out LoadedLibrary? library, out LoadFailure failure)
    {
        failure = default;
        library = _loaded;
        if (library is not null)
        {
            return true;
        }

        library = LibraryCache.Load(this, out failure);
        if (library is null)
        {
            return false;
        }

        _loaded = library;
        return true;
    }
}
