using KoffiGen;

// sqlite3_sleep is an example of a function that blocks its thread. It runs on eight threads of its own, so it occupies no thread of the
// thread pool.
[KoffiLibrary("e_sqlite3")]
[KoffiAsync(KoffiDispatcher.Threads, limit: 8)]
internal static partial class Sleeper
{
    [KoffiImport("int sqlite3_sleep(int milliseconds)")]
    public static partial Task<int> SleepAsync(int milliseconds, CancellationToken cancel = default);

    public static KoffiQueue Queue => KoffiQueue.Get("e_sqlite3", KoffiDispatcher.Threads, 8);
}
