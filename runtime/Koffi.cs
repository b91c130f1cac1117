using System.Runtime.InteropServices;

namespace KoffiGen;

/// <summary>What a program can ask of KoffiGen while it runs.</summary>
public static partial class Koffi
{
    /// <summary>
    /// Is asked for every library before it is searched for, save those that <see cref="SetLibrary"/> was called for. It is called on the
    /// thread of the first call into the library; an exception it throws reaches that call.
    /// </summary>
    public static KoffiLibraryResolver? LibraryResolver { get; set; }

    /// <summary>
    /// <c>errno</c>, or Windows' last error, of the latest call on this thread of a function declared with <c>LastError = true</c>. It is
    /// the value of <see cref="Marshal.GetLastPInvokeError"/>, so calls through <c>LibraryImport</c> set it too.
    /// </summary>
    public static int LastError
    {
        get => Marshal.GetLastPInvokeError();
        set => Marshal.SetLastPInvokeError(value);
    }

    /// <summary>
    /// Says where a library is. This holds for the whole process, and comes before every search, the names for single systems and
    /// <see cref="KoffiLibraryAttribute.Versions"/>. Any thread may call it, before the first function of the library.
    /// </summary>
    /// <param name="name">The name that the library is declared with.</param>
    /// <param name="path">
    /// A path (a relative one starts at the application's directory) or, without a directory separator, another name to search for.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">The library is in use already.</exception>
    public static void SetLibrary(string name, string path)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrEmpty(path);
        LibraryCache.SetPath(name, path);
    }

    /// <summary>
    /// Writes out what C's <c>printf</c> and the like hold in their buffers, and <see cref="Console"/>'s before it. The two buffer apart, so
    /// that their lines come out of order: call this between C's and C#'s. Any thread may call it.
    /// </summary>
    /// <remarks>
    /// It is <c>fflush(NULL)</c>, which covers every output stream, and waits for a thread that is just reading from one. On Windows the
    /// streams are those of ucrtbase: a library with a C runtime of its own flushes itself. Failures are left out, as by Console.
    /// </remarks>
    public static void FlushC()
    {
        Console.Out.Flush();
        Console.Error.Flush();
        CRuntime.FlushAll();
    }
}
