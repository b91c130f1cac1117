using KoffiGen;

// sqlite3_sleep stands for a function that keeps its thread for a while: eight threads of the library's own have it, and the thread pool has none of them.
[KoffiLibrary("e_sqlite3")]
[KoffiAsync(KoffiDispatcher.Threads, limit: 8)]
internal static partial class Sleeper
{
    [KoffiImport("int sqlite3_sleep(int milliseconds)")]
    public static partial Task<int> SleepAsync(int milliseconds, CancellationToken cancel = default);

    public static KoffiQueue Queue => KoffiQueue.Get("e_sqlite3", KoffiDispatcher.Threads, 8);
}
