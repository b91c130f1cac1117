namespace KoffiGen;

/// <summary>Specifies which threads run asynchronous calls.</summary>
public enum KoffiDispatcher
{
    /// <summary>The thread pool of .NET. Use it for calls that compute, or that block only briefly.</summary>
    ThreadPool,

    /// <summary>
    /// Threads that belong to the library's queue. They are created when needed and end when they have been idle for a while. Use them for
    /// calls that block, which would exhaust the thread pool.
    /// </summary>
    Threads,

    /// <summary>
    /// One thread for all calls of the library. Use it for C code that must stay on one thread, such as OpenGL, or that is not thread-safe,
    /// such as SQLite without mutexes.
    /// </summary>
    Dedicated,
}
