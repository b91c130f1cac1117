namespace KoffiGen;

/// <summary>
/// Specifies the C library of the imports of a class and its nested classes, or of an assembly. Without this attribute, or with the name
/// <c>""</c>, symbols are looked up in the process itself.
/// </summary>
/// <remarks>
/// <para>
/// The library is loaded at the first call to one of its functions. The names <c>c</c>, <c>m</c>, <c>pthread</c> and <c>dl</c> refer to the
/// C runtime of the platform. Any other name is tried as it is, then with the prefix and suffix of the platform, then as a versioned file,
/// highest version first. KoffiGen searches the directories of the application before those of the system, and never the current directory.
/// </para>
/// <para>A name with a directory separator is a path. A relative path starts at the application's directory.</para>
/// <para>
/// On a class that is not static and has instance methods as imports, each object loads the library in its constructor and unloads it in
/// <see cref="IDisposable.Dispose"/>, after the last call has returned.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly)]
public sealed class KoffiLibraryAttribute(string name) : Attribute
{
    /// <summary>Gets the name of the library, such as <c>"sqlite3"</c>, or <c>""</c> for the process itself.</summary>
    public string Name { get; } = name;

    /// <summary>Gets the name of the library on Windows, if it differs from <see cref="Name"/>.</summary>
    public string? Windows { get; init; }

    /// <summary>
    /// Gets the name of the library on Linux and other systems with ELF libraries, if it differs from <see cref="Name"/>.
    /// </summary>
    public string? Linux { get; init; }

    /// <summary>Gets the name of the library on Apple systems, if it differs from <see cref="Name"/>.</summary>
    public string? MacOS { get; init; }

    /// <summary>Gets the supported versions of the library, best first.</summary>
    /// <remarks>
    /// Each item is a file name (<c>"libfoo.so.3"</c>) or a version (<c>"3"</c>, which is <c>libfoo.so.3</c> on Linux,
    /// <c>libfoo.3.dylib</c> on macOS and <c>foo-3.dll</c> on Windows). These files are tried before the unversioned names, and other
    /// versions are not tried.
    /// </remarks>
    public string[]? Versions { get; init; }

    /// <summary>
    /// Whether the library's own references are resolved at their first use (<c>RTLD_LAZY</c>) instead of at load time. Ignored on Windows.
    /// </summary>
    public bool Lazy { get; init; }

    /// <summary>Whether libraries that are loaded later can use the library's symbols (<c>RTLD_GLOBAL</c>). Ignored on Windows.</summary>
    public bool Global { get; init; }

    /// <summary>
    /// Whether the library prefers its own symbols to those of the process (<c>RTLD_DEEPBIND</c>). Only glibc supports it.
    /// </summary>
    public bool DeepBind { get; init; }

    /// <summary>
    /// Gets the library whose <c>free</c> function frees memory that this library allocated, such as <c>"msvcrt"</c>. Only for Windows.
    /// </summary>
    /// <remarks>
    /// Without it, this is the C runtime that the library imports, otherwise <c>ucrtbase</c>. On other systems a process has only one
    /// <c>free</c>.
    /// </remarks>
    public string? FreeFrom { get; init; }

    /// <summary>
    /// Gets the kind of threads that run the asynchronous calls of the library. A <see cref="KoffiAsyncAttribute"/> overrides it.
    /// </summary>
    public KoffiDispatcher Dispatcher { get; init; }
}
