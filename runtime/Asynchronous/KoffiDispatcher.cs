namespace KoffiGen;

/// <summary>The threads that asynchronous calls run on.</summary>
public enum KoffiDispatcher
{
    /// <summary>.NET's thread pool: for calls that compute, or wait for a short time.</summary>
    ThreadPool,

    /// <summary>
    /// Threads of the library's own, made when they are needed and ended when they have had nothing to do for a while: for calls that block, which would keep the
    /// thread pool from its work.
    /// </summary>
    Threads,

    /// <summary>
    /// One thread, the same for all calls of the library: for C that belongs to the thread that it began on, as OpenGL, or that is not made for several, as a SQLite
    /// built without mutexes.
    /// </summary>
    Dedicated,
}
