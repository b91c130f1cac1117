namespace KoffiGen;

/// <summary>
/// Names the C library that the imports of a class, of the classes nested in it, or of a whole assembly come from. Without this
/// attribute, or with the name <c>""</c>, symbols are looked up in the process itself.
/// </summary>
/// <remarks>
/// <para>
/// The library is loaded when one of its functions is called for the first time. The names <c>c</c>, <c>m</c>, <c>pthread</c> and
/// <c>dl</c> mean the C runtime of the platform. Any other name is tried as it is, then with the prefix and the suffix of the platform,
/// then as a versioned file, the highest version first. The application's own directories are searched before those of the system;
/// the current directory never is.
/// </para>
/// <para>A name with a directory separator is a path; a relative one starts at the application's directory.</para>
/// <para>
/// On a class that is not static, whose imports are methods of its objects, each object loads the library for itself, in its constructor, and unloads it
/// with <see cref="IDisposable.Dispose"/>, once nothing needs it any more.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly)]
public sealed class KoffiLibraryAttribute(string name) : Attribute
{
    /// <summary>The name of the library, as in <c>"sqlite3"</c>, or <c>""</c> for the process itself.</summary>
    public string Name { get; } = name;

    /// <summary>The name to use on Windows in place of <see cref="Name"/>.</summary>
    public string? Windows { get; init; }

    /// <summary>The name to use on Linux, and on other systems with ELF libraries, in place of <see cref="Name"/>.</summary>
    public string? Linux { get; init; }

    /// <summary>The name to use on Apple's systems in place of <see cref="Name"/>.</summary>
    public string? MacOS { get; init; }

    /// <summary>
    /// The versions that the bindings are made for, best first: file names (<c>"libfoo.so.3"</c>) or bare versions (<c>"3"</c>, which is
    /// <c>libfoo.so.3</c> on Linux, <c>libfoo.3.dylib</c> on macOS and <c>foo-3.dll</c> on Windows). They come before the unversioned
    /// names, and no other version is looked for.
    /// </summary>
    public string[]? Versions { get; init; }

    /// <summary>Resolves the library's own references when they are first used (<c>RTLD_LAZY</c>) rather than at once. Not on Windows.</summary>
    public bool Lazy { get; init; }

    /// <summary>Makes the library's symbols available to libraries loaded later (<c>RTLD_GLOBAL</c>). Not on Windows.</summary>
    public bool Global { get; init; }

    /// <summary>Lets the library prefer its own symbols to those of the process (<c>RTLD_DEEPBIND</c>). glibc only.</summary>
    public bool DeepBind { get; init; }

    /// <summary>
    /// On Windows, the library whose <c>free</c> releases what this one allocated, as in <c>"msvcrt"</c>. Without it, that is the C
    /// runtime which the library imports, else <c>ucrtbase</c>. Elsewhere a process has one <c>free</c>, and this says nothing.
    /// </summary>
    public string? FreeFrom { get; init; }

    /// <summary>The threads that asynchronous calls of the library run on, unless a <see cref="KoffiAsyncAttribute"/> says more.</summary>
    public KoffiDispatcher Dispatcher { get; init; }
}
