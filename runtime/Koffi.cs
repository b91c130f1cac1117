using System.Runtime.InteropServices;

namespace KoffiGen;

/// <summary>The run-time services of KoffiGen: library paths, error codes, and access to native memory.</summary>
public static partial class Koffi
{
    /// <summary>Gets or sets the callback that locates libraries.</summary>
    /// <remarks>
    /// KoffiGen invokes the callback before it searches for a library, except for a library that has a path from <see cref="SetLibrary"/>.
    /// The callback runs on the thread of the first call into the library. An exception that it throws reaches that call.
    /// </remarks>
    public static KoffiLibraryResolver? LibraryResolver { get; set; }

    /// <summary>
    /// Gets or sets the error code of this thread's latest call to a function that is declared with <c>LastError = true</c>: <c>errno</c>,
    /// or the last error on Windows.
    /// </summary>
    /// <remarks>The value is that of <see cref="Marshal.GetLastPInvokeError"/>, so calls through <c>LibraryImport</c> set it too.</remarks>
    public static int LastError
    {
        get => Marshal.GetLastPInvokeError();
        set => Marshal.SetLastPInvokeError(value);
    }

    /// <summary>Sets the path of a library for the whole process.</summary>
    /// <remarks>
    /// On every platform, KoffiGen uses the path instead of the names and versions in the library's <see cref="KoffiLibraryAttribute"/>.
    /// It does not call <see cref="LibraryResolver"/> for the library. Any thread may call this method, but only before the first call into
    /// the library.
    /// </remarks>
    /// <param name="name">The name that the library is declared with.</param>
    /// <param name="path">
    /// A path, or a name to search for if it contains no directory separator. A relative path starts at the application's directory.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">The library is already loaded.</exception>
    public static void SetLibrary(string name, string path)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrEmpty(path);
        LibraryCache.SetPath(name, path);
    }

    /// <summary>
    /// Flushes the output buffers of <see cref="Console"/>, then those of C's standard library. Any thread may call this method.
    /// </summary>
    /// <remarks>
    /// <see cref="Console"/> and <c>printf</c> have separate buffers, so their lines can appear in the wrong order. Call this method where
    /// C# output and C output meet. It calls <c>fflush(NULL)</c>, which flushes every output stream and waits for a thread that is reading
    /// from one. On Windows, the streams are those of ucrtbase; a library with its own C runtime must flush its own streams. Failures of
    /// <c>fflush</c> are ignored.
    /// </remarks>
    public static void FlushC()
    {
        Console.Out.Flush();
        Console.Error.Flush();
        CRuntime.FlushAll();
    }
}
