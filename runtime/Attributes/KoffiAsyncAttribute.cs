namespace KoffiGen;

/// <summary>
/// Specifies which threads run the asynchronous calls of a method, of the imports of a class or of an assembly, and how many calls run at a
/// time. Without this attribute, <see cref="KoffiLibraryAttribute.Dispatcher"/> specifies the threads; the default is the thread pool.
/// </summary>
/// <remarks>
/// The calls of one library with the same dispatcher and limit share a <see cref="KoffiQueue"/>. Calls beyond the limit wait and run in the
/// order in which they were made. No call fails because the limit is reached.
/// </remarks>
/// <example><code>
/// [KoffiLibrary("sqlite3")]
/// [KoffiAsync(KoffiDispatcher.Dedicated)]
/// [KoffiImport("int sqlite3_sleep(int milliseconds)", Async = true)]
/// static partial class Sqlite;
/// </code></example>
/// <param name="dispatcher">The kind of threads.</param>
/// <param name="limit">
/// The largest number of calls that run at a time: 1 or more. A dedicated thread always runs one call at a time.
/// </param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Assembly)]
public sealed class KoffiAsyncAttribute(KoffiDispatcher dispatcher, int limit = 256) : Attribute
{
    /// <summary>Gets the kind of threads.</summary>
    public KoffiDispatcher Dispatcher { get; } = dispatcher;

    /// <summary>Gets the largest number of calls that run at a time.</summary>
    public int Limit { get; } = limit;
}
